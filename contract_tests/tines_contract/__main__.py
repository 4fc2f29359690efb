"""`python -m tines_contract`: the commands of `command/dispatch.py`, or which extra they need."""

import sys

from tines_contract.extra import MISSING, is_of_the_extra


def main(arguments: list[str] | None = None, program: str = "python -m tines_contract") -> int:
    """Run the command and return its exit code. program: what its help calls it."""
    try:
        from tines_contract.command import dispatch
    except ModuleNotFoundError as error:
        if not is_of_the_extra(error):
            raise
        print(MISSING, file=sys.stderr)
        return 2
    return dispatch.main(arguments, program)


if __name__ == "__main__":
    sys.exit(main())
