"""Every class of hostile file in the own syntax of every reader, and the problem that names it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from forge.manifests.foreign import foreign_of
from forge.manifests.guard import without_personal_data
from forge.manifests.merged import READERS
from forge.model.structure import unstructure
from tests.support.beside import Beside

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

# A whole file of each format: {0} is a text and {1} an address, in the format's own quotes.
_FILES = {
    "algorithm.toml": (
        'schema = "forge/1"\n[algorithm]\nname = "x-y"\ntitle = {{ en = {0} }}\nhomepage = {1}\n'
    ),
    "publiccode.yml": (
        'publiccodeYmlVersion: "0.4"\nname: {0}\nurl: https://git.onb.example/x\nlandingURL: {1}\n'
    ),
    "codemeta.json": (
        '{{"@type": "SoftwareSourceCode", "name": "the x of the y", "description": {0},'
        ' "url": {1}, "softwareHelp": {1}}}'
    ),
    "code.json": (
        '{{"name": "x", "organization": "y", "permissions": {{}}, "description": {0},'
        ' "homepageURL": {1}, "repositoryURL": "https://git.onb.example/x"}}'
    ),
    "CITATION.cff": "cff-version: 1.2.0\ntitle: the x of the y\nabstract: {0}\nurl: {1}\n",
    "MODELCARD.md": "---\nlicense: mit\nmodel_name: {0}\nlicense_link: {1}\n---\n# The x\n",
    "pyproject.toml": (
        '[project]\nname = "x"\ndescription = {0}\n[project.urls]\nhomepage = {1}\ndocs = {1}\n'
    ),
    "Cargo.toml": '[package]\nname = "x"\nversion = "1.0"\ndescription = {0}\nhomepage = {1}\n',
    "pom.xml": (
        "<project><artifactId>x</artifactId><groupId>y</groupId><version>1</version>"
        "<description>{0}</description><url>{1}</url></project>"
    ),
    "DESCRIPTION": "Package: x\nVersion: 1.0\nTitle: {0}\nDescription: {0}\nURL: {1}\n",
    "composer.json": '{{"name": "x/y", "description": {0}, "homepage": {1}}}',
    "package.json": '{{"name": "x", "description": {0}, "homepage": {1}, "repository": "a/b"}}',
    ".gitattributes": "{1} filter=lfs\n{0} filter=lfs\n",
    "setup.py": "setup({0}, {1})\n",
    "README.txt": "# {0}\n\nThe tool of the [office]({1}) that is for all the people.\n",
}
_BARE = frozenset({"pom.xml", "DESCRIPTION", ".gitattributes", "setup.py", "README.txt"})


def _file(name: str, text: str = "the tool of the office", link: str = "https://a.example") -> str:
    values = (text, link) if name in _BARE else (json.dumps(text), json.dumps(link))
    return _FILES[name].format(*values)


def _read(name: str, data: bytes) -> Reading | None:
    reader = next(item for item in READERS if item.select([name]))
    beside = (Beside({name: data, f"a/{name}": data}),) if reader.looks_beside else ()
    reading = reader.read(data, name, *beside)
    return None if reading is None else without_personal_data(reading)


def _codes(reading: Reading | None) -> set[str]:
    return set() if reading is None else {item.code for item in reading.problems}


# Named by their own readers, whatever stands in them: no value is read.
_NO_VALUES = frozenset({".gitattributes", "setup.py"})
_BY_SYNTAX = {
    "json": ("codemeta.json", "code.json", "composer.json", "package.json"),
    "yaml": ("publiccode.yml", "CITATION.cff", "MODELCARD.md"),
    "toml": ("algorithm.toml", "pyproject.toml", "Cargo.toml"),
    "xml": ("pom.xml",),
}
_HEADS = {"algorithm.toml": 'schema = "forge/1"\n', "MODELCARD.md": "---\n"}
_TAILS = {"MODELCARD.md": "\n---\n"}


def _rows(bodies: dict[str, tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Every reader of a syntax with a hostile body in it, and the code that is expected."""
    return [
        (name, _HEADS.get(name, "") + body + _TAILS.get(name, ""), code)
        for syntax, (body, code) in bodies.items()
        for name in _BY_SYNTAX[syntax]
    ]


_DEEP = 40_000
_DEEPER = {
    "json": ('{"a":' * _DEEP, "too-deep"),
    "yaml": ("a: " + "[" * _DEEP, "too-deep"),
    "toml": ("a = " + "[" * _DEEP, "too-deep"),
    "xml": ("<project>" + "<a>" * _DEEP, "too-deep"),
}
_TWICE = {
    "json": ('{"name": "a", "name": "b", "contact": 1, "permissions": 1}', "duplicate-key"),
    "yaml": ("license: a\nlicense: b", "duplicate-key"),
    "toml": ("a = 1\na = 2", "bad-toml"),
}
_NUMBERS = {
    "json": ('{"name": NaN}', "bad-json"),
    "toml": ("a = NaN", "bad-toml"),
}
_BOMB = (
    "a: &a ["
    + "x," * 9
    + "x]\n"
    + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdef", "bcdefg", strict=True)
    )
    + "license: *g"
)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        *_rows(_DEEPER),
        *_rows(_TWICE),
        *_rows(_NUMBERS),
        *_rows({"yaml": (_BOMB, "yaml-too-many")}),
        (
            "pom.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><project>&x;</project>',
            "xml-doctype",
        ),
        ("DESCRIPTION", "Package: x\nVersion: 1\nVersion: 2\n", "duplicate-key"),
    ],
)
def test_what_no_parser_may_take_is_named(name: str, text: str, code: str) -> None:
    assert code in _codes(_read(name, text.encode()))


@pytest.mark.parametrize("name", _FILES)
def test_a_file_of_another_encoding_is_named(name: str) -> None:
    utf16 = _codes(_read(name, _file(name).encode("utf-16")))
    latin = _codes(_read(name, _file(name).encode() + b"# caf\xe9\n"))
    expected = {"program-file"} if name == "setup.py" else {"wrong-encoding"}

    assert utf16 == expected
    assert latin == expected or name == "MODELCARD.md"


@pytest.mark.parametrize("name", _FILES)
def test_a_text_of_fifty_megabytes_is_named(name: str) -> None:
    found = _codes(_read(name, _file(name, "x" * 50_000_000).encode()))

    assert found == ({"program-file"} if name == "setup.py" else {"manifest-too-large"})


@pytest.mark.parametrize("name", sorted(_FILES.keys() - _NO_VALUES))
@pytest.mark.parametrize("sign", ["\x1b[31m", "\u202e", "\x07", "\x9b"])
def test_no_terminal_is_told_what_to_do(name: str, sign: str) -> None:
    reading = _read(name, _file(name, f"the {sign}tool of the office").encode())

    if reading is not None:
        shown = [item.render(language) for item in reading.problems for language in ("en", "fr")]
        values = json.dumps(unstructure(reading.manifest), default=str, ensure_ascii=False)
        assert sign not in "".join(shown) + values


@pytest.mark.parametrize("name", sorted(_FILES.keys() - _NO_VALUES))
@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_a_browser_would_run_is_none(name: str, scheme: str) -> None:
    reading = _read(name, _file(name, link=scheme).encode())

    if reading is not None:
        assert scheme not in repr(reading.manifest)


@pytest.mark.parametrize("name", sorted(_FILES.keys() - _NO_VALUES))
def test_half_of_a_character_gets_into_no_value(name: str) -> None:
    reading = _read(name, _file(name, "the \ud800 tool").encode("utf-8", "surrogatepass"))

    assert _codes(reading) & {"lone-surrogate", "wrong-encoding", "bad-toml", "yaml-syntax"}
    if reading is not None:
        foreign = foreign_of(reading)
        repr((reading.manifest, foreign.json if foreign else "")).encode()


@pytest.mark.parametrize("name", _FILES)
def test_the_file_itself_is_read(name: str) -> None:
    assert _codes(_read(name, _file(name).encode())) <= {"missing-key", "program-file"}
