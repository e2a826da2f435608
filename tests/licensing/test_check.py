"""What people declare as a licence, and what they are told."""

from __future__ import annotations

import pytest

from forge.licensing.check import check_expression
from forge.problems import Place

_WRITE = "write an SPDX expression, such as 'EUPL-1.2'"
_PLACE = Place(file="algorithm.toml", line=4, column=1)


def _told(text: str, language: str = "en") -> str:
    _, problems = check_expression(text, _PLACE, "algorithm.license")
    return "\n".join(item.render(language) for item in problems)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("GPL v3", "write 'GPL-3.0-only' or 'GPL-3.0-or-later', whichever is meant"),
        ("gpl3", "write 'GPL-3.0-only' or 'GPL-3.0-or-later', whichever is meant"),
        ("GPLv3+", "write 'GPL-3.0-or-later'"),
        ("GPL-3.0-only+", "write 'GPL-3.0-or-later'"),
        ("GNU General Public License v2 or later", "write 'GPL-2.0-or-later'"),
        ("Licence publique générale GNU version 3 ou ultérieure", "write 'GPL-3.0-or-later'"),
        ("AGPL-3", "write 'AGPL-3.0-only' or 'AGPL-3.0-or-later', whichever is meant"),
        ("MIT License", "write 'MIT'"),
        ("The MIT License (MIT)", "write 'MIT'"),
        ("Licence MIT", "write 'MIT'"),
        ("EUPL-1.2-or-later", "write 'EUPL-1.2'"),
        ("Licence publique de l'Union européenne v. 1.2", "write 'EUPL-1.2'"),
        ("Licence Apache 2.0", "write 'Apache-2.0'"),
        ("Apache License, Version 2.0", "write 'Apache-2.0'"),
        ("Apach-2.0", "write 'Apache-2.0'"),
        ("CC BY 4.0", "write 'CC-BY-4.0'"),
        ("Creative Commons Attribution-ShareAlike 4.0 International", "write 'CC-BY-SA-4.0'"),
        ("Licence Ouverte", "write 'etalab-2.0'"),
        ("Licence CeCILL-B", "write 'CECILL-B'"),
        ("BSD", "write 'BSD-3-Clause' or 'BSD-2-Clause', whichever is meant"),
        ("3-clause BSD", "write 'BSD-3-Clause'"),
        ("domaine public", "write 'CC0-1.0' or 'Unlicense', whichever is meant"),
        ("Tous droits réservés", "write 'LicenseRef-proprietary'"),
        ("MIT/Apache-2", "write 'MIT OR Apache-2.0'"),
        ("EUPL-1.2 ou MIT", "write 'EUPL-1.2 OR MIT'"),
        (
            "MIT OR",
            f"a licence is missing beside AND, OR or WITH; {_WRITE} or 'MIT OR Apache-2.0'",
        ),
        (
            "Llama 2",
            f"AND, OR or WITH is missing between two words; {_WRITE} or 'MIT OR Apache-2.0'",
        ),
        (
            "llama2",
            f"{_WRITE}; a licence that SPDX does not list is 'LicenseRef-' and a name",
        ),
    ],
)
def test_a_near_miss_is_refused_with_the_id_to_write(typed: str, hint: str) -> None:
    canonical, problems = check_expression(typed, _PLACE, "algorithm.license")

    assert canonical == ""
    assert "\n".join(item.render() for item in problems) == (
        f"algorithm.toml:4:1: error[bad-license]: algorithm.license: Unknown licence: '{typed}'\n"
        f"  hint: {hint}"
    )


def test_every_unknown_licence_of_an_expression_is_reported() -> None:
    assert _told("MIT AND (gpl3 OR GPL-2.0-only WITH Classpath)") == (
        "algorithm.toml:4:1: error[bad-license]: algorithm.license: Unknown licence: 'gpl3'\n"
        "  hint: write 'GPL-3.0-only' or 'GPL-3.0-or-later', whichever is meant\n"
        "algorithm.toml:4:1: error[bad-license-exception]: algorithm.license: "
        "Unknown licence exception: 'Classpath'\n"
        "  hint: the exceptions that are known: https://spdx.org/licenses/exceptions-index.html"
    )


def test_a_deprecated_id_is_kept_with_a_warning_that_names_the_replacement() -> None:
    canonical, problems = check_expression("GPL-2.0+ OR GPL-3.0", _PLACE, "algorithm.license")

    assert canonical == "GPL-2.0+ OR GPL-3.0"
    assert "\n".join(item.render() for item in problems) == (
        "algorithm.toml:4:1: warning[deprecated-license]: algorithm.license: "
        "SPDX no longer recommends 'GPL-2.0+'\n  hint: write 'GPL-2.0-or-later'\n"
        "algorithm.toml:4:1: warning[deprecated-license]: algorithm.license: "
        "SPDX no longer recommends 'GPL-3.0'\n"
        "  hint: write 'GPL-3.0-only' or 'GPL-3.0-or-later', whichever is meant"
    )


def test_another_letter_case_is_accepted_and_said() -> None:
    assert check_expression("apache-2.0 or mit", _PLACE, "")[0] == "Apache-2.0 OR MIT"
    assert _told("apache-2.0 or mit", "fr") == (
        "algorithm.toml:4:1: avertissement[license-spelling]: algorithm.license : "
        "« apache-2.0 or mit » diffère de SPDX par la casse\n"
        "  conseil : écrivez « Apache-2.0 OR MIT »"
    )


def test_a_correct_expression_and_a_custom_licence_have_no_problem() -> None:
    for text in ("EUPL-1.2", "(MIT OR ISC) AND EUPL-1.2", "LicenseRef-llama-2", "Apache-2.0+"):
        assert check_expression(text, _PLACE, "") == (text, ())
