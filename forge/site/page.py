"""One page of the site, as a value that every language is rendered from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

__all__ = ["Page", "ready"]


@attrs.frozen(kw_only=True)
class Page:
    """One page, in every language or in some of them.

    Attributes:
        path: Where it stands below the folder of its language.
        template: What it is made with.
        values: What the template shows.
        languages: The languages in which it is rendered; every language of the site when empty.
        elsewhere: The path of what other languages have in its place, if they have no such page.
    """

    path: str
    template: str
    values: Mapping[str, Any]
    languages: tuple[str, ...] = ()
    elsewhere: str = ""


def ready(**values: Any) -> Callable[[], Mapping[str, Any]]:
    """Return what hands over values that are there already.

    Args:
        **values: What a template shows.
    """
    return lambda: values
