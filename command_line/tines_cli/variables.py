"""`${NAME}` in what files hold stands for a variable of the environment, whose value is never shown; `$${` is `${`."""

import os
import re
from collections.abc import Mapping
from typing import Any

from tines_cli.failures import CommandError, ExitCode
from tines_cli.file_values import FileValue

_PLACEHOLDER = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{")
_KEY = "TINES_API_KEY"
_SHORT = 8
"""Values of fewer characters are hidden as words: they would be found within many others."""


def escaped(text: str) -> str:
    """A text as it has to stand in a file, so that nothing in it is a variable."""
    return text.replace("${", "$${")


class Variables:
    """The variables that files have named, with their values, and those that have none."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._problems: list[str] = []

    def expanded(self, file: FileValue, value: Any, place: str) -> Any:
        """A value with the variables in its texts."""
        if isinstance(value, Mapping):
            return {name: self.expanded(file, one, f"{place}.{name}") for name, one in value.items()}
        if isinstance(value, list):
            return [self.expanded(file, one, f"{place}[{index}]") for index, one in enumerate(value)]
        if isinstance(value, str):
            return _PLACEHOLDER.sub(lambda found: self._value(found, f"{file.at(place)}: {place}"), value)
        return value

    def _value(self, found: re.Match[str], place: str) -> str:
        if found[0] == "$${":
            return "${"
        name = found[1]
        value = os.environ.get(name, "") if name else ""
        if not name:
            self._problems.append(f"{place}: ${{ begins no ${{NAME}}; the text ${{ is written $${{")
        elif name == _KEY:
            self._problems.append(f"{place}: {_KEY} is the key, which is written nowhere")
        elif not value:
            self._problems.append(f"{place}: the variable {name} is not set, or is empty")
        self._names[value] = found[0]
        return value

    def must_be_set(self) -> None:
        """Raise CommandError that names all those which are not."""
        if self._problems:
            raise CommandError("; ".join(self._problems), ExitCode.USAGE)

    def hidden(self, value: Any) -> Any:
        """A value that shows the names of variables in place of their values."""
        if isinstance(value, Mapping):
            return {name: self.hidden(one) for name, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.hidden(one) for one in value]
        if not isinstance(value, str) or not self._names:
            return value
        values = sorted(filter(None, self._names), key=len, reverse=True)
        pattern = "|".join(
            re.escape(one) if len(one) >= _SHORT else rf"(?<!\w){re.escape(one)}(?!\w)" for one in values
        )
        return re.sub(pattern, lambda found: self._names[found[0]], value)


def is_variable(value: object) -> bool:
    """Whether a text is a variable and nothing else."""
    return isinstance(value, str) and value.startswith("${") and _PLACEHOLDER.fullmatch(value) is not None
