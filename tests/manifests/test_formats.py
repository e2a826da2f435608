"""What is taken of each format: a small file, and all that the manifest holds of it."""

from collections.abc import Callable

import pytest

from forge.manifests.cargo import read_cargo
from forge.manifests.citation import read_citation
from forge.manifests.code_json import read_code_json
from forge.manifests.codemeta import read_codemeta
from forge.manifests.description import read_description
from forge.manifests.lfs import read_lfs
from forge.manifests.model_card import read_model_card
from forge.manifests.package_json import read_composer, read_package_json
from forge.manifests.pom import read_pom
from forge.manifests.pyproject import read_pyproject
from forge.manifests.reading import Reading
from tests.support.beside import POM, plain_table

Reader = Callable[..., Reading | None]


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
            POM,
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
    assert plain_table(reading) == expected
    assert reading.problems == ()


def test_each_value_has_its_line_and_column() -> None:
    reading = read_codemeta(_CODEMETA.encode(), "codemeta.json")

    assert str(reading.places["algorithm.license"]) == "codemeta.json:6:3"
    assert str(reading.places["algorithm.documentation"]) == "codemeta.json:14:3"
    pom = read_pom(POM.encode(), "pom.xml")
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
    assert plain_table(read_codemeta(text.encode(), "codemeta.json"))["title"] == {
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


def test_a_private_package_contradicts_nobody() -> None:
    private = read_package_json(b'{"name": "x-y", "private": true, "license": "ISC"}', "p.json")
    public = read_package_json(b'{"name": "x-y", "files": [], "license": "ISC"}', "p.json")

    assert "algorithm.license" in private.yields
    assert private.manifest.packages == ()
    assert "algorithm.license" not in public.yields
