"""The checklist of a release: each point is met, or names what would meet it."""

from forge.index.readiness import POINTS, readiness
from forge.text import Localized
from tests.support.content import full_algorithm, release

LANGUAGES = ("fr", "ar")


def points(made):
    return {point.key: point for point in readiness(made, LANGUAGES)}


def test_a_release_that_says_everything_lacks_only_what_it_lacks():
    told = points(full_algorithm().releases[-1])

    assert [key for key, point in told.items() if not point.met] == ["transparency"]
    assert all(key.startswith("transparency.") for key in told["transparency"].lacks)


def test_a_bare_release_is_told_what_to_write():
    told = points(release(status="", license=""))

    assert told["status"].lacks == ("algorithm.status",)
    assert told["contact"].lacks == ("reuse.contact",)
    assert told["interface"].lacks == ("interface.kind", "interface.entry")
    assert not told["licence"].met


def test_only_what_concerns_a_release_is_asked():
    assert "files" not in points(release())
    assert "parts" not in points(release())
    assert list(points(full_algorithm().releases[-1])) == [key for key in POINTS if key != "parts"]


def test_title_and_summary_are_asked_in_every_language_of_the_registry():
    told = points(release(summary=Localized({"fr": "Une phrase."})))

    assert told["languages"].lacks == ("algorithm.summary.ar",)


def test_a_snapshot_has_no_tagged_version():
    assert not points(release(version="0.0.dev20261121101500+g4f1c2ab00000"))["version"].met
    assert points(release())["version"].met
