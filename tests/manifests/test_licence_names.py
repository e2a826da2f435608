"""Licences as other formats spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.manifests.licence_names import is_exact, licence_of


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("MIT", "MIT"),
        ("mit", "MIT"),
        ("MIT License", "MIT"),
        ("MIT License (MIT)", "MIT"),
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("Apache 2.0", "Apache-2.0"),
        ("The Apache Software License, Version 2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
        ("https://spdx.org/licenses/EUPL-1.2.html", "EUPL-1.2"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC0", "CC0-1.0"),
        ("GPLv3", "GPL-3.0"),
        ("GPL (>= 3)", "GPL-3.0-or-later"),
        ("GNU General Public License v3 or later (GPLv3+)", "GPL-3.0-or-later"),
        ("EUPL-1.2", "EUPL-1.2"),
        ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
        ("MIT or Apache-2.0", "MIT OR Apache-2.0"),
        ({"type": "MIT", "url": "https://x.example"}, "MIT"),
        ({"@type": "CreativeWork", "name": "BSD 3-Clause License"}, "BSD-3-Clause"),
        ({"name": "CC0", "URL": "https://x.example/LICENSE"}, "CC0-1.0"),
        ("https://git.onb.example/x/blob/main/LICENSE", ""),
        ("SEE LICENSE IN LICENSE.md", ""),
        ("UNLICENSED", ""),
        ("None", ""),
        ("Our own terms", "Our own terms"),
        (3, ""),
    ],
)
def test_a_spelling_stands_for_an_id(declared: object, expected: str) -> None:
    assert licence_of(declared) == expected


@pytest.mark.parametrize(
    ("text", "exact"),
    [("MIT", True), ("GPL-3.0", False), ("GPL-3.0-only", True), ("GPL-3.0+", True), ("x y", False)],
)
def test_an_id_that_may_mean_two_is_not_exact(text: str, exact: bool) -> None:
    assert is_exact(text) is exact


@given(st.text(max_size=100))
def test_any_text_has_a_spelling(text: str) -> None:
    assert licence_of(licence_of(text)) == licence_of(text)
