"""Hostile files for every reader: a problem or nothing each, never a crash, in bounded time."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests.foreign import foreign_of
from forge.manifests.guard import without_personal_data
from forge.manifests.merged import READERS
from forge.manifests.reading import Reading
from forge.problems import Severity
from tests.support.beside import Beside

_NAMES = (
    *("algorithm.toml", "publiccode.yml", "codemeta.json", "code.json", "CITATION.cff"),
    *("MODELCARD.md", "pyproject.toml", "Cargo.toml", "pom.xml", "DESCRIPTION"),
    *("composer.json", "package.json", ".gitattributes", "setup.py", "README.txt"),
)
_OURS = {"algorithm.toml", "publiccode.yml"}
_PERSON = "amal.benali@onb.example"


def _read(name: str, data: bytes) -> Reading | None:
    reader = next(item for item in READERS if item.select([name]))
    beside = (Beside({name: data, f"a/{name}": data}),) if reader.looks_beside else ()
    return reader.read(data, name, *beside)


def _json(value: object) -> bytes:
    return json.dumps(value).encode()


_DEEP = 40_000
_HOSTILE = {
    "empty": b"",
    "null": b"null",
    "null byte": b"{}\0",
    "utf-16": "{}".encode("utf-16"),
    "latin-1": 'name: "é"\n'.encode("latin-1"),
    "deep list": b"[" * _DEEP,
    "deep table": b'{"a":' * _DEEP,
    "deep yaml": b"- " * _DEEP,
    "deep toml": b"a = " + b"[" * _DEEP,
    "deep xml": b"<project>" + b"<a>" * _DEEP,
    "large": b'{"name": "' + b"x" * 2_000_000 + b'"}',
    "aliases": b"a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
    b"c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\n",
    "entities": b'<!DOCTYPE a [<!ENTITY x "y">]><project>&x;</project>',
    "numbers": b'{"version": NaN, "laborHours": Infinity}',
    "many digits": b'{"version": ' + b"1" * 10_000 + b"}",
    "surrogate": b'{"name": "\\ud800", "description": "the \\udfff"}',
    "twice": b'{"name": "a", "name": "b"}',
    "escape": _json(
        {"name": "the \x1b[31mred", "description": "the \u202etool", "license": "\x00"}
    ),
    "script": _json(
        {
            "url": "javascript:alert(1)",
            "homepage": "data:text/html,x",
            "homepageURL": "javascript:x",
            "repositoryURL": "x",
            "contact": 1,
            "softwareHelp": "javascript:x",
        }
    ),
    "wrong types": _json(
        dict.fromkeys(
            (
                *("name", "description", "license", "version", "keywords", "url", "author"),
                *("permissions", "tags", "languages", "status", "contact", "repositoryURL"),
            ),
            1,
        )
    ),
    "lists": _json({"name": [[[]]], "license": [{}, [], None], "keywords": [{}], "@graph": [1]}),
    "many": _json({f"key{n}": n for n in range(20_000)}),
    "long key": _json({"k" * 400_000: {f"{n}": {"x": n} for n in range(20_000)}}),
    "toml types": b'[project]\nname = "x"\nversion = 1\nlicense = 2\nurls = 3\nclassifiers = "x"\n'
    b"[package]\nname = 1\nlicense = []\n",
    "front matter": b"---\nlicense: [[]]\nlanguage: {a: 1}\nmodel-index: [1, {results: 3}]\n---\n",
    "unclosed front matter": b"---\nlicense: [\n---\n",
    "many licences": _json({"license": [{"type": f"x y {n}"} for n in range(20_000)]}),
    "many empty": _json({"@graph": [{"@type": "x"}] * 20_000}),
    "odd numbers": b"title: .nan\nversion: .inf\nx: [.inf, 007, 1.10, .nan]\nlicense: 1e999\n",
    "dcf": b"Package: \nVersion: x\n" + b" y\n" * 50_000,
    "attributes": b"*a*a*a*a*a*a filter=lfs\n" * 10_000,
}


@pytest.mark.parametrize("kind", _HOSTILE)
@pytest.mark.parametrize("name", _NAMES)
def test_a_hostile_file_is_a_problem_or_nothing(name: str, kind: str) -> None:
    reading = _read(name, _HOSTILE[kind])

    if reading is not None:
        safe = without_personal_data(reading)
        foreign_of(safe)
        assert all(item.place.file for item in safe.problems)
        assert name in _OURS or not any(item.severity is Severity.ERROR for item in safe.problems)
        assert "javascript:" not in repr(safe.manifest)
        assert "\x1b" not in repr(safe.manifest).encode().decode("unicode_escape")


@pytest.mark.parametrize("name", ["codemeta.json", "code.json", "package.json", "composer.json"])
@pytest.mark.parametrize("kind", ["deep list", "deep table", "large", "numbers", "many digits"])
def test_hostile_json_is_named(name: str, kind: str) -> None:
    reading = _read(name, _HOSTILE[kind])

    assert reading is not None
    assert [item.code for item in reading.problems] in (
        [["too-deep"], ["manifest-too-large"], ["bad-json"]]
    )


def _personal_files() -> Iterator[tuple[str, str]]:
    person = {"name": "Amal", "email": _PERSON, "telephone": "+212 612 34 56 78"}
    about = f"The tool of {_PERSON}, call +212 612 34 56 78 for it."
    for name in ("codemeta.json", "package.json", "composer.json", "code.json"):
        tree = {
            **dict.fromkeys(("name", "description", "version", "license", "url"), about),
            "author": person,
            "contributor": [person],
            "authors": [person],
            "contact": person,
            "repositoryURL": "x",
            "organization": about,
            "keywords": [_PERSON],
            "tags": [about],
            "softwareHelp": f"https://onb.example/?{_PERSON}",
            "x": {"y": [person]},
        }
        yield name, json.dumps(tree)
    pairs = (f"{key}: {about!r}\n" for key in ("title", "abstract", "version", "license", "x"))
    yield "CITATION.cff", "".join(pairs) + f"authors: [{{given-names: Amal, email: {_PERSON}}}]\n"
    lines = [
        "[project]",
        'name = "x-y"',
        f'description = "{about}"',
        f'keywords = ["{_PERSON}"]',
        f'authors = [{{name = "Amal", email = "{_PERSON}"}}]',
    ]
    yield "pyproject.toml", "\n".join(lines)
    dcf = f"Package: x\nVersion: 1\nDescription: {about}\nMaintainer: A <{_PERSON}>\n"
    yield "DESCRIPTION", dcf
    developer = f"<developer><name>A</name><email>{_PERSON}</email></developer>"
    inner = f"<description>{about}</description><developers>{developer}</developers>"
    yield "pom.xml", f"<project>{inner}</project>"


@pytest.mark.parametrize(("name", "text"), list(_personal_files()), ids=lambda value: value[:14])
def test_no_person_s_address_or_number_is_kept(name: str, text: str) -> None:
    reading = _read(name, text.encode())

    assert reading is not None
    safe = without_personal_data(reading)
    kept = repr((safe.manifest, foreign_of(safe)))
    assert _PERSON not in kept
    assert "612 34 56 78" not in kept


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(_NAMES), st.binary(max_size=400))
def test_any_bytes_are_read_by_every_reader(name: str, data: bytes) -> None:
    reading = _read(name, data)

    if reading is not None:
        assert all(item.place.file for item in without_personal_data(reading).problems)


_KEYS = st.sampled_from(
    [
        *("@context", "@graph", "@type", "@id", "@value", "@language", "name", "description"),
        *("license", "keywords", "version", "author", "url", "codeRepository", "permissions"),
        *("licenses", "usageType", "tags", "languages", "status", "contact", "repositoryURL"),
        *("organization", "softwareHelp", "developmentStatus", "isBasedOn", "reusedCode", "URL"),
        *("private", "support", "docs", "type", "repository", "longDescription", "en", "files"),
    ]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(["SoftwareSourceCode", "MIT", "https://x.example", "fr", "the tool", "wip"])
)
_TREES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(
        ["codemeta.json", "code.json", "package.json", "composer.json", "CITATION.cff"]
    ),
    _TREES,
)
def test_any_tree_of_known_keys_is_read(name: str, tree: object) -> None:
    reading = _read(name, json.dumps(tree).encode())

    if reading is not None:
        safe = without_personal_data(reading)
        foreign_of(safe)
        assert not any(item.severity is Severity.ERROR for item in safe.problems)
