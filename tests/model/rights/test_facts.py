"""What is known of licences, and in which languages it is said."""

from __future__ import annotations

import pytest

from forge.model.rights import LANGUAGES, USES, Permit, license_facts, say
from forge.model.rights.facts import _FAMILIES, _profiles
from forge.model.rights.texts import texts
from forge.model.spdx import license_ids
from forge.problems.catalogue import placeholders


@pytest.mark.parametrize(
    ("identifier", "family", "osi", "fsf", "law"),
    [
        ("MIT", "permissive", True, True, ""),
        ("apache-2.0", "permissive-patent", True, True, ""),
        ("EUPL-1.2", "network-copyleft", True, True, "eu"),
        ("CECILL-2.1", "copyleft", True, False, "fr"),
        ("GPL-3.0", "copyleft", True, True, ""),
        ("GPL-2.0+", "copyleft", True, True, ""),
        ("etalab-2.0", "attribution", False, False, "fr"),
        ("CC-BY-NC-ND-4.0", "noncommercial-unchanged", False, False, ""),
        ("CC-BY-ND-3.0", "no-derivatives", False, False, ""),
        ("BUSL-1.1", "production", False, False, ""),
        ("Vim", "open", False, True, ""),
        ("LicenseRef-llama-2", "use-restricted", False, False, ""),
        ("LicenseRef-cahier-des-charges", "custom", False, False, ""),
        ("Nonsense-1.0", "unknown", False, False, ""),
    ],
)
def test_a_licence_belongs_to_a_family(
    identifier: str, family: str, osi: bool, fsf: bool, law: str
) -> None:
    facts = license_facts(identifier)

    assert (facts.family, facts.osi, facts.fsf, facts.law) == (family, osi, fsf, law)


@pytest.mark.parametrize(
    ("identifier", "patents", "trademarks"),
    [
        ("EUPL-1.2", "permits", "excludes"),
        ("Apache-2.0", "permits", "excludes"),
        ("GPL-3.0-or-later", "permits", ""),
        ("GPL-2.0-only", "", ""),
        ("MIT", "", ""),
        ("CC-BY-SA-4.0", "excludes", "excludes"),
        ("CC-BY-3.0", "", ""),
    ],
)
def test_patents_and_trademarks_are_said_where_the_text_says_them(
    identifier: str, patents: str, trademarks: str
) -> None:
    facts = license_facts(identifier)
    found = {
        word: next((kind for kind in ("permits", "excludes") if word in getattr(facts, kind)), "")
        for word in ("patents", "trademarks")
    }

    assert found == {"patents": patents, "trademarks": trademarks}


def test_every_id_of_the_list_has_an_answer_for_every_use() -> None:
    for known in license_ids().values():
        facts = license_facts(known.id)

        assert set(facts.rules) == set(USES)
        assert facts.page.startswith("http")


def test_the_table_names_only_licences_of_the_list_and_known_families_and_laws() -> None:
    for name, (family, law, page) in _profiles().items():
        assert license_ids()[name.lower()].id == name
        assert family in _FAMILIES
        assert f"law.{law}" in texts()
        assert page.startswith("http")


def test_everything_that_is_said_has_its_words() -> None:
    for known in license_ids().values():
        facts = license_facts(known.id)
        wanted = {f"family.{facts.family}", f"law.{facts.law}"}
        for kind in ("permits", "requires", "excludes"):
            wanted |= {f"{kind}.{word}" for word in getattr(facts, kind)}
        wanted |= {f"why.{rule.reason}" for rule in facts.rules.values()}

        assert wanted <= texts().keys()
    assert {f"use.{use}" for use in USES} | {f"permit.{item}" for item in Permit} <= texts().keys()


def test_a_text_has_the_same_placeholders_in_every_language() -> None:
    for key, versions in texts().items():
        first, *others = [placeholders(text) for text in versions]

        assert len(versions) == len(LANGUAGES), key
        assert all(found == first for found in others), key


def test_a_language_without_texts_gets_english() -> None:
    assert say("permit.no", "fr-MA") == "non"
    assert say("permit.no", "zgh") == "no"
