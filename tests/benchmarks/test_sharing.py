"""What the comparison of contents costs: the same crawl with it and without, in turns."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.support.crawls import OWNERS, Field
from tests.support.registries import make_registry
from tests.support.repos import make_repository
from tests.support.server import serve_apart

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.bench

# The public repositories that were measured have 650 files on average that prove something.
FILES = 650
# So many that the one commit with all shares, which no crawl needs twice, is shared by them too.
REPOSITORIES = 120
COPIED = 60
ROUNDS = 3
MOST = 0.15


def _program(chance: random.Random) -> str:
    lines = (f"    total += {chance.randrange(10**9)} * rate(year)\n" for _ in range(80))
    return "def amount(year):\n    total = 0\n" + "".join(lines)


@pytest.fixture
def served(tmp_path: Path) -> Path:
    """Repositories of a real size, of which neighbours share some of their files."""
    chance = random.Random(7)
    before: dict[str, str] = {}
    for number in range(REPOSITORIES):
        own = {f"src/p{n % 40}/m{n}.py": _program(chance) for n in range(FILES - len(before))}
        files = Field.manifest(f"calcul-{number}") | own | before
        make_repository(tmp_path / f"calcul-{number}", [files], tags={"v1.0": 0}, bare=True)
        before = {f"copied/{path}": own[path] for path in list(own)[:COPIED]}
    return tmp_path


def _cpu(field: Field) -> float:
    """The processor time of a first crawl and of its processes of git."""
    make_registry(field.registry, owners=OWNERS).close()
    targets = [field.target(f"calcul-{number}") for number in range(REPOSITORIES)]
    start = os.times()
    made = field.crawl(*targets)
    end = os.times()
    assert made.published == REPOSITORIES
    return sum(end[:4]) - sum(start[:4])


def test_reading_and_comparing_contents_costs_less_than_a_seventh_of_a_crawl(
    served: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[float] = []
    without: list[float] = []
    with serve_apart(served) as server:
        # What a process reads only once is not a matter of contents.
        _cpu(Field(tmp_path_factory.mktemp("first"), server))
        for _ in range(ROUNDS):
            whole.append(_cpu(Field(tmp_path_factory.mktemp("whole"), server)))
            with monkeypatch.context() as patched:
                patched.setattr("forge.crawl.visit.contents_for", lambda *_: None)
                without.append(_cpu(Field(tmp_path_factory.mktemp("without"), server)))
    # Whatever else the machine does only adds to what a crawl takes of a processor.
    share = 1 - min(without) / min(whole)
    print(
        f"\nthe least of {ROUNDS} crawls of {REPOSITORIES} repositories of {FILES} files: "
        f"{min(whole):.2f} s of processor, without contents {min(without):.2f} s: contents cost "
        f"{share:.1%}"
    )

    assert share < MOST
