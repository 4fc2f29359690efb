"""Names of a package whose modules are imported when somebody asks for them: nobody waits for what is not used."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """What a package has as `__getattr__`. modules: where each name is, relative to the package."""

    def find(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(modules[name], package), name)
        setattr(import_module(package), name, found)  # the next time nobody is asked
        return found

    return find
