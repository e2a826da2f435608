"""Files with several licences, or a notice before the texts of parts: what holds together."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from forge.licensing.recognise import recognise
from tests.benchmarks.test_licensing import plain_text
from tests.licensing.recognise.test_texts import _MIT
from tests.support.shared import shared_path

_APACHE = (Path(__file__).parents[3] / "LICENSES" / "Apache-2.0.txt").read_text(encoding="utf-8")

_FRENCH = (
    "vous pouvez le redistribuer suivant les termes de la GNU Affero General Public License ; "
    "soit la version 3, soit (à votre gré) toute version ultérieure."
)


def _listed(identifier: str) -> str:
    path = shared_path("spdx", "license-list-XML-src") / f"{identifier}.xml"
    return plain_text(ET.parse(path).getroot())


def _expression(*parts: str) -> str:
    found = recognise("\n\n-----\n\n".join(parts).encode())
    assert found.state == "text"
    return found.expression


def test_third_party_notices_are_all_found_and_all_hold() -> None:
    parts = [
        _APACHE,
        "Third party notices\n\nfoo, https://foo.example\n\n" + _MIT,
        "bar\n\n" + _listed("BSD-3-Clause"),
        "baz 1.2\n\n" + _listed("ISC"),
    ]

    assert _expression(*parts) == "Apache-2.0 AND MIT AND BSD-3-Clause AND ISC"


def test_a_choice_is_between_the_licences_that_it_names_and_the_others_hold_as_well() -> None:
    offer = (
        "Licensed under the terms of any of the following licenses at your choice:\n"
        "- GNU General Public License Version 2 or later\n"
        "- Mozilla Public License Version 1.1 or later\n\n"
        "It contains parts by others, whose licenses follow at the end.\n\n"
    )
    texts = [_listed(name) for name in ("GPL-2.0-only", "MPL-1.1", "ISC")]

    assert _expression(offer, *texts) == "(GPL-2.0-or-later OR MPL-1.1) AND ISC"


def test_the_gpl_stands_instead_of_a_licence_that_allows_it() -> None:
    parts = [_listed("EPL-2.0"), _listed("GPL-2.0-only"), _MIT]

    assert _expression(*parts) == "(EPL-2.0 OR GPL-2.0-only) AND MIT"


def test_a_notice_before_the_texts_of_parts_says_what_all_is_under() -> None:
    notice = (
        "Foo is free software; you can redistribute it and/or modify it under the terms of the "
        "GNU Lesser General Public License as published by the Free Software Foundation; either "
        "version 2.1 of the License, or any later version.\n\nIt contains bar:\n\n"
    )
    found = recognise((notice + _listed("BSD-3-Clause")).encode())

    assert (found.state, found.expression) == ("mention", "LGPL-2.1-or-later")
    assert ("BSD-3-Clause",) in [match.ids for match in found.matches if match.state == "text"]


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        ("Distribué sous double licence, au choix : MIT ou Apache 2.0.", "MIT OR Apache-2.0"),
        ("Licence : GNU GPL v3 ou ultérieure", "GPL-3.0-or-later"),
        ("License: GPL (>= 2)", "GPL-2.0-or-later"),
        ("The code is under the MIT license, the pictures under CC BY-NC 4.0.", "MIT"),
        (_FRENCH, "AGPL-3.0-or-later"),
        ("https://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
        (
            "Les données sont publiées sous Licence Ouverte / Open Licence version 2.0.",
            "etalab-2.0",
        ),
    ],
)
def test_sentences_in_french_and_bare_names_are_read(text: str, expression: str) -> None:
    assert recognise(text.encode(), name="LICENSE").expression == expression


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("LLAMA 3.1 COMMUNITY LICENSE AGREEMENT", "llama-3-1"),
        ("CreativeML Open RAIL-M", "rail"),
        ("Gemma Terms of Use", "gemma"),
        ("DEEPSEEK LICENSE AGREEMENT", "deepseek"),
        ("Tongyi Qianwen LICENSE AGREEMENT", "qwen"),
    ],
)
def test_licences_of_models_are_named_and_restrict(title: str, name: str) -> None:
    found = recognise(f"{title}\n\nBy using the Model you agree to the terms.".encode())

    assert (found.state, found.expression) == ("mention", "")
    assert found.matches[0].ids[0].startswith(f"LicenseRef-{name}-")
    assert found.matches[0].restricted


def test_french_in_latin_1_may_spell_oe() -> None:
    path = shared_path("spdx", "extra", "EUPL-1.2--derived_EUPL-1.2_fr.txt")
    text = path.read_text(encoding="utf-8").replace("œ", "oe").replace("Œ", "OE")
    found = recognise(text.encode("latin-1", "replace"))

    assert (found.state, found.expression) == ("text", "EUPL-1.2")
