from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from forge.gitio import Ref
from forge.source.tags import read_tag, read_tags

ONE, TWO = "1" * 40, "2" * 40


def _refs(*tags: str, commit: str = ONE) -> list[Ref]:
    return [Ref(f"refs/tags/{tag}", commit) for tag in sorted(tags)]


@pytest.mark.parametrize(
    ("tag", "version"),
    [
        ("v1.2", "1.2"),
        ("1.2", "1.2"),
        ("V1.2", "1.2"),
        ("bareme-1.2", "1.2"),
        ("bareme-v1.2", "1.2"),
        ("Bareme-1.2", "1.2"),
        ("release/1.2", "1.2"),
        ("1.2.0-rc.1", "1.2rc1"),
        ("v2026.11.02", "2026.11.2"),
        ("1.0+build.7", "1.0+build.7"),
        ("1", "1"),
        ("2.3.1-SNAPSHOT", None),
        ("2.1.0.Final", None),
        ("other-1.2", None),
        ("release-1.2", None),
        ("latest", None),
        ("v", None),
        ("", None),
        (" 1.2", None),
        ("1.2\n", None),
        ("١.٢", None),
        ("v1.2/x", None),
        ("1" * 101, None),
        ("v" + "1" * 5000, None),
        ("0.0.dev20261102101500+g1234567890ab", None),
    ],
)
def test_a_tag_is_read_in_the_four_spellings(tag: str, version: str | None) -> None:
    found = read_tag(tag, name="bareme")

    assert found == (Version(version) if version else None)


@pytest.mark.parametrize(
    ("pattern", "tag", "version"),
    [
        ("{version}-SNAPSHOT", "2.3.1-SNAPSHOT", "2.3.1"),
        ("{version}.Final", "2.1.0.Final", "2.1.0"),
        ("rel_{version}", "rel_3", "3"),
        ("rel_{version}", "v3", None),
        ("v{version}", "v3", "3"),
        ("v{version}", "vv3", None),
        (".*{version}", "xx1.2", None),
        ("(a+)+{version}", "(a+)+1.2", "1.2"),
        ("aa{version}aa", "aaa", None),
    ],
)
def test_a_pattern_is_a_template_and_no_regular_expression(
    pattern: str, tag: str, version: str | None
) -> None:
    found = read_tag(tag, pattern)

    assert found == (Version(version) if version else None)


@pytest.mark.parametrize("pattern", ["v", "{version}{version}", "{}", "x" * 400 + "{version}"])
def test_a_pattern_without_one_version_is_a_problem(pattern: str) -> None:
    reading = read_tags(_refs("v1"), pattern)

    assert reading.versions == ()
    assert [item.code for item in reading.problems] == ["bad-tag-pattern"]


def test_the_newest_version_comes_first_by_number_and_not_by_text() -> None:
    reading = read_tags(_refs("v1.9", "v1.10", "v1.10-rc1", "v0.1"))

    assert [item.tag for item in reading.versions] == ["v1.10", "v1.10-rc1", "v1.9", "v0.1"]
    assert reading.problems == ()


def test_two_spellings_on_one_commit_are_one_version() -> None:
    reading = read_tags(_refs("v1.2", "1.2.0", "1.2"))

    assert [(item.tag, str(item.version)) for item in reading.versions] == [("1.2", "1.2")]
    assert reading.problems == ()


def test_two_tags_of_a_version_on_different_commits_are_ambiguous() -> None:
    reading = read_tags([*_refs("v1.2", "v1"), *_refs("1.2.0", commit=TWO)])

    assert [item.tag for item in reading.versions] == ["v1"]
    assert [item.render() for item in reading.problems] == [
        (
            "git: warning[ambiguous-tag]: The tags 1.2.0, v1.2 name one version, 1.2, at different"
            " commits; none of them counts\n  hint: keep one: git push --delete origin TAG"
        )
    ]


def test_unreadable_tags_are_one_note_with_the_pattern_to_set() -> None:
    reading = read_tags(_refs("2.3.1-SNAPSHOT", "2.4.0-SNAPSHOT", "2.1.0.Final", "latest"))

    assert [item.render() for item in reading.problems] == [
        (
            "git: note[unreadable-tags]: Tags that are not versions (4): 2.1.0.Final,"
            " 2.3.1-SNAPSHOT, 2.4.0-SNAPSHOT, latest\n"
            '  hint: to read them, set tag-pattern = "{version}-SNAPSHOT" in algorithm.toml'
        )
    ]


def test_where_no_pattern_helps_the_note_says_what_tags_look_like() -> None:
    (note,) = read_tags(_refs(*(f"nightly-{n}x{n}" for n in range(30)))).problems

    assert note.message("en").startswith("Tags that are not versions (30): nightly-0x0, ")
    assert note.message("fr").count("nightly") == 10
    assert note.hint("en") == (
        'where they should be, write them as v1.2.0, or set tag-pattern = "…{version}…"'
    )


def test_a_pattern_that_would_read_fewer_tags_than_are_read_is_not_proposed() -> None:
    (note,) = read_tags(_refs("v1.0", "v1.1", "1.5.0-threads")).problems

    assert note.hint("en").startswith("where they should be, ")


def test_a_pattern_that_reads_tags_silences_the_note_on_the_others() -> None:
    assert read_tags(_refs("rel-1", "nightly"), "rel-{version}").problems == ()
    assert read_tags(_refs("nightly"), "rel-{version}").problems != ()


def test_in_a_workspace_a_tag_with_a_name_belongs_to_that_member() -> None:
    refs = [*_refs("rib-1.0", "v0.9"), *_refs("ice-2.0", "rib-1.1", "v1.0", commit=TWO)]

    rib, ice = read_tags(refs, member="rib"), read_tags(refs, member="ice")

    assert [item.tag for item in rib.versions] == ["rib-1.1", "rib-1.0", "v0.9"]
    assert [item.tag for item in ice.versions] == ["ice-2.0", "v1.0", "v0.9"]
    assert rib.problems == ice.problems == ()


def test_a_tag_without_a_commit_names_no_version() -> None:
    assert read_tags([Ref("refs/tags/v1", "")]).versions == ()


def test_a_tag_in_another_encoding_is_shown_and_not_read() -> None:
    (note,) = read_tags([Ref("refs/tags/v1-\udce9", ONE)]).problems

    assert note.message().encode("utf-8") == "Tags that are not versions (1): v1-\ufffd".encode()


@given(st.lists(st.text(min_size=1, max_size=20)), st.text(max_size=12), st.text(max_size=5))
def test_nothing_about_tags_ever_raises(tags: list[str], pattern: str, name: str) -> None:
    refs = [Ref(f"refs/tags/{tag}", ONE) for tag in tags]

    for template in ("", pattern, pattern + "{version}"):
        reading = read_tags(refs, template, name, name)
        assert len(reading.versions) + len(reading.problems) <= len(tags) + 3
