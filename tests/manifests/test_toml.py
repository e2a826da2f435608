"""TOML: values by tomllib, places by our own scanner, which sees every key that tomllib sees."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests import toml_places
from forge.manifests.compose import write_table
from forge.manifests.toml import parse_toml
from forge.manifests.toml_places import DEEPEST, scan_places
from forge.model.shape import manifest_to_table
from forge.problems import Place
from tests.support.generated import manifests

# Without a dot: a path does not tell a dotted key from a key with a dot in it.
_KEYS = st.text(
    st.characters(codec="utf-8", exclude_characters="."), min_size=0, max_size=8
) | st.sampled_from(["a", "title", "جدول", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "a-b", "=", "[x]", '"', "'", "#", "\\", " "])
_SCALARS = (
    st.text(st.characters(codec="utf-8"), max_size=30)
    | st.integers(-(2**63), 2**63 - 1)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.sampled_from(['"""', "'''", "a\nb", '\\"', "# x", "[a]\nb = 1", "جدول\nالمنح"])
)
_DOCUMENTS = st.dictionaries(
    _KEYS,
    st.recursive(
        _SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
        max_leaves=12,
    ),
    max_size=5,
)

_ODD = Path(__file__).parent / "valid" / "odd.toml"


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the last key of everything that has a key."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            where = f"{path}.{key}" if path else key
            yield where, key
            yield from _leaves(item, where)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")


_TOKEN = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*'""")


def _key_at(text: str, place: Place) -> str:
    """Return the key that stands at a place, read by tomllib."""
    assert place.line is not None
    assert place.column is not None
    line = text.split("\n")[place.line - 1]
    token = _TOKEN.match(line, place.column - 1)
    assert token is not None, (line, place)
    (key,) = tomllib.loads(f"{token.group()} = 1")
    return key


def _check_places(text: str) -> None:
    table = tomllib.loads(text)
    places = scan_places(text, "f")
    leaves = [(path, key) for path, key in _leaves(table) if path]

    assert [path for path, _ in leaves if path not in places] == []
    for path, key in leaves:
        assert _key_at(text, places[path]) == key


@settings(max_examples=150, deadline=None)
@given(_DOCUMENTS)
def test_every_key_of_a_written_document_has_its_place(document: dict[str, object]) -> None:
    _check_places(tomli_w.dumps(document))


@settings(max_examples=60, deadline=None)
@given(_DOCUMENTS)
def test_every_key_of_a_document_with_multi_line_texts_has_its_place(
    document: dict[str, object],
) -> None:
    _check_places(tomli_w.dumps(document, multiline_strings=True).replace("\r\n", "\n"))


@settings(max_examples=50, deadline=None)
@given(manifests())
def test_every_key_of_a_manifest_has_its_place(manifest: object) -> None:
    _check_places(write_table(manifest_to_table(manifest)))


def test_every_key_of_an_odd_document_has_its_place() -> None:
    _check_places(_ODD.read_text(encoding="utf-8"))


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab.=[]{}\"'\\#\n,é ج1"), max_size=60))
def test_any_text_is_scanned_without_an_exception(text: str) -> None:
    table, places, problems = parse_toml(text.encode(), "f")

    assert (table is None) == bool(problems)
    if table is not None and "." not in "".join(key for _, key in _leaves(table)):
        assert {path for path, _ in _leaves(table) if path} <= places.keys()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_problem(data: bytes) -> None:
    table, _, problems = parse_toml(data, "f")

    assert (table is None) == bool(problems)


def test_items_of_lists_have_places() -> None:
    _, places, _ = parse_toml(b'domains = ["a",\n  "b"]\n[[x]]\n[[x]]\n', "f")

    assert places["domains[0]"] == Place(file="f", line=1, column=12)
    assert places["domains[1]"] == Place(file="f", line=2, column=3)
    assert places["x[1]"] == Place(file="f", line=4, column=3)


def test_columns_count_letters_and_not_bytes() -> None:
    text = 't = { ar = "جدول", zgh = "ⵜⴰⵎ", en = "x" }\r\nnext.en = 1\r\n'
    _, places, _ = parse_toml(text.encode(), "f")

    assert places["t.zgh"] == Place(file="f", line=1, column=20)
    assert places["t.en"] == Place(file="f", line=1, column=33)
    assert places["next.en"] == Place(file="f", line=2, column=6)


def test_a_byte_order_mark_is_no_column() -> None:
    table, places, problems = parse_toml(b"\xef\xbb\xbfa = 1\n", "f")

    assert (table, problems) == ({"a": 1}, ())
    assert places["a"] == Place(file="f", line=1, column=1)


_DOTTED = ".".join("a" * 40_000)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 40_000,
        "a = " + "{a=" * 40_000,
        f"{_DOTTED} = 1",
        f"[{_DOTTED}]",
        f"[[{_DOTTED}]]",
        "a = " + "[" * 40_000 + "]" * 40_000,
        "a = " + "[{b.c=" * 20_000,
    ],
    ids=["arrays", "tables", "dotted", "header", "list header", "closed arrays", "mixed"],
)
def test_forty_thousand_levels_are_a_problem_and_no_crash(text: str) -> None:
    table, _, problems = parse_toml(text.encode(), "f")

    assert table is None
    assert [(item.code, item.place.line) for item in problems] == [("too-deep", 1)]


def test_as_many_levels_as_are_allowed_are_read() -> None:
    deep = DEEPEST - 1
    table, places, problems = parse_toml(f"a = {'[' * deep}{']' * deep}".encode(), "f")

    assert problems == ()
    assert table is not None
    assert len(places) == deep


class _Counter:
    """Counts the letters that the scanner's patterns pass over, and how often they are asked."""

    def __init__(self, pattern: re.Pattern[str], work: list[int]) -> None:
        self.pattern = pattern
        self.work = work

    def match(self, text: str, position: int) -> re.Match[str] | None:
        found = self.pattern.match(text, position)
        self.work[0] += 1 + (found.end() - position if found else 0)
        return found


_SHAPES = {
    "keys": lambda n: "\n".join(f"key{i} = {i}" for i in range(n)),
    "long key, many below": lambda n: f"[{'k' * n}]\n" + "\n".join(f"a{i}=1" for i in range(n)),
    "headers": lambda n: "\n".join(f"[a.b.c{i}]" for i in range(n)),
    "list of tables": lambda n: "[[a.b]]\n" * n,
    "items": lambda n: f"a = [{'1,' * n}]",
    "nested lists": lambda n: f"a = [{'[[1],[]],' * n}]",
    "escapes": lambda n: 'a = "' + r"\"" * n + '"',
    "quotes": lambda n: "a = '''" + "''x" * n + "'''",
    "comments": lambda n: "# a = 1\n" * n,
    "open text": lambda n: 'a = """' + '"" ' * n,
    "spaces": lambda n: "a = [" + " \n" * n + "]",
}


@pytest.mark.parametrize("shape", _SHAPES.values(), ids=_SHAPES)
def test_the_work_of_the_scanner_grows_with_the_text(
    shape: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = [0]
    for name in ("_SPACE", "_BLANK", "_KEY", "_LINE", "_PAIR", "_ITEM"):
        counter = _Counter(getattr(toml_places, name), work)
        monkeypatch.setattr(toml_places, name, counter)
    monkeypatch.setattr(
        toml_places, "_SCALARS", tuple(_Counter(p, work) for p in toml_places._SCALARS)
    )

    def work_for(size: int) -> tuple[float, int]:
        work[0] = 0
        text = shape(size)
        places = scan_places(text, "f")
        return work[0] / len(text), sum(map(len, places)) // len(text)

    small, _ = work_for(200)
    large, memory = work_for(3200)

    assert large <= small * 1.5
    assert memory <= 40
