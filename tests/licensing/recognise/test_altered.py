"""Texts that were changed, and words beside a text that take back what it gives: never clean."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from forge.licensing.recognise import recognise
from tests.benchmarks.test_licensing import plain_text
from tests.licensing.recognise.test_texts import _MIT
from tests.support.shared import shared_path

_APACHE = (Path(__file__).parents[3] / "LICENSES" / "Apache-2.0.txt").read_text(encoding="utf-8")
_FEE = "The recipient shall pay an annual fee to the holder. "
_FREE = ["MIT", "BSD-3-Clause", "ISC", "EUPL-1.2", "GPL-3.0-only", "CECILL-2.1", "etalab-2.0"]


def _listed(identifier: str) -> str:
    path = shared_path("spdx", "license-list-XML-src") / f"{identifier}.xml"
    return plain_text(ET.parse(path).getroot())


def _seen(text: str) -> tuple[str, str]:
    found = recognise(text.encode())
    return found.state, found.expression


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("to any person", "to any academic person", id="one word put in"),
        pytest.param("is hereby granted", "is not hereby granted", id="turned"),
        pytest.param("permit persons", "permit noncommercial persons", id="no trade"),
        pytest.param(" sublicense, and/or sell", " and/or sublicense", id="right left out"),
        pytest.param("MIT License\n", "MIT License\n\nNo military use.\n", id="short sentence"),
        pytest.param("The Makers", "The Makers. Not for commercial use only.", id="in the holder"),
    ],
)
def test_a_word_that_turns_a_licence_makes_it_another(old: str, new: str) -> None:
    for holder in ("The Makers", "Another Body"):
        text = _MIT.replace("The Makers", holder).replace(old.replace("The Makers", holder), new)

        assert _seen(text)[0] != "text" or text == _MIT.replace("The Makers", holder)


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercial use is prohibited.",
        "This software is free for non-commercial use only; ask the makers for anything else.",
        "The software may not be used for any commercial purpose.",
        "“Commons Clause” License Condition v1.0: the license does not grant the right to sell.",
        "L'utilisation commerciale est interdite sans l'accord de l'auteur.",
        "Die kommerzielle Nutzung ist untersagt.",
        "Additional restrictions apply to public bodies.",
    ],
)
@pytest.mark.parametrize("behind", [True, False])
def test_a_sentence_beside_a_licence_that_restricts_it_makes_it_altered(
    sentence: str, behind: bool
) -> None:
    text = f"{_MIT}\n\n{sentence}\n" if behind else f"{sentence}\n\n{_MIT}"
    found = recognise(text.encode())

    assert (found.state, found.expression) == ("altered", "")
    assert any(match.inserted for match in found.matches if match.state == "altered")


@pytest.mark.parametrize(
    "sentence",
    [
        "If you want a commercial license, write to the makers.",
        "The pictures in docs/ are under CC BY-NC 4.0, for non-commercial use.",
        "This file may not be copied, modified, or distributed except according to those terms.",
        "The name and the logo may not be used without permission.",
    ],
)
def test_a_sentence_about_something_else_changes_no_licence(sentence: str) -> None:
    assert _seen(f"{_MIT}\n\n{sentence}\n") == ("text", "MIT")


def test_a_notice_that_restricts_grants_nothing_that_has_an_id() -> None:
    assert _seen("Licensed under the MIT license for non-commercial use only.") == ("mention", "")


@pytest.mark.parametrize("identifier", _FREE)
def test_a_clause_put_in_or_left_out_is_never_clean(identifier: str) -> None:
    words = _listed(identifier).split(" ")
    middle = len(words) // 2

    assert _seen(" ".join(words))[0] == "text"
    assert _seen(" ".join([*words[:middle], _FEE, *words[middle:]]))[0] != "text"
    assert _seen(" ".join([*words[:middle], *words[middle + 30 :]]))[0] != "text"


def test_an_altered_licence_among_others_is_altered_alone() -> None:
    changed = _MIT.replace("to use, copy", "to use for non-commercial purposes, copy")
    parts = [_APACHE, _listed("BSD-2-Clause"), changed, _listed("Zlib")]
    found = recognise("\n\n---\n\n".join(parts).encode())

    assert (found.state, found.expression) == ("text", "Apache-2.0 AND BSD-2-Clause AND Zlib")
    assert [match.ids for match in found.matches if match.state == "altered"] == [("MIT",)]


@pytest.mark.parametrize("first", [True, False])
def test_an_altered_licence_decides_where_it_comes_first_or_stands_beside_one(first: bool) -> None:
    changed = _MIT.replace("to use, copy", "to use for non-commercial purposes, copy")
    parts = [changed, _APACHE, _listed("Zlib")] if first else [_APACHE, changed]

    assert _seen("\n\n---\n\n".join(parts)) == ("altered", "")


def test_an_invented_text_under_a_true_name_is_not_the_licence() -> None:
    invented = (
        "European Union Public Licence v. 1.2\n\nEUPL © the European Union 2007, 2016\n\n"
        "1. The Licensor grants You a worldwide, royalty-free licence to use the Work.\n"
        "2. You keep the copyright notices and distribute derivative works alike.\n"
        "3. The Work is provided as is, without warranties of any kind.\n"
    )

    assert _seen(invented * 12) == ("mention", "")
