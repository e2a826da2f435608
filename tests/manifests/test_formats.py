"""What is taken of each format: a small file, and all that the manifest holds of it."""

from collections.abc import Callable, Mapping, Sequence

import attrs
import pytest

from forge.manifests.cargo import read_cargo
from forge.manifests.citation import read_citation
from forge.manifests.code_json import read_code_json
from forge.manifests.codemeta import read_codemeta
from forge.manifests.description import read_description
from forge.manifests.lfs import read_lfs, read_pointer
from forge.manifests.model_card import read_model_card
from forge.manifests.package_json import read_composer, read_package_json
from forge.manifests.pom import read_pom
from forge.manifests.programs import read_program
from forge.manifests.pyproject import read_pyproject
from forge.manifests.reading import Reading
from forge.model.shape import manifest_to_table

Reader = Callable[..., Reading | None]


@attrs.frozen
class Beside:
    """Other files of a repository, held in memory."""

    files: Mapping[str, bytes]

    @property
    def is_committed(self) -> bool:
        return True

    def names(self, path: str) -> Sequence[str]:
        start = f"{path}/" if path else ""
        below = [name.removeprefix(start) for name in self.files if name.startswith(start)]
        return sorted(
            {head + ("/" if rest else "") for head, rest, _ in (x.partition("/") for x in below)}
        )

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def read_small(self, path: str, limit: int) -> bytes | None:
        data = self.files.get(path)
        return data if data is not None and len(data) <= limit else None


def _table(reading: Reading | None) -> dict[str, object]:
    assert reading is not None
    found = manifest_to_table(reading.manifest)
    algorithm = found.pop("algorithm")
    return {**algorithm, **found}


_CODEMETA = """{
  "@context": "https://w3id.org/codemeta/3.0",
  "@type": "SoftwareSourceCode",
  "name": "Barème",
  "description": "A library that computes the scale of grants for students.",
  "license": "https://spdx.org/licenses/EUPL-1.2",
  "version": "1.2.0",
  "developmentStatus": "https://www.repostatus.org/#wip",
  "codeRepository": "https://git.onb.example/sie/bareme",
  "url": "https://onb.example/bareme",
  "keywords": "grants, students",
  "programmingLanguage": [{"@type": "ComputerLanguage", "name": "Python"}],
  "author": [{"@type": "Person", "givenName": "Amal", "email": "amal.b@onb.example"}],
  "softwareHelp": {"@id": "https://onb.example/help"},
  "funder": {"@type": "Organization", "name": "Fund"}
}"""
_CODEMETA_TABLE = {
    "license": "EUPL-1.2",
    "status": "development",
    "title": {"en": "Barème"},
    "summary": {"en": "A library that computes the scale of grants for students."},
    "keywords": ["grants", "students"],
    "homepage": "https://onb.example/bareme",
    "documentation": "https://onb.example/help",
    "version": "1.2.0",
    "interface": {"language": "Python"},
}
_CODE_JSON = """{
  "name": "bareme", "version": "2.0", "status": "Release Candidate",
  "description": "A service that computes the grants of students.",
  "permissions": {"usageType": ["openSource"], "licenses": [{"name": "CC0", "URL": "https://x.example"}]},
  "organization": "ONB", "repositoryURL": "https://git.onb.example/sie/bareme",
  "homepageURL": "https://onb.example/bareme", "maintenance": "internal",
  "languages": ["Python"], "tags": ["grants"], "laborHours": 1.5,
  "contact": {"email": "amal.b@onb.example", "name": "Amal"},
  "reusedCode": [{"name": "engine", "URL": "https://git.onb.example/sie/engine"}]
}"""
_CODE_TABLE = {
    "license": "CC0-1.0",
    "status": "beta",
    "title": {"en": "bareme"},
    "summary": {"en": "A service that computes the grants of students."},
    "keywords": ["grants"],
    "homepage": "https://onb.example/bareme",
    "version": "2.0",
    "interface": {"language": "Python"},
    "reuse": {
        "maintenance": "internal",
        "based-on": ["https://git.onb.example/sie/engine"],
        "openness": "open",
    },
}
_CFF = """\
cff-version: 1.2.0
message: Cite it.
title: Barème
abstract: Une bibliothèque qui calcule le barème des bourses.
version: 1.10
license: [MIT, Apache-2.0]
authors:
  - family-names: B
    email: amal.b@onb.example
keywords: [bourses]
url: https://onb.example/bareme
repository-code: https://git.onb.example/sie/bareme
"""
_CARD = """\
---
license: apache-2.0
language:
- ar
- ary
base_model: lab/base-1b
datasets: [lab/corpus]
metrics: [bleu]
pipeline_tag: translation
library_name: transformers
tags: [darija]
---
# Model
"""
_PYPROJECT = """\
[project]
name = "Bareme_Bourses"
version = "1.2.0"
description = "Outil de calcul des bourses"
license = {text = "Apache 2.0"}
keywords = ["bourses"]
classifiers = ["Development Status :: 4 - Beta", "Intended Audience :: Developers"]
authors = [{name = "Amal", email = "amal.b@onb.example"}]
[project.urls]
Homepage = "https://onb.example/bareme"
Documentation = "https://onb.example/doc"
"""
_POETRY = """\
[tool.poetry]
name = "bareme"
version = "1.0.1"
description = "Outil de calcul des bourses"
license = "EUPL-1.2"
homepage = "https://onb.example/bareme"
repository = "https://git.onb.example/sie/bareme"
"""
_NPM = """{
  "name": "@onb/bareme", "version": "1.2.0", "description": "Outil de calcul des bourses",
  "license": "(MIT OR Apache-2.0)", "keywords": ["bourses"],
  "author": "Amal <amal.b@onb.example>",
  "repository": {"type": "git", "url": "git+https://git.onb.example/sie/bareme.git"},
  "homepage": "https://git.onb.example/sie/bareme#readme"
}"""
_COMPOSER = """{
  "name": "onb/bareme", "description": "Outil de calcul des bourses", "type": "library",
  "license": ["LGPL-2.1-only", "GPL-3.0-or-later"], "homepage": "https://onb.example/bareme",
  "support": {"docs": "https://onb.example/doc"}
}"""
_CARGO = """\
[package]
name = "bareme"
version = "1.2.0"
description = "A tool for the scale of grants"
license = "MIT/Apache-2.0"
repository = "https://git.onb.example/sie/bareme"
homepage = "https://git.onb.example/sie/bareme"
"""
_POM = """<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <groupId>example.onb</groupId><artifactId>bareme</artifactId>
  <version>${revision}</version>
  <name>Barème des bourses</name>
  <description>Outil de calcul des bourses</description>
  <properties><revision>1.2.0</revision></properties>
  <licenses><license><name>The Apache License, Version 2.0</name>
    <url>http://www.apache.org/licenses/LICENSE-2.0.txt</url></license></licenses>
  <scm><url>https://git.onb.example/sie/bareme</url></scm>
</project>"""
_DCF = """\
Package: bareme
Version: 0.3.1
Title: The Scale
Description: Computes the scale of grants
    for the students.
License: GPL (>= 3) | file LICENSE
URL: https://onb.example/bareme, https://github.com/onb/bareme
Authors@R: person("Amal", email = "amal.b@onb.example")
Language: en-GB
"""

_SUMMARY = {"fr": "Outil de calcul des bourses"}


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (read_codemeta, _CODEMETA, _CODEMETA_TABLE),
        (read_code_json, _CODE_JSON, _CODE_TABLE),
        (
            read_citation,
            _CFF,
            {
                "license": "MIT OR Apache-2.0",
                "title": {"fr": "Barème"},
                "summary": {"fr": "Une bibliothèque qui calcule le barème des bourses."},
                "keywords": ["bourses"],
                "homepage": "https://onb.example/bareme",
                "version": "1.10",
            },
        ),
        (
            read_model_card,
            _CARD,
            {
                "kind": "model",
                "license": "Apache-2.0",
                "languages": ["ar", "ary"],
                "keywords": ["darija"],
                "transparency": {
                    "data": [{"name": "lab/corpus", "use": "training"}],
                    "models": [
                        {
                            "name": "lab/base-1b",
                            "task": "translation",
                            "base": "lab/base-1b",
                            "metrics": [{"name": "bleu"}],
                        }
                    ],
                },
            },
        ),
        (
            read_pyproject,
            _PYPROJECT,
            {
                "license": "Apache-2.0",
                "status": "beta",
                "summary": _SUMMARY,
                "keywords": ["bourses"],
                "homepage": "https://onb.example/bareme",
                "documentation": "https://onb.example/doc",
                "packages": ["pkg:pypi/bareme-bourses"],
                "version": "1.2.0",
                "interface": {"language": "python"},
            },
        ),
        (
            read_pyproject,
            _POETRY,
            {
                "license": "EUPL-1.2",
                "summary": _SUMMARY,
                "homepage": "https://onb.example/bareme",
                "packages": ["pkg:pypi/bareme"],
                "version": "1.0.1",
                "interface": {"language": "python"},
            },
        ),
        (
            read_package_json,
            _NPM,
            {
                "license": "MIT OR Apache-2.0",
                "summary": _SUMMARY,
                "keywords": ["bourses"],
                "packages": ["pkg:npm/%40onb/bareme"],
                "version": "1.2.0",
                "interface": {"language": "javascript"},
            },
        ),
        (
            read_composer,
            _COMPOSER,
            {
                "license": "LGPL-2.1-only OR GPL-3.0-or-later",
                "summary": _SUMMARY,
                "homepage": "https://onb.example/bareme",
                "documentation": "https://onb.example/doc",
                "packages": ["pkg:composer/onb/bareme"],
                "interface": {"language": "php"},
            },
        ),
        (
            read_cargo,
            _CARGO,
            {
                "license": "MIT OR Apache-2.0",
                "summary": {"en": "A tool for the scale of grants"},
                "packages": ["pkg:cargo/bareme"],
                "version": "1.2.0",
                "interface": {"language": "rust"},
            },
        ),
        (
            read_pom,
            _POM,
            {
                "license": "Apache-2.0",
                "title": {"fr": "Barème des bourses"},
                "summary": _SUMMARY,
                "packages": ["pkg:maven/example.onb/bareme"],
                "version": "1.2.0",
                "interface": {"language": "java"},
            },
        ),
        (
            read_description,
            _DCF,
            {
                "license": "GPL-3.0-or-later",
                "summary": {"en": "Computes the scale of grants for the students."},
                "homepage": "https://onb.example/bareme",
                "packages": ["pkg:cran/bareme"],
                "version": "0.3.1",
                "interface": {"kind": "library", "language": "r"},
            },
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_format_is_read_as_this_table_says(
    read: Reader, text: str, expected: dict[str, object]
) -> None:
    reading = read(text.encode(), "file")

    assert reading is not None
    assert _table(reading) == expected
    assert reading.problems == ()


def test_each_value_has_its_line_and_column() -> None:
    reading = read_codemeta(_CODEMETA.encode(), "codemeta.json")

    assert str(reading.places["algorithm.license"]) == "codemeta.json:6:3"
    assert str(reading.places["algorithm.documentation"]) == "codemeta.json:14:3"
    pom = read_pom(_POM.encode(), "pom.xml")
    assert str(pom.places["algorithm.title.fr"]) == "pom.xml:5:3"
    card = read_model_card(_CARD.encode(), "README.md")
    assert card is not None
    assert str(card.places["algorithm.license"]) == "README.md:2:1"


def test_what_forge_has_no_key_for_is_kept_and_what_it_holds_is_not() -> None:
    kept = read_codemeta(_CODEMETA.encode(), "codemeta.json").foreign

    assert kept["funder"] == {"@type": "Organization", "name": "Fund"}
    assert kept["codeRepository"] == "https://git.onb.example/sie/bareme"
    assert kept["license"] == "https://spdx.org/licenses/EUPL-1.2"
    assert not {"name", "version", "description", "url"} & kept.keys()
    assert (read_code_json(_CODE_JSON.encode(), "code.json") or Reading(file="")).foreign[
        "laborHours"
    ] == 1.5


def test_of_a_package_manifest_only_who_and_what_it_needs_is_kept() -> None:
    text = '{"name": "x-y", "author": "Amal", "scripts": {"a": "b"}, "devDependencies": {"c": "1"}}'

    assert read_package_json(text.encode(), "package.json").foreign == {"author": "Amal"}


_NAME = '"The tool of the house"'


@pytest.mark.parametrize(
    "text",
    [
        f'[{{"@type": "SoftwareSourceCode", "name": {_NAME}}}]',
        (
            '{"@graph": [{"@type": "Person"}, '
            f'{{"@type": "schema:SoftwareSourceCode", "schema:name": {_NAME}}}]}}'
        ),
        f'{{"@type": ["SoftwareSourceCode"], "name": [{_NAME}, "x"]}}',
        f'{{"@type": "WebAPI", "name": {{"@value": {_NAME}, "@language": "en"}}}}',
        f'{{"name": {{"en": {_NAME}}}}}',
        f'{{"http://schema.org/name": [{{"@value": {_NAME}}}]}}',
    ],
)
def test_json_ld_is_read_in_its_many_shapes(text: str) -> None:
    assert _table(read_codemeta(text.encode(), "codemeta.json"))["title"] == {
        "en": "The tool of the house"
    }


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_code_json, '{"hello": "Bonjour"}'),
        (read_pyproject, "[tool.ruff]\nline-length = 100\n"),
        (read_model_card, "# Only a README\n"),
        (read_model_card, "---\ntitle: A page\n---\n"),
        (read_model_card, "---\nlayout: page\nlicense: mit\n---\n"),
        (read_description, "A description of this directory.\n"),
        (read_description, "\x00"),
        (read_cargo, '[workspace]\nmembers = ["a"]\n'),
        (read_lfs, "*.bin filter=lfs\n"),
    ],
)
def test_a_file_of_the_name_that_is_something_else_is_passed_over(read: Reader, text: str) -> None:
    assert read(text.encode(), "file") is None


def test_an_agency_s_index_says_nothing_of_the_repository() -> None:
    reading = read_code_json(b'{"agency": "X", "releases": []}', "code.json")

    assert reading is not None
    assert [item.code for item in reading.problems] == ["agency-index"]


def test_a_cargo_member_inherits_from_its_workspace() -> None:
    files = {"Cargo.toml": b'[workspace.package]\nlicense = "EUPL-1.2"\nversion = "3.1.0"\n'}
    text = '[package]\nname = "member"\nlicense.workspace = true\nversion.workspace = true\n'
    reading = read_cargo(text.encode(), "crates/member/Cargo.toml", Beside(files))

    assert _table(reading)["license"] == "EUPL-1.2"
    assert _table(reading)["version"] == "3.1.0"
    assert reading is not None
    assert str(reading.places["algorithm.license"]) == "crates/member/Cargo.toml:3:1"


def test_a_pom_inherits_from_a_parent_inside_the_repository_only() -> None:
    parent = _POM.replace("${revision}", "2.5").encode()
    text = (
        "<project><parent><groupId>example.onb</groupId><artifactId>bareme</artifactId>"
        "<version>2.5</version>{}</parent><artifactId>module</artifactId></project>"
    )
    inside = read_pom(text.format("").encode(), "module/pom.xml", Beside({"pom.xml": parent}))
    outside = read_pom(
        text.format("<relativePath>../../../pom.xml</relativePath>").encode(),
        "module/pom.xml",
        Beside({"pom.xml": parent}),
    )

    assert _table(inside)["license"] == "Apache-2.0"
    assert _table(inside)["version"] == "2.5"
    assert "license" not in _table(outside)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE p [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><project><name>&b;</name></project>',
        '<!DOCTYPE p SYSTEM "file:///etc/passwd"><project/>',
        '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><project/>',
    ],
)
def test_document_types_and_entities_are_refused(text: str) -> None:
    reading = read_pom(text.encode(), "pom.xml")

    assert [item.code for item in reading.problems] == ["xml-doctype"]
    assert _table(reading) == {}


def _pointer(digit: str, size: int) -> bytes:
    oid = digit * 64
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode()


def test_a_pointer_names_hash_and_size() -> None:
    assert read_pointer(_pointer("a", 12)) == ("a" * 64, 12)
    assert read_pointer(b"version https://git-lfs.github.com/spec/v1\noid md5:1\nsize 1\n") is None
    assert read_pointer(_pointer("a", 1) + b"x" * 2000) is None


def test_files_of_git_lfs_become_artifacts() -> None:
    files = {
        "model.safetensors": _pointer("a", 12),
        "data/corpus.csv": _pointer("b", 34),
        "data/real.csv": b"a,b\n",
        "other.bin": _pointer("c", 1),
    }
    text = "*.safetensors filter=lfs diff=lfs -text\n# no\ndata/*.csv filter=lfs\n*.bin text\n"
    reading = read_lfs(text.encode(), ".gitattributes", Beside(files))

    assert _table(reading)["artifact"] == [
        {"name": "model.safetensors", "kind": "weights", "size": 12, "sha256": "a" * 64},
        {"name": "data/corpus.csv", "kind": "data", "size": 34, "sha256": "b" * 64},
    ]
    assert reading is not None
    assert str(reading.places["artifact[1]"]) == "data/corpus.csv:1:1"


def test_a_program_is_not_run_and_a_note_says_what_to_add() -> None:
    reading = read_program(b"raise SystemExit(1)", "setup.py", Beside({"setup.py": b""}))

    assert reading is not None
    assert [item.message() for item in reading.problems] == [
        "A program, which forge never runs, so nothing of it is known"
    ]
    assert [item.hint() for item in reading.problems] == [
        "say the same in pyproject.toml ([project])"
    ]
    said = Beside({"pyproject.toml": b"[project]\nname = 'x'\n"})
    assert read_program(b"", "setup.py", said) is None
    assert read_program(b"", "x.gemspec", Beside({"publiccode.yml": b""})) is None


def test_a_private_package_contradicts_nobody() -> None:
    private = read_package_json(b'{"name": "x-y", "private": true, "license": "ISC"}', "p.json")
    public = read_package_json(b'{"name": "x-y", "files": [], "license": "ISC"}', "p.json")

    assert "algorithm.license" in private.yields
    assert private.manifest.packages == ()
    assert "algorithm.license" not in public.yields
