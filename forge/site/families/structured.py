"""What search engines read in the head of an algorithm's page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from forge.site.machine.documents import exports_of

if TYPE_CHECKING:
    from forge.model import Algorithm, Release

__all__ = ["structured_data"]

# JSON in a page: no sign that HTML could take for its own, none that ends a line of a script, and
# none that reorders what a reader of the source sees.
_SIGNS = "<>&\u007f\u200e\u200f\u2028\u2029\ufeff"
_SPANS = ((0x80, 0xA0), (0x202A, 0x202F), (0x2066, 0x206A))
_ESCAPES = {
    code: f"\\u{code:04x}"
    for code in (*map(ord, _SIGNS), *(code for span in _SPANS for code in range(*span)))
}


def structured_data(algorithm: Algorithm, release: Release) -> Markup:
    """Return a release in the words of schema.org, as JSON-LD that is inert in a page.

    Args:
        algorithm: The algorithm, for its owner's name.
        release: The release.
    """
    made = exports_of(algorithm, release)["schema.org"]
    text = json.dumps(json.loads(made), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704  # Escaped for a data block just now.
