"""May I use it? Run, modify, redistribute, offer as a service, sell: over every part of a release.

The parts are its code, its artifacts, and what it is based on with all their parts. Of an OR the
best branch counts, of an AND the worst operand; of the parts the worst one. An orientation, not
legal advice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from forge.model.expressions import (
    And,
    Expression,
    LicenseSyntaxError,
    Or,
    With,
    parse_expression,
)
from forge.model.rights.facts import USES, Permit, license_facts
from forge.model.rights.texts import say

if TYPE_CHECKING:
    from forge.model.manifest import Manifest
    from forge.model.release import Licensing, Release

__all__ = [
    "Answer",
    "FindBase",
    "Ground",
    "Part",
    "judge_parts",
    "may",
    "own_parts",
    "parts_of",
    "permissions",
    "reasons",
]

# How to find the release that a `based-on` names; None where it is not known.
FindBase = Callable[[str], "Release | None"]

# More are not real; each costs a look into the registry.
_MOST_BASES = 50
_MOST_PARTS = 200

# A verdict of the files by which the declared licence cannot be relied on.
_DOUBTS = {"contradicted": "contradicted", "altered": "altered", "undeclared": "undeclared"}


@attrs.frozen(kw_only=True)
class Part:
    """Something that has a licence of its own.

    Attributes:
        kind: code, weights, data, container, package, artifact.
        name: The artifact's name; "" for the code.
        license: Its SPDX expression; "" where none is known.
        verdict: What the files say of it.
        base: The algorithm that it belongs to, where it is not the release itself.
        doubt: Why its licence says nothing by itself: a word after "why."; "" where it does.
    """

    kind: str
    name: str = ""
    license: str = ""
    verdict: str = ""
    base: str = ""
    doubt: str = ""

    def label(self, language: str) -> str:
        """Return what it is called in a sentence."""
        named = say(f"part.{self.kind}", language)
        part = f"{named} {self.name}" if self.name else named
        return say("part.of", language, part=part, base=self.base) if self.base else part


@attrs.frozen(kw_only=True)
class Ground:
    """Why something is or is not permitted.

    Attributes:
        license: The licence that says so.
        reason: A word of the texts after "why.".
        source: Where to read it.
    """

    part: Part
    permit: Permit
    license: str
    reason: str
    source: str = ""

    def explain(self, language: str = "en") -> str:
        """Return it as one sentence."""
        text = say(f"why.{self.reason}", language, license=self.license)
        if self.reason == "base":
            return text
        colon = " : " if language.startswith("fr") else ": "
        return f"{self.part.label(language)}{colon}{text}"


@attrs.frozen(kw_only=True)
class Answer:
    """Whether one use is permitted.

    Attributes:
        use: One of `USES`.
        grounds: What decided, and every condition.
        contact: Whom to ask, where the answer is to ask; "" where nobody is named.
    """

    use: str
    permit: Permit
    grounds: tuple[Ground, ...] = ()
    contact: str = ""

    def __bool__(self) -> bool:
        """Whether it may be done, if need be on conditions."""
        return self.permit in (Permit.YES, Permit.CONDITIONS)

    def explain(self, language: str = "en") -> str:
        """Return the answer with its reasons, as text."""
        reasons = "; ".join(dict.fromkeys(item.explain(language) for item in self.grounds))
        answer = say(f"permit.{self.permit}", language)
        return f"{answer} ({reasons})" if reasons else answer


def may(release: Release, use: str, find: FindBase | None = None) -> Answer:
    """Answer for one use.

    Args:
        release: The release.
        use: run, modify, redistribute, service or sell.
        find: How to find what it is based on.

    Raises:
        ValueError: There is no such use.
    """
    if use not in USES:
        raise ValueError(f"{use!r} is none of {', '.join(USES)}")
    return _answer(release, tuple(parts_of(release, find)), use)


def permissions(release: Release, find: FindBase | None = None) -> tuple[Answer, ...]:
    """Answer for every use, in the order of `USES`."""
    parts = tuple(parts_of(release, find))
    return tuple(_answer(release, parts, use) for use in USES)


def _answer(release: Release, parts: Iterable[Part], use: str) -> Answer:
    answer = judge_parts(parts, use)
    contact = release.manifest.reuse.contact if answer.permit is Permit.ASK else ""
    return attrs.evolve(answer, contact=contact)


def judge_parts(parts: Iterable[Part], use: str) -> Answer:
    """Answer for parts that are used together."""
    grounds = [ground for part in parts for ground in _judge(part, use)]
    worst = max((item.permit for item in grounds), key=lambda p: p.rank, default=Permit.YES)
    kept = [item for item in grounds if item.permit is worst]
    return Answer(use=use, permit=worst, grounds=tuple(dict.fromkeys(kept)))


def reasons(answers: Iterable[Answer], language: str) -> tuple[str, ...]:
    """Return why something may or may not be done, each once, the strictest answers first.

    What is free needs a reason only where everything is.

    Args:
        answers: What `permissions` returned.
        language: The language of the sentences.
    """
    ordered = sorted(answers, key=lambda item: -item.permit.rank)
    grounds = [ground for item in ordered for ground in item.grounds]
    limiting = [ground for ground in grounds if ground.reason != "free"] or grounds
    return tuple(dict.fromkeys(ground.explain(language) for ground in limiting))


def parts_of(release: Release, find: FindBase | None = None) -> Iterator[Part]:
    """Yield everything that has a licence: code, artifacts, and what it is based on.

    Args:
        release: The release.
        find: How to find what it is based on; without it every base is unknown.
    """
    for number, part in enumerate(_walk(release, find, "", {str(release.id)})):
        if number == _MOST_PARTS:
            return
        yield part


def _walk(release: Release, find: FindBase | None, base: str, seen: set[str]) -> Iterator[Part]:
    """Yield the parts of a release and of its bases; `seen` has every algorithm on the way."""
    yield from _own(release, base)
    for name in release.manifest.reuse.based_on:
        found = find(name) if find is not None and len(seen) <= _MOST_BASES else None
        if found is None:
            yield Part(kind="code", base=name, license=name, doubt="base")
        elif str(found.id) not in seen:
            seen.add(str(found.id))
            yield from _walk(found, find, found.reference, seen)


def _own(release: Release, base: str) -> Iterator[Part]:
    yield from own_parts(release.manifest, release.licensing, base)


def own_parts(manifest: Manifest, licensing: Licensing, base: str = "") -> Iterator[Part]:
    """Yield the code and the artifacts.

    Args:
        manifest: What an algorithm says of itself.
        licensing: Its licence.
        base: Its reference, where it is the base of another.
    """
    openness = manifest.reuse.openness
    doubt = "withheld" if openness == "restricted" else _DOUBTS.get(licensing.verdict, "")
    code = Part(
        kind="code",
        license=licensing.declared,
        verdict=str(licensing.verdict),
        base=base,
        doubt=doubt or ("" if licensing.declared else "undeclared"),
    )
    yield code
    for artifact in manifest.artifacts:
        kind = artifact.kind or "artifact"
        if artifact.license:
            yield Part(kind=kind, name=artifact.name, license=artifact.license, base=base)
        else:
            yield attrs.evolve(code, kind=kind, name=artifact.name)
    for item in licensing.parts:
        # Those with a name are artifacts.
        if not item.name and item.declared:
            yield Part(kind=item.kind, license=item.declared, base=base)


def _judge(part: Part, use: str) -> tuple[Ground, ...]:
    if part.doubt:
        # Whoever changed something for itself, or runs it, has the same doubt.
        permit = Permit.CONDITIONS if part.doubt == "base" else Permit.ASK
        return (Ground(part=part, permit=permit, license=part.license, reason=part.doubt),)
    try:
        tree = parse_expression(part.license)
    except LicenseSyntaxError:
        return (Ground(part=part, permit=Permit.ASK, license=part.license, reason="unknown"),)
    return _judge_tree(part, tree, use)


def _judge_tree(part: Part, tree: Expression, use: str) -> tuple[Ground, ...]:
    if isinstance(tree, (And, Or)):
        branches = [_judge_tree(part, operand, use) for operand in tree.operands]
        if isinstance(tree, Or):
            return min(branches, key=_rank)
        worst = max(map(_rank, branches))
        return tuple(item for branch in branches for item in branch if item.permit.rank == worst)
    license_ = tree.license if isinstance(tree, With) else tree
    facts = license_facts(license_.id)
    rule = facts.rules[use]
    return (
        Ground(
            part=part,
            permit=rule.permit,
            license=str(tree),
            reason=rule.reason,
            source=facts.page,
        ),
    )


def _rank(grounds: tuple[Ground, ...]) -> int:
    return max(item.permit.rank for item in grounds)
