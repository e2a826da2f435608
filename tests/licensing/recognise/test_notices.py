"""Notices, names, tags and READMEs: what a file says without holding the text."""

from __future__ import annotations

import pytest

from forge.licensing.recognise import recognise

_LATER = (
    "Foo is free software: you can redistribute it and/or modify it under the terms of the GNU "
    "{name} as published by the Free Software Foundation, either version {version} of the "
    "License, or (at your option) any later version."
)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("MIT", "MIT"),
        ("This project is licensed under the terms of the MIT license.", "MIT"),
        (_LATER.format(name="Affero General Public License", version=3), "AGPL-3.0-or-later"),
        (_LATER.format(name="Lesser General Public License", version=2.1), "LGPL-2.1-or-later"),
        ("Licensed under the GNU GPL v2 or later.", "GPL-2.0-or-later"),
        (
            "Licensed under either of Apache License, Version 2.0 or MIT license at your option.",
            "Apache-2.0 OR MIT",
        ),
        (
            "This is dual licensed under the Eclipse Public License 2.0 and the EPL 1.0.",
            "EPL-2.0 OR EPL-1.0",
        ),
        (
            "GNU General Public License, version 2, with the Classpath exception",
            "GPL-2.0-only WITH Classpath-exception-2.0",
        ),
        ("Licensed under the EUPL v1.2", "EUPL-1.2"),
        ("Ce logiciel est distribué sous licence CeCILL-B.", "CECILL-B"),
        ("Ces données sont publiées sous Licence Ouverte 2.0", "etalab-2.0"),
        (
            "Licensed under a Creative Commons Attribution-ShareAlike 4.0 International License.",
            "CC-BY-SA-4.0",
        ),
        ("This code is licensed under the Open Government Licence v3.0.", "OGL-UK-3.0"),
        ("SPDX-License-Identifier: (MIT OR Apache-2.0)\n", "MIT OR Apache-2.0"),
    ],
)
def test_a_notice_says_the_licence_and_is_a_mention(text: str, expression: str) -> None:
    found = recognise(text.encode(), name="LICENSE")

    assert (found.state, found.expression) == ("mention", expression)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "Copyright 2019 A Body. All rights reserved.",
        "Proprietary and confidential. No part of this may be copied.",
        "Released under the BSD license",
    ],
)
def test_what_grants_nothing_that_has_an_id_has_no_expression(text: str) -> None:
    assert recognise(text.encode()).expression == ""


def test_only_the_licence_section_of_a_readme_counts() -> None:
    readme = (
        "# Tool\n\nWorks like the Apache License 2.0 checker.\n\n## Licence\n\n"
        "The source code is licensed under the MIT license.\n\n## Thanks\n\nGPLv3 people\n"
    )
    found = recognise(readme.encode(), name="README.md")

    assert (found.state, found.expression) == ("mention", "MIT")
    assert [(m.ids, m.first_line) for m in found.matches] == [(("MIT",), 7)]


def test_a_readme_without_such_a_section_says_nothing() -> None:
    assert recognise(b"# Tool\n\nLicensed under MIT.\n", name="README.md").state == "none"


def test_headings_of_restructuredtext_are_headings() -> None:
    readme = b"Tool\n====\n\nLicense\n-------\n\nApache-2.0\n\nUse\n---\n\nGPLv3\n"

    assert recognise(readme, name="README.rst").expression == "Apache-2.0"


def test_the_licence_of_a_model_is_named_by_its_hash_and_restricts() -> None:
    text = b"LLAMA 2 COMMUNITY LICENSE AGREEMENT\n\nAgreement means the terms and conditions."
    found = recognise(text)

    assert (found.state, found.expression) == ("mention", "")
    assert found.matches[0].ids == (f"LicenseRef-llama-2-{found.text_hash[:12]}",)
    assert found.matches[0].restricted


def test_a_text_about_many_licences_is_under_none_of_them() -> None:
    text = (
        "We accept projects that are released under the MIT license, the Apache License 2.0, the "
        "GPLv3, the Mozilla Public License 2.0, the EUPL 1.2, the Eclipse Public License 2.0 or "
        "the ISC license. "
    )

    assert recognise(text.encode() * 4).expression == ""
