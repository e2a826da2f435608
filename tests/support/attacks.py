"""What stands beside every attack on a crawl: a good repository, published as if it were alone."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from tests.support.crawls import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.crawl.values import Target
    from tests.support.crawls import Field

__all__ = ["outcome", "survived"]


@contextlib.contextmanager
def survived(field: Field) -> Iterator[None]:
    """Beside an attack, a good repository: it gets in, and its record never changes."""
    field.add("bon", [field.manifest("bon")], tags={"v1.0": 0})
    yield
    with field.store() as store:
        found = {item.reference for made in store.algorithms() for item in made.releases}
    assert "onb/bon@1.0" in found
    assert field.is_sound()


def outcome(field: Field, *targets: Target) -> dict[str, str]:
    """Crawl everything, and return what became of each by its name, with the codes of errors."""
    made = field.crawl(*(*map(field.target, field.names), *targets))
    found = dict.fromkeys(field.names, "unchanged")
    for item in made.settled:
        codes = sorted({problem.code for problem in item.problems if problem.severity.rank == 0})
        found[item.url.removeprefix(f"{BASE}/")] = " ".join([item.outcome, *codes])
    return found
