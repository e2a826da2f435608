"""A problem is data; its text is made for the reader."""

import json

import pytest

from forge.problems import Place, Problem, Severity, Word, problem, sort_problems, worst


def test_a_problem_is_one_line_and_a_hint() -> None:
    found = problem(
        "unknown-key",
        Place(file="algorithm.toml", line=4, column=1),
        key="algorithm.licence",
        name="licence",
        near="license",
    )

    assert str(found) == (
        "algorithm.toml:4:1: error[unknown-key]: algorithm.licence: Unknown key 'licence'\n"
        "  hint: did you mean 'license'?"
    )
    assert found.render("fr") == (
        "algorithm.toml:4:1: erreur[unknown-key]: algorithm.licence : clé inconnue « licence »\n"
        "  conseil : vouliez-vous dire « license » ?"
    )


def test_the_first_hint_whose_values_are_there_is_shown() -> None:
    assert problem("unknown-key", name="x").hint() == "the keys that are known: docs/manifest.md"
    assert problem("unknown-key", name="x", near=None).hint("fr").endswith("docs/manifest.md")
    assert problem("empty-value").hint() == ""


def test_words_are_translated_inside_a_message() -> None:
    found = problem("wrong-type", expected=Word("boolean"), found=Word("text"))

    assert found.message() == "Expected true or false, found text"
    assert found.message("fr") == "attendu : true ou false ; trouvé : un texte"


def test_a_value_from_input_cannot_command_the_terminal_or_fill_it() -> None:
    found = problem("empty-value", "a\nb.toml", key="x\x1b[2J", severity=Severity.NOTE)
    long = problem("bad-url", value="\x1b]0;" + "y" * 10_000)

    assert str(found) == "a\\x0ab.toml: note[empty-value]: x\\x1b[2J: " + found.message()
    assert "\x1b" not in str(long)
    assert len(str(long)) < 500


def test_no_value_holds_a_password() -> None:
    found = problem("bad-url", value="ssh://ci:SECRET@git.example/x and https://a:SECRET@b.example")

    assert "SECRET" not in str(found)
    assert "SECRET" not in json.dumps(found.to_dict())
    assert (
        found.message()
        == "'ssh://git.example/x and https://b.example' is not an http or https address"
    )


def test_json_holds_what_a_script_needs() -> None:
    found = problem("too-long", Place(file="a.toml", line=2), key="k", length=163, limit=150)

    assert found.to_dict("fr") == {
        "code": "too-long",
        "severity": "warning",
        "file": "a.toml",
        "line": 2,
        "column": None,
        "key": "k",
        "values": {"length": 163, "limit": 150},
        "message": "163 lettres, 150 au plus",
        "hint": None,
    }


def test_a_problem_without_its_values_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError, match="lacks the values \\['name'\\]"):
        problem("unknown-key")
    with pytest.raises(KeyError):
        problem("no-such-code")


def _at(file: str, line: int | None = None, severity: Severity = Severity.ERROR) -> Problem:
    return problem("empty-value", Place(file=file, line=line), severity=severity)


def test_problems_are_sorted_by_place_and_said_once() -> None:
    found = [
        _at("git"),
        _at("b.toml", 10),
        _at("b.toml", 9, Severity.NOTE),
        _at("b.toml", 9),
        _at("a.toml", 30),
        _at("b.toml", 9),
        _at(""),
    ]
    ordered = sort_problems(found)

    assert [(p.place.file, p.place.line, p.severity.value) for p in ordered] == [
        ("a.toml", 30, "error"),
        ("b.toml", 9, "error"),
        ("b.toml", 9, "note"),
        ("b.toml", 10, "error"),
        ("", None, "error"),
        ("git", None, "error"),
    ]
    assert sort_problems(ordered) == ordered


def test_the_worst_severity_decides() -> None:
    assert worst([]) is None
    assert worst([_at("a", severity=Severity.NOTE), _at("a")]) is Severity.ERROR


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(), ""),
        (Place(file="a"), "a"),
        (Place(file="a", line=3), "a:3:1"),
        (Place(file="a", line=3, column=9), "a:3:9"),
    ],
)
def test_a_place_is_read_by_editors(place: Place, text: str) -> None:
    assert str(place) == text
