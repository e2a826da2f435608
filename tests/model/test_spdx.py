"""The packed table of SPDX ids."""

from forge.model import spdx


def test_the_packed_list_is_of_the_version_that_the_code_names() -> None:
    assert spdx._table().version == spdx.LIST_VERSION


def test_ids_are_found_in_lower_case_and_spelt_officially() -> None:
    assert spdx.license_ids()["eupl-1.2"] == ("EUPL-1.2", False)
    assert spdx.license_ids()["gpl-2.0+"] == ("GPL-2.0+", True)
    assert spdx.exception_ids()["classpath-exception-2.0"] == ("Classpath-exception-2.0", False)


def test_every_replacement_is_made_of_ids_of_the_list() -> None:
    known = {**spdx.license_ids(), **spdx.exception_ids()}
    named = {word for text in spdx.replacements().values() for word in text.split()}

    assert {word for word in named - {"WITH"} if word.lower() not in known} == set()
    assert spdx.replacements()["GPL-3.0"] == "GPL-3.0-only"


def test_every_id_has_a_name() -> None:
    assert all(spdx.names()[entry.id] for entry in spdx.license_ids().values())
