"""Names of a package whose modules are imported when somebody asks for them: nobody waits for what is not used."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, modules: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """A package's `__getattr__` and `__dir__`. modules: where each name is, relative to the package."""

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(modules[name], package), name)
        setattr(import_module(package), name, found)  # the next time nobody is asked
        return found

    return find, lambda: sorted({*vars(import_module(package)), *modules})
