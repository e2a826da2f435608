"""What a licence permits, requires and excludes, who approves it, and the law that it names.

A licence belongs to a family, and the family says what holds; docs/licensing.md names the sources.
The table is forge's own and no licence text is in it.
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping

import attrs

from forge.model.spdx import license_ids, names, replacements
from forge.packaged import packaged

__all__ = ["USES", "LicenseFacts", "Permit", "Rule", "license_facts"]

USES = ("run", "modify", "redistribute", "service", "sell")


class Permit(enum.StrEnum):
    """Whether something may be done; a closed list, the best first."""

    YES = "yes"
    CONDITIONS = "on-conditions"
    ASK = "ask"
    NO = "no"

    @property
    def rank(self) -> int:
        """0 for yes, and higher the less is allowed."""
        return list(Permit).index(self)


@attrs.frozen
class Rule:
    """Whether a licence permits one use, and why: a word of `texts` after "why."."""

    permit: Permit
    reason: str


@attrs.frozen(kw_only=True)
class _Family:
    """What holds for every licence of a family.

    Attributes:
        rules: One for each of `USES`, such as "yes" or "no:noncommercial".
    """

    rules: str
    permits: str = "use modify distribute sell"
    requires: str = "notice"
    excludes: str = "liability warranty"


_FAMILIES: Mapping[str, _Family] = {
    "public-domain": _Family(rules="yes yes yes yes yes", requires=""),
    "permissive": _Family(rules="yes yes notice yes notice"),
    "permissive-patent": _Family(
        rules="yes yes notice yes notice",
        permits="use modify distribute sell patents",
        requires="notice changes",
        excludes="liability warranty trademarks",
    ),
    "attribution": _Family(
        rules="yes yes attribution attribution attribution", requires="attribution changes"
    ),
    "share-alike": _Family(
        rules="yes yes share-all attribution share-all", requires="attribution changes same-all"
    ),
    "share-alike-data": _Family(
        rules="yes yes share-data share-data share-data", requires="attribution same-all"
    ),
    "weak-copyleft": _Family(
        rules="yes yes share-part yes share-part", requires="notice same-part"
    ),
    "copyleft": _Family(
        rules="yes yes share-all yes share-all", requires="notice changes same-all"
    ),
    "network-copyleft": _Family(
        rules="yes yes share-all share-network share-all",
        requires="notice changes same-all network",
    ),
    "font": _Family(
        rules="yes not-alone not-alone yes no:not-alone",
        permits="use modify distribute",
        excludes="liability warranty sale",
    ),
    "noncommercial": _Family(
        rules="noncommercial noncommercial noncommercial ask:noncommercial no:noncommercial",
        permits="noncommercial-use modify distribute",
        requires="attribution",
        excludes="liability warranty commerce",
    ),
    "no-derivatives": _Family(
        rules="yes private-changes unchanged unchanged unchanged",
        permits="use distribute sell",
        requires="attribution",
        excludes="liability warranty derivatives",
    ),
    "noncommercial-unchanged": _Family(
        rules="noncommercial private-changes unchanged ask:noncommercial no:noncommercial",
        permits="noncommercial-use distribute",
        requires="attribution",
        excludes="liability warranty commerce derivatives",
    ),
    "production": _Family(
        rules="ask:production yes notice ask:production ask:production",
        permits="modify distribute",
        excludes="liability warranty production",
    ),
    "no-service": _Family(
        rules="yes yes notice no:no-service notice",
        permits="use modify distribute",
        excludes="liability warranty service",
    ),
    "service-copyleft": _Family(
        rules="yes yes share-all share-service share-all",
        requires="notice same-all service",
    ),
    "use-restricted": _Family(
        rules="use-limits use-limits ask:restricted ask:restricted ask:restricted",
        permits="",
        requires="terms",
        excludes="liability warranty uses",
    ),
    "use-restricted-noncommercial": _Family(
        rules="noncommercial noncommercial ask:restricted no:noncommercial no:noncommercial",
        permits="noncommercial-use",
        requires="terms",
        excludes="liability warranty uses commerce",
    ),
    "open": _Family(rules="yes yes terms terms terms", requires="terms"),
    "custom": _Family(
        rules="ask:custom ask:custom ask:custom ask:custom ask:custom",
        permits="",
        requires="terms",
        excludes="",
    ),
    "unknown": _Family(
        rules="ask:unknown ask:unknown ask:unknown ask:unknown ask:unknown",
        permits="",
        requires="terms",
        excludes="",
    ),
}

# Ids that follow a pattern, where the table has no row for them.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), family)
    for pattern, family in (
        (r"CC-BY-NC-ND-.*", "noncommercial-unchanged"),
        (r"CC-BY-NC-.*|PolyForm-Noncommercial-.*", "noncommercial"),
        (r"CC-BY-ND-.*", "no-derivatives"),
        (r"CC-BY-SA-.*|GFDL-.*", "share-alike"),
        (r"CC-BY-[0-9].*|OGL-.*|DL-DE-BY-.*", "attribution"),
        (r"CC-PDDC|CC-PDM-1\.0|DL-DE-ZERO-2\.0|NIST-PD.*", "public-domain"),
        (r"AGPL-.*|EUPL-.*|OSL-.*", "network-copyleft"),
        (r"LGPL-.*|MPL-.*|EPL-.*|CDDL-.*", "weak-copyleft"),
        (r"GPL-.*|CECILL-[12].*", "copyleft"),
        (r"OFL-.*", "font"),
        (r"SSPL-.*", "service-copyleft"),
        (r"BUSL-.*|FSL-.*", "production"),
        (r"BSD-[0-9].*|MIT-.*|HPND.*", "permissive"),
        (
            r"LicenseRef-.*(?:[Nn]on-?[Cc]ommercial|fair-nc|mistral).*",
            "use-restricted-noncommercial",
        ),
        (
            r"LicenseRef-.*(?i:llama|rail|deepseek|gemma|qwen|falcon|stability|nvidia-model|yi-).*",
            "use-restricted",
        ),
        (r"(?:DocumentRef-.*:)?LicenseRef-.*", "custom"),
    )
)

# What some texts say beyond their family, as read in the SPDX list: that patents may be used, that
# trademarks or patents are not licensed. They are matched with whole ids.
_MORE: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (kind, re.compile(pattern), word)
    for kind, pattern, word in (
        (
            "permits",
            (
                r"(?:A|L)?GPL-3\.0-.*|EUPL-1\.[12]|MPL-(?:1\.1|2\.0.*)|[EC]PL-.*|CDDL-.*|OSL-.*|MS-RL"
                r"|CECILL-(?:2\.[01]|B|C)|Artistic-2\.0|SSPL-1\.0"
            ),
            "patents",
        ),
        (
            "excludes",
            r"EUPL-1\.[12]|MPL-2\.0.*|MS-RL|Artistic-2\.0|CC-BY-(?:.*-)?4\.0|CC0-1\.0|OGL-UK-3\.0",
            "trademarks",
        ),
        ("excludes", r"CC-BY-(?:.*-)?4\.0|CC0-1\.0|OGL-UK-3\.0|ODbL-1\.0", "patents"),
    )
)

_LIST_PAGE = "https://spdx.org/licenses/{id}.html"
_LABELS = {"use-restricted-noncommercial": "use-restricted"}


@attrs.frozen(kw_only=True)
class LicenseFacts:
    """What is known of one licence.

    Attributes:
        id: As the SPDX list spells it; a `LicenseRef-` as written.
        family: A word of `texts` after "family.".
        permits: Words of `texts` after "permits."; so too `requires` and `excludes`.
        osi: Whether the Open Source Initiative approves it.
        fsf: Whether the Free Software Foundation calls it free.
        law: The governing law that its text names, a word after "law."; "" for none.
        page: Where its text is published.
        restricted: Whether it is a model's licence that limits what the model is used for.
    """

    id: str
    name: str
    family: str
    permits: tuple[str, ...]
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    osi: bool
    fsf: bool
    law: str
    page: str
    restricted: bool
    rules: Mapping[str, Rule]


@functools.cache
def license_facts(identifier: str) -> LicenseFacts:
    """Return what is known of a licence; of one that is not, that nothing is.

    Args:
        identifier: An SPDX id in any case, without exception, or a `LicenseRef-`.
    """
    known = license_ids().get(identifier.lower())
    name = known.id if known else identifier
    current = _current(name)
    osi, fsf, page = _statuses().get(name, (False, False, ""))
    row = _profiles().get(current)
    family = row[0] if row else _family(current, approved=osi or fsf)
    holds = _FAMILIES[family]
    rules = dict(zip(USES, map(_rule, holds.rules.split()), strict=True))
    fallback = page or (_LIST_PAGE.format(id=name) if known else "")
    return LicenseFacts(
        id=name,
        name=names().get(name, ""),
        family=_LABELS.get(family, family),
        permits=_words("permits", holds.permits, current),
        requires=tuple(holds.requires.split()),
        excludes=_words("excludes", holds.excludes, current),
        osi=osi,
        fsf=fsf,
        law=row[1] if row else "",
        page=row[2] if row else fallback,
        restricted=family.startswith("use-restricted"),
        rules=rules,
    )


def _words(kind: str, family: str, name: str) -> tuple[str, ...]:
    """Return the words of a family, and those that hold for one of its licences beside them."""
    more = [word for of, pattern, word in _MORE if of == kind and pattern.fullmatch(name)]
    return tuple(dict.fromkeys([*family.split(), *more]))


def _current(name: str) -> str:
    """Return the id that the list has instead of a deprecated one."""
    meant = replacements().get(name, name)
    return meant if meant.lower() in license_ids() else name


def _family(name: str, *, approved: bool) -> str:
    for pattern, family in _PATTERNS:
        if pattern.fullmatch(name):
            return family
    return "open" if approved else "unknown"


def _rule(text: str) -> Rule:
    if text == "yes":
        return Rule(Permit.YES, "free")
    permit, colon, reason = text.rpartition(":")
    return Rule(Permit(permit) if colon else Permit.CONDITIONS, reason)


@functools.cache
def _profiles() -> Mapping[str, tuple[str, str, str]]:
    """Return family, law and page by id."""
    return {name: (family, law, page) for name, family, law, page in _rows("profiles.tsv")}


@functools.cache
def _statuses() -> Mapping[str, tuple[bool, bool, str]]:
    return {name: (bool(osi), bool(fsf), page) for name, osi, fsf, page in _rows("status.tsv")}


def _rows(file: str) -> list[list[str]]:
    text = packaged("forge.model.rights", f"data/{file}").decode()
    return [line.split("\t") for line in text.splitlines()[1:]]
