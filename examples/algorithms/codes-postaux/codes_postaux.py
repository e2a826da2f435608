"""Form of a Moroccan postal code: five digits, area (2) and district (3); no check digit."""

import re
from typing import NamedTuple

__all__ = ["PostalCode", "read"]


class PostalCode(NamedTuple):
    """The two parts of a code, as texts: leading zeros count."""

    area: str
    district: str


def read(text: str) -> PostalCode:
    """Return the parts of a postal code.

    Raises:
        ValueError: The text is not five digits. That a code exists is not checked.
    """
    match = re.fullmatch(r"([0-9]{2})([0-9]{3})", text.strip(), re.ASCII)
    if match is None:
        raise ValueError(f"Cinq chiffres attendus, non {text!r}")
    return PostalCode(*match.groups())
