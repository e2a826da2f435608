"""What a file holds beyond what forge knows: kept with the record, as canonical JSON."""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.personal import scrub_tree
from forge.model import Foreign

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["FOREIGN_LIMIT", "foreign_of", "foreign_tree"]

# A record is at most 256 KiB, and several files may hold foreign keys.
FOREIGN_LIMIT = 64 * 1024

_MOST_NAMES = 100
_LONGEST_NAME = 200
# What the model's texts may not hold, and what UTF-8 cannot: JSON can escape it.
_ESCAPED = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def foreign_of(reading: Reading) -> Foreign | None:
    """Return the foreign keys of a file, or their names and hash where they are too long.

    Args:
        reading: What one file says; its foreign keys are plain values.
    """
    if not reading.foreign:
        return None
    text = _canonical(scrub_tree(reading.foreign))
    data = text.encode()
    if len(data) <= FOREIGN_LIMIT:
        return Foreign(file=reading.file, json=text)
    names = sorted(_safe(str(name))[:_LONGEST_NAME] for name in reading.foreign)
    return Foreign(
        file=reading.file,
        keys=tuple(names[:_MOST_NAMES]),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def foreign_tree(kept: Foreign) -> Mapping[str, Any]:
    """Return the foreign keys of a record; none where they were too long, or are not ours."""
    try:
        tree = json.loads(kept.json)
    except (ValueError, RecursionError):
        # A record that somebody else wrote may hold anything here.
        return {}
    return tree if isinstance(tree, Mapping) else {}


def _canonical(value: object) -> str:
    """Return JSON with sorted keys and no white space, all of it text that a record can hold."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def _plain(value: object) -> object:
    """Return a value that JSON has: dates, other numbers and other keys become texts."""
    if isinstance(value, Mapping):
        return {_normal(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        # Python refuses to write whole numbers of more than 4,300 digits.
        return value if value.bit_length() <= 64 else hex(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return _normal(str(value))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _safe(text: str) -> str:
    kept = (c for c in _normal(text) if c.isprintable())
    return "".join(kept) or "?"
