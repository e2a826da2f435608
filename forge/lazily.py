"""A package's names, each imported from its module when it is first used.

Reading a manifest needs a tenth of the model and no registry; whoever imports one name of a package
does not pay for the classes and expressions behind all others.
"""

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["lazily"]


def lazily(package: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package (PEP 562) whose names are imported on first use.

    Args:
        package: The package's name.
        homes: The names that each module gives.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def attribute(name: str) -> Any:
        """Return a public name of the package.

        Raises:
            AttributeError: The package has no such name.
        """
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(home_of[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return attribute
