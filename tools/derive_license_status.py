"""Derive which licences OSI and FSF approve from the JSON of an SPDX licence list.

    python tools/derive_license_status.py licenses.json

`licenses.json` is that of https://github.com/spdx/license-list-data, which the package `reuse`
brings along. Only marks and addresses are taken, no licence text.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

_OUT = Path(__file__).parent.parent / "forge" / "model" / "rights" / "data" / "status.tsv"


def main(source: Path) -> bytes:
    """Return the table."""
    found = json.loads(source.read_text(encoding="utf-8"))
    rows = sorted(_row(item) for item in found["licenses"])
    version = found["licenseListVersion"]
    head = f"version\t{version}\t\tspdx/license-list-data, marks and addresses only"
    return "".join(f"{row}\n" for row in [head, *rows]).encode()


def _row(item: dict[str, object]) -> str:
    pages = item.get("seeAlso")
    listed = [str(page).strip() for page in pages] if isinstance(pages, list) else []
    page = next((page for page in listed if page.startswith("http")), "")
    osi = "osi" if item["isOsiApproved"] else ""
    fsf = "fsf" if item.get("isFsfLibre") else ""
    return "\t".join([str(item["licenseId"]), osi, fsf, page])


if __name__ == "__main__":
    _OUT.write_bytes(main(Path(sys.argv[1])))
