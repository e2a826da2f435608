"""`algorithm.toml`: whose it is, and what it says when nothing is wrong."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from forge.manifests.algorithm_toml import read_algorithm_toml
from forge.manifests.compose import write_table
from forge.model import Manifest, Use
from forge.model.shape import manifest_to_table
from forge.problems import Place
from tests.support.generated import manifests

_PAGE = Path(__file__).parents[2] / "docs" / "manifest.md"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n# nothing\n",
        b'name = "somebody else\'s"\n',
        b'schema = "other/1"\n[algorithm]\n',
        b"schema = 1\n[algorithm]\n",
        b"[[algorithm]]\nname = 'x'\n",
        b"not toml at all",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        b"algorithm = [" * 40_000,
    ],
    ids=range(10),
)
def test_a_file_without_the_marker_is_ignored(data: bytes) -> None:
    assert read_algorithm_toml(data, "algorithm.toml") is None


def test_a_file_that_forgot_the_marker_says_nothing_but_a_note() -> None:
    reading = read_algorithm_toml(b'[algorithm]\nname = "xy"\n', "algorithm.toml")

    assert reading is not None
    assert reading.manifest == Manifest()
    assert [(item.code, item.severity.value) for item in reading.problems] == [
        ("no-marker", "note")
    ]


@settings(max_examples=60, deadline=None)
@given(manifests())
def test_a_written_manifest_is_read_as_it_was(manifest: Manifest) -> None:
    text = write_table({"schema": "forge/1"} | manifest_to_table(manifest))
    reading = read_algorithm_toml(text.encode(), "algorithm.toml")

    assert reading is not None
    assert reading.problems == ()
    assert reading.manifest == manifest


def test_the_example_of_the_manual_is_right() -> None:
    example = _PAGE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    reading = read_algorithm_toml(example.encode(), "algorithm.toml")

    assert reading is not None
    assert reading.problems == ()
    assert reading.manifest.title.best("ar") == "جدول المنح"
    assert isinstance(reading.manifest.uses[0], Use)
    assert reading.places["algorithm.title.ar"] == Place(file="algorithm.toml", line=10, column=42)


def test_ten_mebibytes_are_too_much() -> None:
    data = b'schema = "forge/1"\n' + b"# filled\n" * (10 * 1024 * 1024 // 9)
    reading = read_algorithm_toml(data, "algorithm.toml")

    assert reading is not None
    assert [item.code for item in reading.problems] == ["manifest-too-large"]


_DOTTED = ".".join("a" * 40_000)


@pytest.mark.parametrize(
    "text",
    [
        "keywords = " + "[" * 40_000,
        "keywords = " + "{a=" * 40_000,
        f"{_DOTTED} = 1",
        f"[{_DOTTED}]",
    ],
    ids=["arrays", "tables", "dotted key", "header"],
)
def test_deep_nesting_is_named_with_its_line(text: str) -> None:
    data = f'schema = "forge/1"\n{text}\n'.encode()
    reading = read_algorithm_toml(data, "algorithm.toml")

    assert reading is not None
    assert [(item.code, item.place.line) for item in reading.problems] == [("too-deep", 2)]


def test_terminal_escapes_of_a_manifest_do_not_reach_the_terminal() -> None:
    data = 'schema = "forge/1"\n[algorithm]\n"a\\u001b]0;x\\u0007" = 1\nkind = "\\u001b[31m"\n'
    reading = read_algorithm_toml(data.encode(), "algorithm.toml")

    assert reading is not None
    assert len(reading.problems) == 2
    assert all("\x1b" not in f"{item}" + item.render("fr") for item in reading.problems)


def test_a_workspace_below_the_root_is_refused() -> None:
    data = b'schema = "forge/1"\n[workspace]\nmembers = ["x"]\n'
    reading = read_algorithm_toml(data, "algos/x/algorithm.toml")

    assert reading is not None
    assert [(item.code, item.key) for item in reading.problems] == [
        ("misplaced-workspace", "workspace")
    ]


def test_a_thousand_unknown_keys_are_counted_and_not_all_named() -> None:
    lines = "".join(f"licen{n} = 1\n" for n in range(1000))
    data = f'schema = "forge/1"\n[algorithm]\n{lines}[zz]\n[algorithm.title]\n' + lines
    reading = read_algorithm_toml(data.encode(), "algorithm.toml")

    assert reading is not None
    unknown = [item for item in reading.problems if item.code == "unknown-key"]
    assert [item.key for item in unknown] == ["zz", *(f"algorithm.licen{n}" for n in range(20))]
    more = [item for item in reading.problems if item.code == "more-unknown-keys"]
    assert [(item.key, item.place.line, item.values) for item in more] == [
        ("algorithm", 2, (("count", 980),))
    ]
    assert "too-many" in [item.code for item in reading.problems if item.key == "algorithm.title"]
    assert len(reading.problems) < 150
