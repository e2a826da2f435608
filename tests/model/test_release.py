"""Releases and the version that is recommended."""

import itertools

import pytest

from forge.model import AlgorithmId, Manifest, Reference, Release, Source, Version, newest
from forge.model.release import Licensing, is_snapshot
from tests.support.content import algorithm, release

_SNAPSHOT = "0.0.dev20261121101500+g4f1c2ab99d0e"


@pytest.mark.parametrize(
    ("versions", "best"),
    [
        ([], None),
        (["1.9", "1.10", "1.2"], "1.10"),
        (["1.0", "2.0rc1"], "1.0"),
        (["1.0a1", "1.0rc1", _SNAPSHOT], "1.0rc1"),
        ([_SNAPSHOT], _SNAPSHOT),
        (["0.1", _SNAPSHOT], "0.1"),
        (["1.0", "1.0.post1"], "1.0.post1"),
    ],
)
def test_the_newest_final_version_is_recommended_whatever_the_order(
    versions: list[str], best: str | None
) -> None:
    expected = None if best is None else Version(best)

    for order in itertools.permutations(versions):
        assert newest(map(Version, order)) == expected


def test_a_snapshot_is_known_by_its_version() -> None:
    assert is_snapshot(Version(_SNAPSHOT))
    assert not is_snapshot(Version("0.0.dev1"))
    assert not is_snapshot(Version("1.0.dev1+g4f1c2ab"))


def test_sameness_is_identity_commit_and_path_and_not_bytes() -> None:
    def make(commit: str = "a" * 40, path: str = "", title: str = "x") -> Release:
        return Release(
            id=AlgorithmId("onb", "xy"),
            version=Version("1.0"),
            manifest=Manifest(homepage=f"https://{title}.example"),
            source=Source(commit=commit, path=path, date="2026-11-02T10:15:00Z"),
            licensing=Licensing(),
        )

    assert make().same_as(make(title="y"))
    assert not make().same_as(make(commit="b" * 40))
    assert not make().same_as(make(path="algos/x"))
    assert make().reference == "onb/xy@1.0"
    assert make().date.isoformat() == "2026-11-02T10:15:00+00:00"


def test_an_algorithm_selects_what_a_reference_means() -> None:
    made = algorithm(release(version="1.2"), release(version="1.3"), release(version="2.0rc1"))

    def select(text: str) -> str | None:
        chosen = made.select(Reference.from_string(text))
        return None if chosen is None else str(chosen.version)

    assert str(made.id) == "onb/bareme-bourses"
    assert made.latest is not None
    assert select(f"{made.id}") == "1.3"
    assert select(f"{made.id}@1.2") == "1.2"
    assert select(f"{made.id}@2") == "2.0rc1"
    assert select(f"{made.id}>=3") is None
