"""YAML from strangers: values, places, and what is refused."""

import re
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from forge.manifests.yaml import parse_yaml


def _parse(text: str) -> object:
    tree, _, problems = parse_yaml(text.encode(), "a.yml")
    assert problems == ()
    return tree


def _codes(data: bytes) -> list[str]:
    return [item.code for item in parse_yaml(data, "a.yml")[2]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("off", "off"),
        ("True", True),
        ("~", None),
        ("0o17", 15),
        ("017", 17),
        ("0x1F", 31),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("2026-11-21", "2026-11-21"),
        ("1e3", 1000.0),
        ("-.5", -0.5),
        ("=", "="),
        ("!!str 12", "12"),
        ("'12'", "12"),
    ],
)
def test_plain_values_follow_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    parsed = _parse(f"a: {text}")

    assert parsed == {"a": value}
    assert isinstance(parsed["a"], type(value))


def test_a_number_keeps_its_spelling() -> None:
    parsed = _parse("a: 1.10\nb: 007")

    assert (parsed["a"].source, parsed["b"].source) == ("1.10", "007")


def test_infinite_and_undefined_numbers_are_numbers() -> None:
    parsed = _parse("a: -.inf\nb: .NaN")

    assert parsed["a"] == float("-inf")
    assert parsed["b"] != parsed["b"]


def test_merge_keys_are_keys_like_any_other() -> None:
    assert _parse("a: &x {b: 1}\nc:\n  <<: *x") == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_line_breaks_of_yaml_1_1_are_letters() -> None:
    tree, places, _ = parse_yaml("a: x\u2028y\x85z\nb: c".encode(), "a.yml")

    assert tree == {"a": "x\u2028y\x85z", "b": "c"}
    assert str(places["b"]) == "a.yml:2:1"


def test_a_tab_may_follow_the_dash_of_an_item() -> None:
    assert _parse("a:\n  -\tb\n  - c") == {"a": ["b", "c"]}


def test_places_count_code_points_in_any_script() -> None:
    text = "\ufeffⴰⵣⵓⵍ: [é, 'سلم', {😀: x}]\nمرحبا:\n  - ⵣ\n"
    places = parse_yaml(text.encode(), "a.yml")[1]

    assert {path: str(place) for path, place in sorted(places.items())} == {
        "ⴰⵣⵓⵍ": "a.yml:1:1",
        "ⴰⵣⵓⵍ[0]": "a.yml:1:8",
        "ⴰⵣⵓⵍ[1]": "a.yml:1:11",
        "ⴰⵣⵓⵍ[2]": "a.yml:1:18",
        "ⴰⵣⵓⵍ[2].😀": "a.yml:1:19",
        "مرحبا": "a.yml:2:1",
        "مرحبا[0]": "a.yml:3:5",
    }


def test_a_place_is_found_under_a_key_with_dots_and_brackets() -> None:
    places = parse_yaml(b"a.b:\n  c[0]:\n    - d: 1", "a.yml")[1]

    assert str(places["a.b.c[0][0].d"]) == "a.yml:3:7"
    assert str(places.nearest("a.b.c[0][7].x")) == "a.yml:2:3"
    assert "a.x" not in places


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", ["yaml-empty"]),
        (b"a: 1\na: 2", ["duplicate-key"]),
        (b"a: 1\n---\nb: 2", ["yaml-documents"]),
        (b"1: a\ntrue: b", ["yaml-key", "yaml-key"]),
        (b"? {a: b}\n: c", ["yaml-key"]),
        (b"a: *b", ["yaml-unknown-alias"]),
        (b"a: &a [*a]", ["yaml-recursive-alias"]),
        (b"a: !foo b", ["yaml-tag"]),
        (b"a: \x1b[31m", ["control-character"]),
        (b"a\0b: " + b"x" * 20, ["binary-file"]),
        (b"a: caf\xe9", ["wrong-encoding"]),
        (b"\xed\xa0\x80: x", ["wrong-encoding"]),
        ("a: b".encode("utf-16"), ["wrong-encoding"]),
        (bytes(range(256)), ["binary-file"]),
        (b"a: b\n\tc: d", ["yaml-tab"]),
        (b"%YAML 2.0\n---\na: b", ["yaml-syntax"]),
    ],
)
def test_each_fault_has_its_code(data: bytes, codes: list[str]) -> None:
    assert _codes(data) == codes


def test_a_second_key_names_the_line_of_the_first() -> None:
    problem = parse_yaml(b"a: 1\nb: 2\na: 3", "a.yml")[2][0]

    assert str(problem).startswith("a.yml:3:1: error[duplicate-key]: 'a' stands already on line 1")


@pytest.mark.parametrize("level", ["[", "- ", "{a: ", "? "])
def test_forty_thousand_levels_are_a_problem_and_no_crash(level: str) -> None:
    assert _codes((level * 40_000).encode()) == ["too-deep"]


def test_an_alias_bomb_is_counted_as_what_it_stands_for() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for index in range(9):
        name, before = chr(98 + index), chr(97 + index)
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")

    assert _codes("\n".join(lines).encode()) == ["yaml-too-many"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a: " + b"x" * 10_000_000, "manifest-too-large"),
        (b"- a\n" * 200_000, "yaml-too-many"),
        (b"a: 1\n" * 200_000, "duplicate-key"),
    ],
)
def test_large_files_are_bounded(data: bytes, code: str) -> None:
    codes = _codes(data)

    assert set(codes) == {code}
    assert len(codes) <= 200


def test_a_number_of_a_million_digits_is_a_text() -> None:
    assert isinstance(_parse(f"a: {'9' * 5000}")["a"], str)


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'x', {b: ~}]\nc: |\n  d\n"
    expected = parse_yaml(text.encode(), "a.yml")
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    found = parse_yaml(text.encode(), "a.yml")

    assert found[0] == expected[0]
    assert dict(found[1]) == dict(expected[1])
    assert _codes(b"a: b: c") == ["yaml-colon"]


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    tree, places, problems = parse_yaml(data, "a.yml")

    assert tree is None or places is not None
    assert all(item.place.file == "a.yml" for item in problems)


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    parse_yaml(text.encode("utf-8", "surrogatepass"), "a.yml")


# PyYAML writes YAML 1.1, in which these are texts without quotes; in YAML 1.2 they are numbers.
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+")
_TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")
).filter(lambda text: not _NUMBER.fullmatch(text))
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(_TEXTS, inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_JSON)
def test_json_like_values_come_back_from_pyyamls_yaml(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True)
    tree, places, problems = parse_yaml(text.encode(), "a.yml")

    assert problems == ()
    assert tree == value
    assert tree == yaml.safe_load(text)
    for place in places.values():
        assert place.line is not None
        assert place.line <= text.count("\n") + 1
