"""What the standard or the reference refuses in a publiccode.yml that is about to be written.

The judges are our reader and the re-derived reference; to read what was written with both takes
most of the time of an export. A registry's files differ in little but their prose, so the verdict
on one file serves every file that differs from it in ordinary prose and ordinary addresses alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forge.manifests.publiccode import read_publiccode
from forge.problems import Severity, Word

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from forge.problems import Problem

__all__ = ["ORDINARY", "faults_of"]

# What our own reading finds and what is written again must not hold.
_REFUSED = frozenset({"publiccode-unknown-key", "twice-by-case"})
_REASONS = {
    "publiccode-unknown-key": "unknown-to-format",
    "bad-language": "ref-language",
    "language-underscore": "ref-language",
    "not-one-of": "ref-choice",
    "wrong-type": "ref-type",
    "bad-repository": "ref-url",
    "bad-date": "ref-date",
}

# Every letter counts once, and no rule of either judge is about any of them.
_PROSE = (
    r"0-9A-Za-z .,:;!?'’«»()/%+\-\u00c0-\u024f"
    r"\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u2d30-\u2d67"
)
_LINE = re.compile(rf"(?! )[{_PROSE}]{{1,150}}(?<! )")
_PARAGRAPHS = re.compile(rf"(?! )[{_PROSE}\u00a0*\[\]\n]{{150,10000}}(?<![ \n])")
_ADDRESS = re.compile(
    r"https://[a-z][a-z0-9-]{0,50}(?:\.[a-z][a-z0-9-]{0,50}){1,5}(?:/[A-Za-z0-9_-][\w.~-]{0,99}){0,9}",
    re.ASCII,
)
_DAY = re.compile(r"20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])", re.ASCII)
#: The texts that no rule is about, by the key that holds them.
ORDINARY = {
    **dict.fromkeys(("name", "softwareVersion", "localisedName", "features"), _LINE),
    **dict.fromkeys(("url", "landingURL", "isBasedOn", "documentation"), _ADDRESS),
    "shortDescription": _LINE,
    "longDescription": _PARAGRAPHS,
    "releaseDate": _DAY,
}
# More than a registry has; beyond them, and where much is not ordinary, each file is judged itself.
_MOST_ACCEPTED, _LONGEST_ACCEPTED = 1000, 20_000
_accepted: set[Hashable] = set()


def faults_of(tree: Mapping[str, Any], written: str) -> dict[str, str]:
    """Return what is wrong by key path, with what is said of it.

    Args:
        tree: The file's values.
        written: The file.
    """
    outline = _outline(tree, "")
    if outline in _accepted:
        return {}
    faults = _judged(written)
    if not faults and len(_accepted) < _MOST_ACCEPTED and len(written) <= _LONGEST_ACCEPTED:
        _accepted.add(outline)
    return faults


def _outline(value: Any, key: str) -> Hashable:
    """Return what a verdict depends on: all but ordinary texts, for which their rule stands."""
    if isinstance(value, str):
        rule = ORDINARY.get(key)
        return rule if rule is not None and rule.fullmatch(value) else value
    if isinstance(value, dict):
        return tuple((name, _outline(item, name)) for name, item in value.items())
    if isinstance(value, list):
        return (list, *(_outline(item, key) for item in value))
    return (value.__class__, value)


def _judged(written: str) -> dict[str, str]:
    """Return what is wrong by key path, with what is said of it."""
    data = written.encode()
    problems = [
        item
        for item in read_publiccode(data, "publiccode.yml").problems
        if item.severity is Severity.ERROR or item.code in _REFUSED
    ]
    problems = problems or [
        item
        for item in read_publiccode(data, "publiccode.yml", reference=True).problems
        if item.severity is Severity.ERROR
    ]
    return {item.key: _reason(item) for item in problems}


def _reason(item: Problem) -> str:
    """Return the word that says what is wrong; the reference's problems name theirs."""
    reason = dict(item.values).get("reason")
    return str(reason) if isinstance(reason, Word) else _REASONS.get(item.code, "loss-not-allowed")
