"""Which licences go together: forge's own rows, OSADL's matrix, and expressions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.model.expressions import LicenseSyntaxError
from forge.model.rights import COMBINATIONS, OSADL, compatibility
from forge.model.rights.compatibility import _matrix, _overlay
from forge.model.rights.facts import _FAMILIES
from forge.model.rights.osadl_fr import in_french
from forge.model.spdx import license_ids
from forge.problems.catalogue import placeholders

_CASES = """
Apache-2.0                GPL-3.0-or-later     link   yes  OSADL license compatibility matrix
Apache-2.0                GPL-2.0-only         merge  no   OSADL license compatibility matrix
GPL-3.0-only              MIT                  merge  no   OSADL license compatibility matrix
GPL-3.0-only              MIT                  aside  yes  GPL-3.0, section 5
AGPL-3.0-only             GPL-3.0-only         link   yes  OSADL license compatibility matrix
AGPL-3.0-only             GPL-3.0-only         merge  no   OSADL license compatibility matrix
LGPL-3.0-only             LicenseRef-prive     link   yes  the text of LGPL-3.0-only
LGPL-3.0-only             LicenseRef-prive     merge  no   the text of LGPL-3.0-only
MIT                       LicenseRef-prive     merge  yes  the text of MIT
LicenseRef-prive          MIT                  link   ask  .
LicenseRef-llama-2        Apache-2.0           merge  no   the licence's own
EUPL-1.2                  AGPL-3.0-or-later    merge  yes  EUPL-1.2, article 5
EUPL-1.2                  CECILL-2.1           merge  yes  EUPL-1.2, article 5
EUPL-1.2                  Apache-2.0           link   yes  European Commission
EUPL-1.2                  Apache-2.0           merge  no   OSADL license compatibility matrix
EUPL-1.1+                 MPL-2.0              merge  yes  EUPL-1.2, article 5
CECILL-2.1                GPL-3.0-or-later     merge  yes  CeCILL 2.1, articles 1
CECILL-2.1                EUPL-1.2             merge  yes  CeCILL 2.1, articles 1
CECILL-2.1                GPL-1.0-only         merge  ask  .
GPL-3.0-only              CECILL-2.1           merge  no   CeCILL 2.1, article 5.3.4
CECILL-2.1                Apache-2.0           link   no   the text of CECILL-2.1
MIT                       CECILL-2.1           merge  yes  the text of MIT
etalab-2.0                CC-BY-4.0            data   yes  Licence Ouverte 2.0
etalab-2.0                CC0-1.0              data   no   Licence Ouverte 2.0
OGL-UK-3.0                CC-BY-4.0            data   yes  OGL 3.0
CC-BY-4.0                 ODbL-1.0             data   ask  CC-BY-4.0, section 2(a)(5)(B)
CC-BY-4.0                 CC-BY-SA-4.0         data   yes  the text of CC-BY-4.0
CC-BY-SA-3.0              CC-BY-SA-4.0         merge  yes  CC-BY-SA-3.0, section 4(b)
CC-BY-SA-4.0              GPL-3.0-or-later     merge  yes  Creative Commons, compatible
CC-BY-SA-4.0              MIT                  merge  no   the text of CC-BY-SA-4.0
CC-BY-NC-4.0              CC-BY-4.0            data   no   the licence's own text
CC-BY-ND-4.0              CC-BY-4.0            data   no   the licence's own text
ODbL-1.0                  CC-BY-4.0            data   no   ODbL 1.0, section 4.4
ODbL-1.0                  MIT                  link   yes  ODbL 1.0, section 4.3
CC0-1.0                   ODbL-1.0             data   yes  the licence's own text
GPL-2.0+                  GPL-3.0-only         merge  yes  OSADL license compatibility matrix
"""


@pytest.mark.parametrize("case", [line.split(None, 4) for line in _CASES.strip().splitlines()])
def test_a_pair_has_an_answer_with_its_source(case: list[str]) -> None:
    inbound, outbound, use, answer, source = case
    found = compatibility(inbound, outbound, use)

    assert found.answer == answer
    assert found.source.startswith(source.removesuffix("."))


@pytest.mark.parametrize(
    ("inbound", "outbound", "answer", "decided"),
    [
        ("GPL-3.0-only OR MIT", "Apache-2.0", "yes", "MIT"),
        ("GPL-3.0-only AND MIT", "Apache-2.0", "no", "GPL-3.0-only"),
        ("(GPL-3.0-only OR MIT) AND CC0-1.0", "Apache-2.0", "yes", "MIT"),
        ("MIT", "MIT", "yes", "MIT"),
        ("LicenseRef-a", "LicenseRef-a", "yes", "LicenseRef-a"),
    ],
)
def test_any_branch_of_an_or_will_do_and_every_operand_of_an_and_must(
    inbound: str, outbound: str, answer: str, decided: str
) -> None:
    found = compatibility(inbound, outbound, "merge")

    assert (found.answer, found.inbound) == (answer, decided)


def test_of_the_whole_any_branch_will_do_too() -> None:
    assert compatibility("GPL-3.0-only", "MIT OR GPL-3.0-only", "merge").answer == "yes"
    assert compatibility("GPL-3.0-only", "MIT AND GPL-3.0-only", "merge").answer == "no"


def test_an_exception_for_linking_counts_and_others_are_asked_about() -> None:
    linked = compatibility("GPL-2.0-only WITH Classpath-exception-2.0", "Apache-2.0", "link")
    other = compatibility("GPL-2.0-only WITH Bison-exception-2.2", "Apache-2.0", "merge")

    assert (linked.answer, linked.source) == ("yes", "the text of Classpath-exception-2.0")
    assert other.answer == "ask"
    assert compatibility("MIT WITH Bison-exception-2.2", "Apache-2.0", "merge").answer == "yes"


def test_the_reason_is_said_in_french_and_english() -> None:
    found = compatibility("etalab-2.0", "CC0-1.0", "data")

    assert found.explain() == "CC0-1.0 would drop the source that etalab-2.0 wants named"
    assert found.explain("fr") == ("CC0-1.0 ferait disparaître la source que etalab-2.0 veut citée")
    assert found.row.startswith("row ")


def test_the_matrix_is_cited_by_the_number_of_its_sentence() -> None:
    found = compatibility("Apache-2.0", "GPL-3.0-or-later", "link")

    assert (found.source, found.row) == (OSADL, "explanation 6")
    assert found.explain() == (
        "Compatibility of the Apache-2.0 license with the GPL-3.0-or-later license is explicitly "
        "stated in the GPL-3.0-or-later license checklist."
    )


def test_what_is_no_expression_or_no_use_is_refused() -> None:
    with pytest.raises(LicenseSyntaxError):
        compatibility("MIT OR", "MIT")
    with pytest.raises(ValueError, match="none of link, merge, aside, data"):
        compatibility("MIT", "MIT", "sell")


def test_every_row_of_the_table_is_reached_and_well_formed() -> None:
    for row in _overlay():
        for pattern in (*row.inbound, *row.outbound):
            family = pattern.removeprefix("@").partition(":")[0]
            known = family in _FAMILIES if pattern[0] == "@" else pattern.lower() in license_ids()

            assert known or pattern == "*", pattern
        assert row.uses <= set(COMBINATIONS)
        assert row.answer in ("yes", "no", "ask")
        assert row.source


def test_every_sentence_of_the_matrix_is_said_in_french() -> None:
    _, sentences, _ = _matrix()
    french = [in_french(text) for _, text in sentences]

    assert not [text for text in french if text.startswith("(en anglais)")]
    assert sum("en anglais" in text for text in french) <= 6
    assert all(set(placeholders(text)) <= {"inbound", "outbound"} for text in french)


def test_the_matrix_is_square() -> None:
    names, sentences, rows = _matrix()

    assert set(names) == set(rows)
    assert {len(numbers) for numbers in rows.values()} == {len(names)}
    assert max(max(numbers) for numbers in rows.values()) == len(sentences)


_IDS = st.sampled_from(sorted(item.id for item in license_ids().values()))


@given(_IDS, _IDS, st.sampled_from(COMBINATIONS))
def test_every_pair_of_the_list_has_an_answer(inbound: str, outbound: str, use: str) -> None:
    found = compatibility(inbound, outbound, use)

    assert found.answer in ("yes", "no", "ask")
    assert found.explain("fr")
    assert found.answer == "ask" or found.source or inbound == outbound or "same" in found.explain()
