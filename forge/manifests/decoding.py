"""From the bytes of a metadata file to its text: UTF-8, nothing else, within a limit."""

from __future__ import annotations

import codecs
from itertools import pairwise

from forge.manifests.reading import MANIFEST_LIMIT
from forge.problems import Place, Problem, problem

__all__ = ["decode_text"]

# Longer marks first: that of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# So much of a file is looked at to guess what it is.
_SAMPLE = 4096


def decode_text(data: bytes, file: str, limit: int = MANIFEST_LIMIT) -> str | Problem:
    """Return the text of a file without its byte order mark, or why there is none.

    Args:
        data: The file's bytes.
        file: Its path, for the problem.
        limit: The most bytes that are read.
    """
    if len(data) > limit:
        return problem("manifest-too-large", file, limit=limit)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return problem("wrong-encoding", Place(file=file, line=1, column=1), likely=encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        return _null_byte(data, file)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(data, error.start, file)
        return problem("wrong-encoding", place, likely=_likely(data[error.start :]))


def _null_byte(data: bytes, file: str) -> Problem:
    if _is_utf_16(data[:_SAMPLE]):
        return problem("wrong-encoding", Place(file=file, line=1, column=1), likely="UTF-16")
    return problem("binary-file", _place(data, data.index(0), file))


def _is_utf_16(sample: bytes) -> bool:
    """Tell whether every second byte is null and the others are letters, as ASCII in UTF-16 is."""
    letters = sample.replace(b"\0", b"")
    if len(letters) * 3 > len(sample) * 2 or min(letters, default=0) < ord("\t"):
        return False
    return not (any(sample[::2]) and any(sample[1::2]))


def _likely(data: bytes) -> str:
    """Return the likely encoding: Arabic words are runs of high bytes, French ones are not."""
    sample = data[:_SAMPLE]
    high = [byte >= 0x80 for byte in sample]
    pairs = sum(1 for first, second in pairwise(high) if first and second)
    return "windows-1256" if pairs * 2 >= sum(high) and pairs > 1 else "windows-1252"


def _place(data: bytes, offset: int, file: str) -> Place:
    start = data.rfind(b"\n", 0, offset) + 1
    column = len(data[start:offset].decode("utf-8", "replace")) + 1
    return Place(file=file, line=data.count(b"\n", 0, offset) + 1, column=column)
