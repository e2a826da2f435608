"""Derive the data of the licence recogniser from a checkout of the SPDX licence list.

    python tools/derive_licence_data.py CHECKOUT/src [EXTRA]

`CHECKOUT` is https://github.com/spdx/license-list-XML at the tag of a release; `EXTRA` is a folder
of further official texts of licences on the list, such as translations, named `ID--ANYTHING`. What
is written are numbers: a hash for each word, and marks that say which words must be there. The
same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import attrs

from forge.licensing.recognise.data import Kind, Mark
from forge.licensing.recognise.packing import Run, Template, pack
from forge.licensing.recognise.words import NEWLINE, decode, split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUT = Path(__file__).parent.parent / "forge" / "licensing" / "data" / "licences.bin"
_SPACE = "{http://www.spdx.org/license}"
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright\s+(?:\(c\)|©|\d|<|holder:))", re.IGNORECASE)
# Words of further holders and of "All rights reserved".
_HOLDERS = 60
# A longer paragraph that begins so goes on with the licence.
_COPYRIGHT_WORDS = 25
_BLOCKS = {"p", "list", "item", "br", "text", "titleText"}
_BOUNDED = re.compile(r"\.\{\d*,(\d+)\}")
# Shorter notices are sentences with a name in them, which are read as such.
_SHORT = 30
# What people replace or leave out although the list requires it: all before the first sentence, and
# all from the second on. The parameters of BUSL-1.1 stand before its terms.
_CORE = {"BUSL-1.1": ("The Licensor hereby grants you", "MariaDB hereby grants you")}
# Its text is that of the other, which holds the notice that makes the difference as an exhibit.
_ALSO = {"MPL-2.0-no-copyleft-exception": "MPL-2.0"}
# A name that stands for "." followed by "+" or "*" is seldom longer.
_WILDCARD_WORDS = 15


@attrs.define
class _Piece:
    """A piece of a template: its words, and what may stand in their place."""

    text: str
    mark: Mark
    pattern: str = ""


def main(source: Path, extra: Path | None) -> bytes:
    """Return the packed data."""
    templates: list[Template] = []
    for path in sorted(source.rglob("*.xml")):
        templates += _templates(path)
    for path in sorted(extra.iterdir()) if extra else ():
        text = decode(path.read_bytes())
        identifier = path.name.partition("--")[0]
        pieces = [_Piece(text, Mark.REQUIRED)]
        templates.append(_template([identifier], Kind.LICENSE, pieces))
    return pack(_grouped(templates))


def _templates(path: Path) -> list[Template]:
    # The list is a checkout that the operator of this script has fetched and trusts.
    root = ET.parse(path).getroot()  # noqa: S314
    item = root.find(f"{_SPACE}license")
    kind = Kind.LICENSE
    if item is None:
        item, kind = root.find(f"{_SPACE}exception"), Kind.EXCEPTION
    assert item is not None, path
    identifier = str(item.get("licenseId"))
    deprecated = bool(item.get("deprecatedVersion"))
    successor = item.find(f"{_SPACE}obsoletedBys/{_SPACE}obsoletedBy")
    if deprecated and successor is not None and " WITH " in (successor.text or ""):
        # The text of such an id is that of the exception, below a place for the licence.
        identifier, kind = str(successor.text).partition(" WITH ")[2], Kind.EXCEPTION
    text = item.find(f"{_SPACE}text")
    assert text is not None, path
    found = []
    ids = [f"~{identifier}" if deprecated else identifier]
    if identifier in _ALSO:
        ids.append(_ALSO[identifier])
    pieces = _pieces(text)
    if identifier in _CORE:
        pieces = list(_cored(pieces, *_CORE[identifier]))
    found.append(_template(ids, kind, pieces))
    found += [
        _template(ids, Kind.HEADER, _pieces(header, inside_header=True))
        for header in item.iter(f"{_SPACE}standardLicenseHeader")
    ]
    return [item for item in found if item.kind is not Kind.HEADER or len(item.words) >= _SHORT]


def _pieces(root: ET.Element, *, inside_header: bool = False) -> list[_Piece]:
    found: list[_Piece] = []
    _walk(root, Mark.REQUIRED, found, inside_header)
    return _joined(found)


def _walk(node: ET.Element, mark: Mark, found: list[_Piece], inside_header: bool) -> None:
    tag = node.tag.removeprefix(_SPACE)
    if tag == "alt":
        found.append(_Piece("".join(node.itertext()), Mark.VARIABLE, str(node.get("match"))))
        return
    if tag == "bullet":
        found.append(_Piece("\n", mark))
        return
    if tag == "copyrightText" or (tag == "p" and _is_copyright("".join(node.itertext()))):
        found += [_Piece("\n", mark), _Piece(" ".join(node.itertext()), Mark.COPYRIGHT)]
        return
    if tag in {"optional", "titleText"} or (tag == "standardLicenseHeader" and not inside_header):
        mark = Mark.OPTIONAL
    if tag in _BLOCKS:
        found.append(_Piece("\n", mark))
    found.append(_Piece(node.text or "", mark))
    for child in node:
        _walk(child, mark, found, inside_header)
        found.append(_Piece(child.tail or "", mark))
    if tag in _BLOCKS:
        found.append(_Piece("\n", mark))


def _is_copyright(text: str) -> bool:
    return len(text.split()) <= _COPYRIGHT_WORDS and _COPYRIGHT.match(text) is not None


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Return the pieces cut at words: `notice<optional>s</optional>` is a variable word."""
    found: list[_Piece] = []
    for piece in pieces:
        if not piece.text and piece.mark is not Mark.VARIABLE:
            continue
        last = found[-1] if found else None
        if last and last.mark is piece.mark and piece.mark is not Mark.VARIABLE:
            last.text += piece.text
        elif last and _touch(last.text, piece.text):
            _share(found, last, piece)
        else:
            found.append(attrs.evolve(piece))
    return found


def _cored(pieces: list[_Piece], first: str, last: str) -> Iterator[_Piece]:
    """Yield the pieces with what stands before and behind two sentences made optional."""
    inside = False
    for piece in pieces:
        text = " ".join(piece.text.split())
        before, found, text = text.partition(first) if not inside else ("", first, text)
        yield _Piece(before, Mark.OPTIONAL if found else piece.mark)
        if found:
            text, end, behind = (text if inside else first + text).partition(last)
            yield _Piece(text, piece.mark, piece.pattern)
            yield _Piece(end + behind, Mark.OPTIONAL)
            inside = not end


def _touch(left: str, right: str) -> bool:
    return bool(left and right and left[-1].isalnum() and right[0].isalnum())


def _share(found: list[_Piece], last: _Piece, piece: _Piece) -> None:
    """Make the word on which two pieces meet a variable one of its own."""
    head, tail = re.fullmatch(r"(.*?)(\w+)", last.text, re.DOTALL).groups()  # type: ignore[union-attr]  # _touch
    start, rest = re.fullmatch(r"(\w+)(.*)", piece.text, re.DOTALL).groups()  # type: ignore[union-attr]  # _touch
    whole = tail + start
    pattern = f"{tail}|{start}|{whole}|{last.pattern}|{piece.pattern}"
    if last.mark is Mark.VARIABLE:
        last.text, last.pattern = head + whole, pattern
    else:
        last.text = head
        found.append(_Piece(whole, Mark.VARIABLE, pattern))
    if rest:
        found.append(_Piece(rest, piece.mark, piece.pattern))


def _template(ids: list[str], kind: Kind, pieces: list[_Piece]) -> Template:
    words: list[bytes] = []
    runs: list[Run] = []
    for piece in pieces:
        found = _words(piece.text)
        if piece.mark is Mark.VARIABLE:
            runs.append(_variable(found, piece.pattern))
        elif piece.mark is Mark.COPYRIGHT:
            runs.append(Run(Mark.WILDCARD, len(found), len(found) + _HOLDERS))
        elif found and runs and runs[-1].mark is piece.mark:
            runs[-1] = attrs.evolve(runs[-1], length=runs[-1].length + len(found))
        elif found:
            runs.append(Run(piece.mark, len(found)))
        words += found
    return Template(tuple(ids), kind, tuple(words), tuple(runs))


def _variable(words: list[bytes], pattern: str) -> Run:
    bounded = [int(size) for size in _BOUNDED.findall(pattern)]
    if ".+" in pattern or ".*" in pattern or bounded:
        # Eight characters make a word, in English, with room to spare.
        most = sum(size // 8 + 1 for size in bounded)
        return Run(Mark.WILDCARD, len(words), most or len(words) + _WILDCARD_WORDS)
    plain = re.sub(r"\\[a-zA-Z]|\[ \\t[^]]*\]|\{\d[^}]*\}", " ", pattern)
    longest = max(len(_words(part)) for part in re.split(r"[|]", plain))
    return Run(Mark.VARIABLE, len(words), longest, tuple(sorted(set(_words(plain)))))


def _words(text: str) -> list[bytes]:
    return [word for word in split_words(text) if word != NEWLINE]


def _grouped(templates: list[Template]) -> list[Template]:
    """Return the templates with those of the same words and marks made one."""
    groups: dict[tuple[object, ...], list[str]] = {}
    for item in templates:
        required = _required(item)
        groups.setdefault((item.kind, required), []).extend(item.ids)
    first: dict[tuple[object, ...], Template] = {}
    for item in templates:
        key = (item.kind, _required(item))
        if key not in first or len(item.words) > len(first[key].words):
            first[key] = item
    return [attrs.evolve(first[key], ids=tuple(_living(ids))) for key, ids in groups.items()]


def _required(item: Template) -> tuple[bytes, ...]:
    kept: list[bytes] = []
    start = 0
    for run in item.runs:
        if run.mark is Mark.REQUIRED:
            kept += item.words[start : start + run.length]
        start += run.length
    return tuple(kept)


def _living(ids: list[str]) -> list[str]:
    """Return the ids that the list recommends; the others where it recommends none."""
    living = [item for item in ids if not item.startswith("~")]
    return sorted(set(living or [item.removeprefix("~") for item in ids]))


if __name__ == "__main__":
    _OUT.write_bytes(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
