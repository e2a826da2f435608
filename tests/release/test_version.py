"""Which version a commit is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.model import Version
from forge.release.version import Choice, choose_version, ci_tag, find_tag, snapshot_version
from forge.source import open_source
from tests.support.projects import project, told
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_COMMIT = "4f1c2ab0123456789abcdef0123456789abcdef0"


def _choose(
    path: Path,
    *,
    snapshot: bool = False,
    environment: Mapping[str, str] | None = None,
    pattern: str = "",
    member: str = "",
) -> Choice:
    with open_source(path) as source:
        return choose_version(
            source,
            pattern=pattern,
            member=member,
            snapshot=snapshot,
            environment=environment or {},
        )


def _codes(choice: Choice) -> list[str]:
    return [item.code for item in choice.problems]


def test_the_newest_version_tag_on_the_commit_is_the_version(tmp_path: Path) -> None:
    made = make_repository(
        tmp_path, [project(), {"a": "b"}], tags={"v1.0": 0, "v2.0rc1": 1, "v2.0": 1}
    )
    choice = _choose(made.path)

    assert (choice.version, choice.tag, choice.problems) == (Version("2.0"), "v2.0", ())


def test_a_tag_on_an_earlier_commit_is_no_version_of_this_one(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project(), {"a": "b"}], tags={"v1.0": 0})
    choice = _choose(made.path)

    assert choice.version is None
    assert told(choice.problems) == (
        "git: note[no-tag]: No version tag on this commit; publishing needs one "
        "(git tag v1.0.0) or --snapshot"
    )


def test_a_snapshot_is_named_by_the_date_and_hash_of_its_commit(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()])
    choice = _choose(made.path, snapshot=True)

    assert str(choice.version) == f"0.0.dev20261102101500+g{made.commits[0][:12]}"
    assert (choice.tag, choice.problems) == ("", ())


def test_a_version_tag_goes_before_a_snapshot(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"1.2": 0})
    choice = _choose(made.path, snapshot=True)

    assert choice.version == Version("1.2")
    assert _codes(choice) == ["snapshot-tagged"]


def test_a_snapshot_with_a_hash_of_digits_alone_keeps_its_spelling() -> None:
    version = snapshot_version("2026-11-02T10:15:00Z", "0123456789120000")

    assert str(version) == "0.0.dev20261102101500+g012345678912"


@pytest.mark.parametrize(
    "environment",
    [
        {"CI_COMMIT_TAG": "v1.4.0", "CI_COMMIT_SHA": "HEAD"},
        {"CI_COMMIT_TAG": "v1.4.0"},
        {"GITHUB_REF": "refs/tags/v1.4.0", "GITHUB_SHA": "HEAD"},
        {"GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1.4.0", "GITHUB_SHA": "HEAD"},
    ],
)
def test_ci_says_which_tag_a_shallow_detached_tagless_checkout_is(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    origin = make_repository(tmp_path / "origin", [project(), {"a": "b"}], tags={"v1.4.0": 1})
    clone = make_repository(tmp_path / "clone")
    clone.git("fetch", "-q", "--depth=1", "--no-tags", str(origin.path), origin.commits[1])
    clone.git("checkout", "-q", "--detach", "FETCH_HEAD")
    said = {
        key: origin.commits[1] if value == "HEAD" else value for key, value in environment.items()
    }
    choice = _choose(clone.path, environment=said)

    assert (choice.version, choice.tag, choice.problems) == (Version("1.4.0"), "v1.4.0", ())


@pytest.mark.parametrize(
    ("environment", "tag"),
    [
        ({}, ""),
        ({"CI_COMMIT_TAG": "v1", "CI_COMMIT_SHA": "0" * 40}, ""),
        ({"GITHUB_REF": "refs/heads/v1"}, ""),
        ({"GITHUB_REF_NAME": "v1", "GITHUB_REF_TYPE": "branch"}, ""),
        ({"CI_COMMIT_TAG": "v1", "CI_COMMIT_SHA": _COMMIT}, "v1"),
    ],
)
def test_ci_says_nothing_about_another_commit(environment: dict[str, str], tag: str) -> None:
    assert ci_tag(environment, _COMMIT) == tag


def test_a_tag_that_the_clone_has_elsewhere_is_believed_before_ci(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project(), {"a": "b"}], tags={"v1.0": 0})
    choice = _choose(made.path, environment={"CI_COMMIT_TAG": "v1.0"})

    assert choice.version is None


@pytest.mark.parametrize("tag", ["main", "v1.0\n", "--upload-pack=x", "../../v1", ""])
def test_what_ci_calls_a_tag_but_names_no_version_is_none(tmp_path: Path, tag: str) -> None:
    made = make_repository(tmp_path, [project()])
    choice = _choose(made.path, environment={"CI_COMMIT_TAG": tag})

    assert (choice.version, _codes(choice)) == (None, ["no-tag"])


def test_in_a_workspace_the_tag_of_another_member_is_not_taken(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"moteur-1.0": 0})

    assert _choose(made.path, member="moteur").version == Version("1.0")
    assert _choose(made.path, member="bareme").version is None


def test_a_version_is_found_by_any_of_its_spellings(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project(), {"a": "b"}], tags={"v1.2": 0, "v2.0": 1})
    with open_source(made.path) as source:
        found = find_tag(source, "1.2.0", "", "")

        assert (found.tag, found.commit) == ("v1.2", made.commits[0])
        with pytest.raises(SourceError) as caught:
            find_tag(source, "3", "", "")
    assert str(caught.value) == (
        "git: error[no-such-version]: No tag names version 3\n"
        "  hint: the versions that have a tag: v2.0, v1.2"
    )
