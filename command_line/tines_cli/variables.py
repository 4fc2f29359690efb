"""`${NAME}` in what files hold stands for a variable of the environment, whose value is never shown; `$${` is `${`."""

import os
import re
from collections.abc import Callable, Mapping
from typing import Any

from tines_cli.failures import CommandError, ExitCode

_PLACEHOLDER = re.compile(r"\$\$\{|\$\{(\w+)\}|\$\{")


def each_text(value: Any, place: str, change: Callable[[str, str], str]) -> Any:
    """A value, such as that of `actions[0].url`, with each text in it changed; `change` gets its place, too."""
    if isinstance(value, Mapping):
        return {name: each_text(one, f"{place}.{name}", change) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(one, f"{place}[{index}]", change) for index, one in enumerate(value)]
    return change(place, value) if isinstance(value, str) else value


class Variables:
    """The variables that files have named, with their values."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def expanded(self, value: Any, place: str) -> Any:
        """A value with the variables in its texts. Raises CommandError, which names the place and the variable."""
        return each_text(value, place, lambda at, text: _PLACEHOLDER.sub(lambda one: self._value(one, at), text))

    def _value(self, found: re.Match[str], place: str) -> str:
        if found[0] == "$${":
            return "${"
        value = os.environ.get(found[1] or "")
        if not value or found[1] == "TINES_API_KEY":
            why = "is not set, or is empty" if found[1] and not value else "is no variable that may be used"
            raise CommandError(f"{place}: {found[0]} {why}; the text ${{ is written $${{", ExitCode.USAGE)
        self._names[value] = found[0]
        return value

    def hidden(self, value: Any) -> Any:
        """A value that shows the names of variables in place of their values."""
        values = sorted(map(re.escape, self._names), key=len, reverse=True)
        if not values:
            return value
        pattern = "|".join(values)
        return each_text(value, "", lambda _, text: re.sub(pattern, lambda found: self._names[found[0]], text))


def escaped(text: str) -> str:
    """A text as it has to stand in a file, so that nothing in it is a variable."""
    return text.replace("${", "$${")


def is_variable(value: object) -> bool:
    """Whether a text is a variable and nothing else."""
    return isinstance(value, str) and re.fullmatch(r"\$\{\w+\}", value) is not None
