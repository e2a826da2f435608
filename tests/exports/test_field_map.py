"""Every cell of the field map: what it says is lost is told, what it says is kept survives.

A new format is one column here; a new concept is one row. "=" is kept, "~" is kept in another way,
"-" has no place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from forge.exports import CONCEPTS, FORMATS, Subject, format_named, subject_of_file
from forge.exports.facts import gather
from forge.exports.format import Losses, Statement
from forge.model import Manifest
from forge.text import Localized

_COLUMNS = (
    *("publiccode.yml", "code.json", "codemeta.json", "CITATION.cff"),
    *("schema.org", "dcat", "purl"),
)
# Concept: a cell for each column.
_MAP = """
id                    - - ~ ~ ~ = =
name                  = = = = = ~ ~
titles                = - ~ - = = -
summary               = ~ ~ ~ ~ ~ -
description           = ~ ~ ~ ~ ~ -
features              = - - - - - -
keywords              - = = = = = -
categories            = ~ ~ - ~ ~ -
domains               ~ - ~ - ~ ~ -
kind                  ~ - ~ ~ ~ - -
repository            = = = = = ~ =
aliases               - - = ~ = - -
path                  - - - - - - =
homepage              = = = = = = -
download              - = = = ~ = -
version               = = = = = = =
released              = - = = = = -
created               - = = - = = -
modified              - = = - = = -
metadata-updated      - = - - - - -
commit                - - - = - - ~
swhid                 - - ~ = ~ ~ -
sha256                - - - - - - -
vcs                   - = - - - - ~
visibility            - = ~ - ~ - -
sharing               - ~ - - - - -
license               = ~ ~ ~ ~ ~ -
verdict               - - - - - - -
copyright             = - = ~ = - -
publisher             ~ ~ = ~ = = -
funders               = - = - = - -
partners              - ~ ~ - ~ - -
authors               - - = = = ~ -
contacts              ~ ~ = ~ = ~ -
maintenance           = = - - - - -
contractors           = - - - - - -
status                = = ~ - = ~ -
used-by               = - - - - - -
reuse-counts          - = - - - - -
based-on              ~ ~ ~ - = - -
related               - ~ = - - - -
suite                 = - = - = - -
dependencies          ~ - ~ - - - -
sbom                  - = - - - - -
programming-languages - = = - = - -
languages             ~ - - - = = -
localisation-ready    = - - - - - -
platforms             = - ~ - - - -
countries             = - - - ~ ~ -
supports              = - - - - = -
documentation         = - = - ~ ~ -
api-documentation     = - - - - - -
issues                - = = - - - -
ci                    - - = - - - -
roadmap               = - ~ - - - -
media                 = - - - - - -
effort                - = - - - - -
contracts             - = - - - - -
ai-use-case           - = - - - - -
disclaimer            - = - - - - -
citation              - - ~ ~ - - -
embargo               - - = - - - -
review                - - = - - - -
regions               - - - - ~ ~ -
packages              - - - - - - =
interface             - - - - - - -
artifacts             - - - - - - -
transparency          - - - - - - -
conditions            - - - - - - -
"""
_CELLS = {
    row.split()[0]: dict(zip(_COLUMNS, row.split()[1:], strict=True))
    for row in _MAP.strip().splitlines()
}

_LONG = "Une description assez longue pour toutes les listes de métadonnées. " * 3
# A value for every concept, of the sort that a lossy cell loses.
FACTS: dict[str, Any] = {
    "id": "onb/bareme",
    "name": "Bareme",
    "titles": {"ar": "سلم المنح", "fr": "Barème des bourses"},
    "summary": {"ar": "يحسب المنحة.", "fr": "Calcule une bourse."},
    "description": {"ar": _LONG.strip(), "fr": _LONG.strip()},
    "features": {"ar": ["يحسب"], "fr": ["Calcule", "Explique"]},
    "keywords": ["bourse", "منحة"],
    "categories": ["data-analytics"],
    "domains": ["an-area-of-this-registry"],
    "kind": "model",
    "repository": "https://git.onb.example/sie/bareme",
    "aliases": ["https://miroir.onb.example/bareme"],
    "path": "algos/bareme",
    "homepage": "https://onb.example/bareme",
    "download": "https://onb.example/bareme.zip",
    "version": "2.1.0",
    "released": "2026-11-02",
    "created": "2024-01-05T00:00:00Z",
    "modified": "2026-11-02T10:15:00Z",
    "metadata-updated": "2026-11-03T00:00:00Z",
    "commit": "4f1c2ab0123456789abcdef0123456789abcdef0",
    "swhid": "swh:1:dir:94a9ed024d3859793618152ea559a168bbcbb5e2",
    "sha256": "0" * 64,
    "vcs": "git",
    "visibility": "public",
    "sharing": {"openness": "government", "exception": "loi-31-13"},
    "license": "EUPL-1.2 AND (MIT OR Apache-2.0)",
    "verdict": "verified",
    "copyright": "Office national des bourses",
    "publisher": {"name": "Office national des bourses"},
    "funders": [{"name": "Fonds", "uri": "https://fonds.example"}],
    "partners": [{"name": "Institut", "role": "co-developer"}],
    "authors": [{"type": "person", "given": "Amina", "family": "Exemple"}],
    "contacts": [{"url": "https://onb.example/contact"}, {"name": "Cellule"}],
    "maintenance": "contract",
    "contractors": [{"name": "Société", "until": "2030-01-01"}],
    "status": "beta",
    "used-by": ["Caisse nationale"],
    "reuse-counts": {"forks": 3},
    "based-on": ["cna/moteur@1.4", "https://git.cna.example/moteur"],
    "related": [{"@type": "SoftwareSourceCode", "name": "Autre"}],
    "suite": "Suite des aides",
    "dependencies": [{"name": "Registre", "kind": "service", "country": "MA"}],
    "sbom": "https://onb.example/sbom.json",
    "programming-languages": ["Python"],
    "languages": ["ar", "fr", "xzz"],
    "localisation-ready": True,
    "platforms": ["web"],
    "countries": ["MA"],
    "supports": ["urn:lex:ma:loi:09-08"],
    "documentation": "https://onb.example/doc",
    "api-documentation": "https://onb.example/api",
    "issues": "https://git.onb.example/sie/bareme/issues",
    "ci": "https://ci.onb.example/bareme",
    "roadmap": "https://onb.example/plan",
    "media": {"logo": "logo.svg", "screenshots": ["a.png"]},
    "effort": 120,
    "contracts": ["M-12"],
    "ai-use-case": "A-7",
    "disclaimer": {"disclaimerText": "Sans garantie."},
    "citation": {"doi": "10.5281/zenodo.1003150"},
    "embargo": "2027-01-01",
    "review": {"@type": "Review", "reviewAspect": "security"},
    "regions": ["MA-04"],
    "packages": ["pkg:pypi/bareme"],
    "interface": {"kind": "library"},
    "artifacts": [{"name": "poids.bin"}],
    "transparency": {"effect": "supports"},
    "conditions": {"fr": "Citer la source."},
}


# Where another sort of value is what a format loses.
_LOST: dict[str, dict[str, Any]] = {
    "code.json": {"publisher": {"name": "Office", "uri": "urn:x-exemple:onb"}},
    "CITATION.cff": {"citation": "https://onb.example/article"},
}


def _export(name: str) -> tuple[str, Losses]:
    facts = FACTS | _LOST.get(name, {})
    known = format_named(name)
    subject = Subject(
        manifest=Manifest(name="bareme", owner="onb", title=Localized(FACTS["titles"])),
        name="onb/bareme",
        version="2.1.0",
    )
    losses = Losses(known.name)
    statement = Statement(subject=subject, facts=facts, kept={}, languages=("fr",))
    text = known.write([statement], losses)
    known.judge(facts, losses)
    return text, losses


def test_the_map_has_every_concept_and_every_format() -> None:
    names = [known.name for known in FORMATS if known.name != "agency-index"]

    assert tuple(_CELLS) == CONCEPTS == tuple(FACTS)
    assert sorted(names) == sorted(_COLUMNS)


@pytest.mark.parametrize("name", _COLUMNS)
def test_every_cell_is_what_the_format_declares(name: str) -> None:
    known = format_named(name)
    declared = {concept: known.fidelity(concept) for concept in CONCEPTS}

    assert declared == {concept: cells[name] for concept, cells in _CELLS.items()}


def test_the_index_of_an_agency_holds_what_its_releases_hold() -> None:
    one, many = format_named("code.json"), format_named("agency-index")

    assert (one.holds, one.lossy) == (many.holds, many.lossy)


@pytest.mark.parametrize("name", _COLUMNS)
def test_what_a_cell_loses_is_told_and_nothing_else(name: str) -> None:
    _, losses = _export(name)
    codes = {"export-left-out": "-", "export-approximated": "~"}
    told = {
        item.key: codes[item.code]
        for item in losses.found
        if item.code in codes and item.key in CONCEPTS
    }

    assert told == {concept: cells[name] for concept, cells in _CELLS.items() if cells[name] != "="}


@pytest.mark.parametrize("name", ["publiccode.yml", "code.json", "codemeta.json", "CITATION.cff"])
def test_what_a_cell_keeps_is_read_again(name: str) -> None:
    text, _ = _export(name)
    file = format_named(name).file
    facts = gather(subject_of_file(text.encode(), file), FORMATS, ("fr",))
    kept = [concept for concept, cells in _CELLS.items() if cells[name] == "="]

    assert {concept: _without_types(facts.get(concept)) for concept in kept} == {
        concept: _without_types(FACTS[concept]) for concept in kept
    }


def _without_types(value: Any) -> Any:
    """A body without the word that says that it is one, which some formats add."""
    if isinstance(value, list):
        return [_without_types(item) for item in value]
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name != "type"}
    return value


def test_purl_and_linked_data_hold_the_version_and_the_address() -> None:
    purl, _ = _export("purl")
    linked, _ = _export("schema.org")

    assert purl == (
        "pkg:generic/onb/bareme@2.1.0?vcs_url=git%2Bhttps://git.onb.example/sie/bareme"
        "%404f1c2ab0123456789abcdef0123456789abcdef0#algos/bareme\npkg:pypi/bareme\n"
    )
    assert '"codeRepository": "https://git.onb.example/sie/bareme"' in linked


def test_the_documentation_shows_the_map() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")
    formats = [known for known in FORMATS if known.name != "agency-index"]
    rows = [
        f"| {concept} | {' | '.join(known.fidelity(concept) for known in formats)} |"
        for concept in CONCEPTS
    ]

    assert "\n".join(rows) in page
