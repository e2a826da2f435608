"""Derive the table of SPDX ids that forge holds from a checkout of the SPDX licence list.

    python tools/derive_spdx_ids.py CHECKOUT/src

`CHECKOUT` is https://github.com/spdx/license-list-XML at the tag of a release. Only ids, names and
marks are taken, no licence text.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from packaging.version import Version

_OUT = Path(__file__).parent.parent / "forge" / "model" / "data" / "spdx-ids.tsv"
_SPACE = "{http://www.spdx.org/license}"


def main(source: Path) -> None:
    """Write the table."""
    elements = [_element(path) for path in sorted(source.rglob("*.xml"))]
    versions = [Version(item.get("listVersionAdded") or "0") for item in elements]
    rows = sorted(_row(item) for item in elements)
    head = f"version\t{max(versions)}\t\t\tspdx/license-list-XML, ids and names only\n"
    _OUT.write_bytes((head + "".join(f"{row}\n" for row in rows)).encode())


def _element(path: Path) -> ET.Element:
    # The list is a file that the operator of this script has fetched and trusts.
    root = ET.parse(path).getroot()  # noqa: S314
    found = root.find(f"{_SPACE}license")
    found = root.find(f"{_SPACE}exception") if found is None else found
    if found is None:
        raise SystemExit(f"{path}: neither a licence nor an exception")
    return found


def _row(item: ET.Element) -> str:
    kind = "exception" if item.tag == f"{_SPACE}exception" else "license"
    deprecated = "deprecated" if item.get("deprecatedVersion") else ""
    successor = item.find(f"{_SPACE}obsoletedBys/{_SPACE}obsoletedBy")
    replacement = (successor.text or "").strip() if successor is not None else ""
    name = " ".join((item.get("name") or "").split())
    return "\t".join([kind, str(item.get("licenseId")), deprecated, replacement, name])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
