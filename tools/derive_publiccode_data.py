"""Derive the small tables that the publiccode reader holds from their public sources.

    python tools/derive_publiccode_data.py subtags REGISTRY      # IANA's language-subtag-registry
    python tools/derive_publiccode_data.py countries ISO3166_1   # iso-codes' iso3166-1.json
    python tools/derive_publiccode_data.py oembed PROVIDERS      # https://oembed.com/providers.json
    python tools/derive_publiccode_data.py domains DOMAINS       # a vocabulary's domains.toml
    python tools/derive_publiccode_data.py ipa CODES             # Italy's IPA codes, one a line

The IPA codes become the first four bytes of their SHA-256: enough to tell whether a code exists.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

_OUT = Path(__file__).parent.parent / "forge" / "manifests" / "publiccode" / "data"


def subtags(source: Path) -> bytes:
    """Return the registered subtags: one line a type, then each extended language's prefix."""
    found: dict[str, set[str]] = {}
    for record in source.read_text(encoding="utf-8").split("%%"):
        fields = dict(re.findall(r"^([A-Za-z-]+): (.*)$", record, re.MULTILINE))
        subtag = fields.get("Subtag", "").lower()
        if not subtag:
            continue
        if fields["Type"] == "extlang":
            subtag += f"={fields['Prefix'].lower()}"
        found.setdefault(fields["Type"], set()).update(_range(subtag))
    lines = [f"{name} {' '.join(sorted(items))}" for name, items in sorted(found.items())]
    return ("\n".join(lines) + "\n").encode()


def _range(subtag: str) -> list[str]:
    """Return the subtags of a range such as `qaa..qtz`, whose ends differ in two letters."""
    first, dots, last = subtag.partition("..")
    if not dots:
        return [subtag]
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    prefix = first[:-2]
    every = [f"{prefix}{one}{two}" for one in letters for two in letters]
    return [item for item in every if first <= item <= last]


def countries(source: Path) -> bytes:
    """Return the two-letter codes of ISO 3166-1."""
    entries = json.loads(source.read_text(encoding="utf-8"))["3166-1"]
    return (" ".join(sorted(entry["alpha_2"] for entry in entries)) + "\n").encode()


def oembed(source: Path) -> bytes:
    """Return the address patterns of the oEmbed providers, one a line."""
    providers = json.loads(source.read_text(encoding="utf-8"))
    patterns: list[str] = []
    for provider in providers:
        found = provider if isinstance(provider, str) else _schemes(provider)
        patterns += [found] if isinstance(found, str) else found
    return ("\n".join(sorted(set(patterns))) + "\n").encode()


def _schemes(provider: dict[str, list[dict[str, list[str]]]]) -> list[str]:
    return [text for point in provider["endpoints"] for text in point.get("schemes", [])]


def domains(source: Path) -> bytes:
    """Return, a line a domain: its id, the standard's scopes, the standard's categories."""
    entries = tomllib.loads(source.read_text(encoding="utf-8"))["domain"]
    rows = [
        "\t".join(
            (
                entry["id"],
                " ".join(entry.get("publiccode_scope", [])),
                " ".join(entry.get("publiccode_categories", [])),
            )
        )
        for entry in entries
    ]
    return ("\n".join(rows) + "\n").encode()


def ipa(source: Path) -> bytes:
    """Return the sorted four-byte hashes of the codes in lower case."""
    codes = {line.strip().lower() for line in source.read_text(encoding="utf-8").splitlines()}
    return b"".join(sorted(hashlib.sha256(code.encode()).digest()[:4] for code in codes if code))


_TABLES = {
    "subtags": (subtags, "subtags.txt"),
    "countries": (countries, "countries.txt"),
    "oembed": (oembed, "oembed.txt"),
    "domains": (domains, "domains.tsv"),
    "ipa": (ipa, "ipa.bin"),
}


if __name__ == "__main__":
    derive, name = _TABLES[sys.argv[1]]
    (_OUT / name).write_bytes(derive(Path(sys.argv[2])))
