"""The ids that are proposed for what people write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from forge.licensing.nearmiss import near_licenses
from forge.model.spdx import license_ids, names


def test_every_official_name_leads_to_its_licence() -> None:
    current = [item.id for item in license_ids().values() if not item.deprecated]
    wrong = {
        identifier: near
        for identifier in current
        if identifier not in (near := near_licenses(names()[identifier]))
    }

    assert wrong == {}


@given(st.text(max_size=200))
def test_only_licences_that_exist_are_proposed(text: str) -> None:
    for identifier in near_licenses(text):
        known = license_ids().get(identifier.lower())
        assert identifier.startswith("LicenseRef-") or (known and not known.deprecated)
