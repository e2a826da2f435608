"""The ids of the SPDX licence list, as data.

`forge/model/data/spdx-ids.tsv` is derived by tools/derive_spdx_ids.py; no licence text is in it.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple

import attrs

from forge.packaged import packaged

__all__ = [
    "LICENCE_DATA",
    "LIST_VERSION",
    "SpdxId",
    "exception_ids",
    "license_ids",
    "names",
    "replacements",
]

# The release of the list that the data is of; a test compares the two.
LIST_VERSION = "3.29.0"
# Stands in every record: newer data may come to another verdict on the same files.
LICENCE_DATA = f"spdx-{LIST_VERSION}"


class SpdxId(NamedTuple):
    """An id in its official spelling, and whether the list no longer recommends it."""

    id: str
    deprecated: bool


@attrs.frozen(kw_only=True)
class _Table:
    version: str
    licenses: Mapping[str, SpdxId]
    exceptions: Mapping[str, SpdxId]
    replacements: Mapping[str, str]
    names: Mapping[str, str]


def license_ids() -> Mapping[str, SpdxId]:
    """Return the licences by their id in lower case."""
    return _table().licenses


def exception_ids() -> Mapping[str, SpdxId]:
    """Return the exceptions by their id in lower case."""
    return _table().exceptions


def replacements() -> Mapping[str, str]:
    """Return the expression that the list names instead of a deprecated id, by that id."""
    return _table().replacements


def names() -> Mapping[str, str]:
    """Return what each licence and exception is called, by its id."""
    return _table().names


@functools.cache
def _table() -> _Table:
    text = packaged("forge.model", "data/spdx-ids.tsv").decode()
    head, *rows = [line.split("\t") for line in text.splitlines()]
    ids: dict[str, dict[str, SpdxId]] = {"license": {}, "exception": {}}
    for kind, identifier, deprecated, _, _ in rows:
        ids[kind][identifier.lower()] = SpdxId(identifier, bool(deprecated))
    return _Table(
        version=head[1],
        licenses=ids["license"],
        exceptions=ids["exception"],
        replacements={row[1]: row[3] for row in rows if row[3]},
        names={row[1]: row[4] for row in rows},
    )
