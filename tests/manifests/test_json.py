"""JSON from strangers: the values of the standard library, the place of every key, no crash."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests.json import DEEPEST, parse_json

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=30,
)


@given(_VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_a_value_is_that_of_the_standard_library(
    value: object, indent: object, ascii_: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_)  # type: ignore[arg-type]
    found, _, problems = parse_json(text.encode("utf-8", "surrogatepass"), "x.json")
    expected = json.loads(text)

    if not problems:
        assert found == expected


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_have_a_value_or_a_problem(data: bytes) -> None:
    value, places, problems = parse_json(data, "x.json")

    assert value is not None or problems or data.strip() == b"null"
    assert all(item.place.file == "x.json" for item in problems)
    assert dict(places) is not None


@settings(max_examples=200)
@given(st.text(alphabet='{}[]",:\\ \n\t01.eE+-truefalsn/u', max_size=60))
def test_what_is_accepted_is_what_the_standard_library_accepts(text: str) -> None:
    value, _, problems = parse_json(text.encode(), "x.json")
    try:
        expected = json.loads(text, object_pairs_hook=list)
    except ValueError:
        assert problems
        return

    assert not any(item.code == "bad-json" for item in problems)
    if not problems and not isinstance(expected, list):
        assert value == expected


def test_every_key_and_item_has_its_line_and_column() -> None:
    text = '{"a": {"é": 1,\n  "b": [10, {"c": null}]},\r\n "x.y": "\\u00e9"}'
    _, places, _ = parse_json(text.encode(), "x.json")

    assert {path: str(place) for path, place in places.items()} == {
        "a": "x.json:1:2",
        "a.é": "x.json:1:8",
        "a.b": "x.json:2:3",
        "a.b[0]": "x.json:2:9",
        "a.b[1]": "x.json:2:13",
        "a.b[1].c": "x.json:2:14",
        "x.y": "x.json:3:2",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: error[bad-json]: Not JSON: the file ends before"),
        ('{"a": 1', "1:8: error[bad-json]: Not JSON: the file ends before"),
        ('{"a" 1}', "1:6: error[bad-json]: Not JSON: no ':' after the key"),
        ("{'a': 1}", "1:2: error[bad-json]: Not JSON: no key in double quotes"),
        ('{"a": 1,}', "1:9: error[bad-json]: Not JSON: no key in double quotes"),
        ("[1 2]", "1:4: error[bad-json]: Not JSON: no ',' or closing bracket"),
        ("[1}", "1:3: error[bad-json]: Not JSON: no ',' or closing bracket"),
        ("[NaN]", "1:2: error[bad-json]: Not JSON: a number that JSON does not have"),
        ("[-Infinity]", "1:2: error[bad-json]: Not JSON: a number that JSON does not have"),
        ("[1e999]", "1:2: error[bad-json]: Not JSON: a number that JSON does not have"),
        ("[" + "9" * 5000 + "]", "1:2: error[bad-json]: Not JSON: a number that JSON"),
        ('["a\nb"]', "1:2: error[bad-json]: Not JSON: a text is not closed"),
        ('["\\x"]', "1:2: error[bad-json]: Not JSON: a text is not closed"),
        ("{} {}", "1:4: error[bad-json]: Not JSON: something stands after the end"),
        ("// x\n{}", "1:1: error[bad-json]: Not JSON: no value here"),
        ('{"a": 1,\n "a": 2}', "2:2: error[duplicate-key]: 'a' stands already on line 1"),
        ('["\\ud800"]', "1:2: warning[lone-surrogate]: Half of a surrogate pair"),
        ("[" * 40_000, "1:65: error[too-deep]: Nested more than 64 levels deep"),
        ('{"a":' * 40_000, "1:321: error[too-deep]: Nested more than 64 levels deep"),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, problem: str) -> None:
    _, _, problems = parse_json(text.encode(), "x.json")

    assert str(problems[0]).startswith(f"x.json:{problem}")


def test_sixty_four_levels_are_read() -> None:
    text = "[" * DEEPEST + "]" * DEEPEST

    assert parse_json(text.encode(), "x.json")[2] == ()


@pytest.mark.parametrize("data", [b"\xff\xfe{\0}\0", b"\xe9", b'{"a":"\xed\xa0\x80"}', b"\0"])
def test_other_encodings_are_a_problem(data: bytes) -> None:
    value, _, problems = parse_json(data, "x.json")

    assert value is None
    assert problems[0].code in {"wrong-encoding", "binary-file"}


def test_a_byte_order_mark_is_none() -> None:
    assert parse_json(b"\xef\xbb\xbf[1]", "x.json")[0] == [1]


def test_a_text_of_fifty_megabytes_is_not_read() -> None:
    value, _, problems = parse_json(b'["' + b"x" * 50_000_000 + b'"]', "x.json")

    assert value is None
    assert [item.code for item in problems] == ["manifest-too-large"]


def test_of_two_equal_keys_the_first_counts() -> None:
    assert parse_json(b'{"a": {"b": 1}, "a": {"c": 2}, "d": {"e": 3}}', "x.json")[0] == {
        "a": {"b": 1},
        "d": {"e": 3},
    }
