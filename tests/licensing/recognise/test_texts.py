"""Texts of the SPDX list: found in full, altered, several in one file, in any layout."""

from __future__ import annotations

import functools
import random
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge.licensing.recognise import Recognition, recognise
from tests.support.shared import shared_path

_OWN = Path(__file__).parents[3] / "LICENSES" / "Apache-2.0.txt"
_MIT = """MIT License

Copyright (c) 2026 The Makers

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
_OTHER_WORDS = ("harbour", "quartz", "lantern", "meadow", "cobalt", "tundra", "velvet", "copper")
_LEADERS = ("# ", "// ", " * ", "-- ", "; ", "% ", "> ", "dnl ")
_RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _seen(text: str | bytes) -> tuple[str, str]:
    found = recognise(text.encode() if isinstance(text, str) else text)
    return found.state, found.expression


@functools.cache
def _texts() -> tuple[str, ...]:
    return (_MIT, _OWN.read_text(encoding="utf-8"))


def test_a_licence_is_found_in_full_with_its_lines_and_coverage() -> None:
    found = recognise(_MIT.encode())

    assert (found.state, found.expression, found.unresolved) == ("text", "MIT", ())
    assert [(m.ids, m.kind, m.coverage, m.missing, m.inserted) for m in found.matches] == [
        (("MIT",), "full-text", 100, 0, ())
    ]
    assert found.matches[0].last_line == _MIT.count("\n")


def test_a_licence_with_a_clause_put_in_is_altered_and_says_what_was_put_in() -> None:
    clause = (
        "The Software must not be used by any public body, school or hospital, nor by anybody "
        "who competes with the authors, without a written agreement. "
    )
    found = recognise(_MIT.replace("THE SOFTWARE IS", clause + "THE SOFTWARE IS", 1).encode())

    assert (found.state, found.expression) == ("altered", "")
    assert found.matches[0].ids == ("MIT",)
    assert "school or hospital" in " ".join(found.matches[0].inserted)


def test_half_of_a_licence_is_altered() -> None:
    text = _texts()[1]

    assert _seen(text[: len(text) // 2]) == ("altered", "")


def test_several_licences_of_one_file_are_all_found() -> None:
    assert _seen("\n\n".join(_texts())) == ("text", "MIT AND Apache-2.0")


def test_a_choice_that_the_file_offers_is_an_or() -> None:
    offer = "This software is available under 2 licenses -- choose whichever you prefer.\n\n"

    assert _seen(offer + "\n\n".join(_texts())) == ("text", "MIT OR Apache-2.0")


def test_a_licence_given_twice_is_one() -> None:
    assert _seen(_MIT + "\n\n" + _MIT) == ("text", "MIT")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_an_encoding_changes_nothing(encoding: str) -> None:
    text = _MIT.replace("The Makers", "Société Générée à Fès")

    assert _seen(text.encode(encoding)) == ("text", "MIT")


def test_html_changes_nothing() -> None:
    paragraphs = "".join(f"<p>{part}</p>\n" for part in _MIT.split("\n\n"))

    assert _seen(f"<html><body>{paragraphs}</body></html>") == ("text", "MIT")


@_RELAXED
@given(
    number=st.integers(0, 1),
    width=st.integers(20, 300),
    leader=st.sampled_from(_LEADERS),
    upper=st.booleans(),
    quotes=st.sampled_from(['"', "“", "'", "``"]),
    crlf=st.booleans(),
    holder=st.sampled_from(["", "Copyright (c) 2019, 2021 A. Body and others\n\n", "© 2020 X\n"]),
)
def test_layout_case_quotes_and_copyright_lines_change_nothing(
    number: int, width: int, leader: str, upper: bool, quotes: str, crlf: bool, holder: str
) -> None:
    text = holder + _texts()[number]
    expected = _seen(text)
    paragraphs = [textwrap.wrap(part, width) for part in text.split("\n\n")]
    lines = [line for part in paragraphs for line in (*part, "")]
    changed = "\n".join(leader + line for line in lines).replace('"', quotes)
    changed = changed.upper() if upper else changed
    changed = changed.replace("\n", "\r\n") if crlf else changed

    assert _seen(changed) == expected
    assert expected[0] == "text"


@_RELAXED
@given(number=st.integers(0, 1), seed=st.integers(0, 1 << 30))
def test_a_text_of_which_every_twentieth_word_is_another_is_never_the_licence(
    number: int, seed: int
) -> None:
    assert _seen(_replaced(_texts()[number], 5, seed))[0] != "text"


def _replaced(text: str, percent: int, seed: int) -> str:
    chance = random.Random(seed)
    parts = re.split(r"([^\W_]+)", text)
    places = range(1, len(parts), 2)
    for place in chance.sample(places, -(-len(places) * percent // 100)):
        parts[place] = chance.choice(_OTHER_WORDS)
    return "".join(parts)


def test_no_real_text_survives_that_every_twentieth_word_is_another() -> None:
    for number, path in enumerate(sorted(shared_path("corpus", "licences").iterdir())):
        text = path.read_text(encoding="utf-8", errors="replace")

        assert _seen(_replaced(text, 5, number))[0] != "text", path.name


def _describe(found: Recognition) -> str:
    return f"{found.state} {found.expression}"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("EUPL-1.2--derived_EUPL-1.2_fr.txt", "text EUPL-1.2"),
        ("EUPL-1.2--derived_EUPL-1.2_de.txt", "text EUPL-1.2"),
        ("CECILL-2.1--cecill21fr.txt", "text CECILL-2.1"),
        ("etalab-2.0--5de866ad_etalab+licence-ouverte_open-licence.md", "text etalab-2.0"),
        ("etalab-2.0--d335da89_etalab+licence-ouverte_LO.md", "text etalab-2.0"),
    ],
)
def test_official_translations_are_the_licence(name: str, expected: str) -> None:
    assert _describe(recognise(shared_path("spdx", "extra", name).read_bytes())) == expected


def test_an_exception_belongs_to_the_licence_before_it() -> None:
    name = "f137043e_bytecodealliance+rustix_LICENSE-Apache-2.0_WITH_LLVM-exception"
    found = recognise(shared_path("corpus", "licences", name).read_bytes())

    assert _describe(found) == "text Apache-2.0 WITH LLVM-exception"


def test_the_gpl_alone_does_not_tell_only_from_or_later_and_a_tag_does() -> None:
    data = shared_path("corpus", "licences", "6c27271d_CISOfy+lynis_LICENSE").read_bytes()
    alone = recognise(data)
    tagged = recognise(b"SPDX-License-Identifier: GPL-3.0-or-later\n\n" + data)

    assert (alone.expression, alone.unresolved) == ("GPL-3.0-only", ("GPL-3.0",))
    assert (tagged.expression, tagged.unresolved) == ("GPL-3.0-or-later", ())
