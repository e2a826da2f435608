"""What ties an algorithm to bodies, algorithms and packages, as it says itself or a crawl saw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.gitio import canonical_url
from forge.manifests.dependencies import needed_packages, plain_package
from forge.manifests.foreign import foreign_tree

if TYPE_CHECKING:
    from forge.model import Algorithm, Release

__all__ = [
    *("BASED_ON", "CODE", "DECLARED", "DEPENDED", "LABELS", "PACKAGE", "SHARED", "USED_BY"),
    *("Evidenced", "Tie", "offers_of", "ties_of"),
]

# The labels: somebody said so; it cannot do without; the contents are the same.
DECLARED, DEPENDED, SHARED = LABELS = ("declared", "depended", "shared")
# The relations, each read from the algorithm to the target.
USED_BY, BASED_ON, PACKAGE, CODE = "used-by", "based-on", "package", "code"

_MOST_NAMES = 200
_LONGEST_NAME = 300


@attrs.frozen(kw_only=True)
class Evidenced:
    """A relation, and how it is known.

    Attributes:
        label: One of `LABELS`.
        relation: `used-by`, `based-on`, `package` or `code`.
        evidence: What tells so: files, or a version with its days.
        files: How many files of shared code; 0 for other relations.
        percent: How much of the smaller one of both they are.
    """

    label: str
    relation: str
    evidence: tuple[str, ...]
    files: int = 0
    percent: int = 0


@attrs.frozen(kw_only=True)
class Tie(Evidenced):
    """A tie to something whose place in the registry is not looked up yet.

    Attributes:
        kind: What the target is: `body` (an owner's id), `reference` (to an algorithm), `address`
            (of a repository or page), `package` (a package URL) or `name` (as somebody wrote it).
        target: The target.
    """

    kind: str
    target: str


def offers_of(algorithm: Algorithm) -> tuple[str, ...]:
    """Return by what others may name an algorithm: its packages, and its repository's address.

    The address stands once for all algorithms of one repository.
    """
    found: dict[str, None] = {}
    for release in algorithm.releases:
        for address in release.manifest.packages:
            found[plain_package(address)] = None
        if release.source.repository:
            found[release.source.repository] = None
    return tuple(found)


def ties_of(algorithm: Algorithm) -> tuple[Tie, ...]:
    """Return every tie that is known of an algorithm, in a fixed order.

    Of what manifests say, that of the release which its page shows; of uses, every statement.
    """
    release = algorithm.latest or algorithm.releases[-1]
    ties = [*_uses(algorithm), *_bases(release), *_foreign(release), *_packages(release)]
    return tuple(dict.fromkeys((*ties, *_shares(algorithm))))


def _uses(algorithm: Algorithm) -> Iterator[Tie]:
    for period in algorithm.uses:
        use = period.use
        # An interval as ISO 8601 writes it, which is read in every language.
        days = f"{use.since or '..'}/{use.until or '..'}" if use.since or use.until else ""
        evidence = " ".join(filter(None, (use.version, use.status, days)))
        yield _tie(DECLARED, USED_BY, "body", period.body, evidence)


def _bases(release: Release) -> Iterator[Tie]:
    for name in release.manifest.reuse.based_on:
        kind = "address" if "://" in name else "reference"
        yield _tie(DEPENDED, BASED_ON, kind, name, "based-on")


def _packages(release: Release) -> Iterator[Tie]:
    for address, file in needed_packages(release.foreign):
        yield _tie(DEPENDED, PACKAGE, "package", address, file)


def _shares(algorithm: Algorithm) -> Iterator[Tie]:
    for share in algorithm.health.shares if algorithm.health else ():
        yield Tie(
            label=SHARED,
            relation=CODE,
            kind="reference",
            target=share.algorithm,
            evidence=share.paths,
            files=share.files or 0,
            percent=share.percent or 0,
        )


def _tie(label: str, relation: str, kind: str, target: str, evidence: str) -> Tie:
    return Tie(label=label, relation=relation, kind=kind, target=target, evidence=(evidence,))


def _foreign(release: Release) -> Iterator[Tie]:
    """Yield what the formats of other catalogues say of users and bases."""
    for kept in release.foreign:
        tree = foreign_tree(kept)
        for key, relation in _SAID.get(kept.file.rpartition("/")[2].lower(), {}).items():
            for name in _words(tree.get(key)):
                kind = "address" if canonical_url(name) else "name"
                yield _tie(DECLARED, relation, kind, name, f"{kept.file}: {key}")


_SAID: Mapping[str, Mapping[str, str]] = {
    "publiccode.yml": {"isBasedOn": BASED_ON, "usedBy": USED_BY},
    "publiccode.yaml": {"isBasedOn": BASED_ON, "usedBy": USED_BY},
    "codemeta.json": {"isBasedOn": BASED_ON},
    "code.json": {"reusedCode": BASED_ON},
}


def _words(value: Any) -> Iterator[str]:
    """Yield the names of a text, a list of texts, or of tables with an address or a name."""
    for item in (value if isinstance(value, list) else [value])[:_MOST_NAMES]:
        if isinstance(item, Mapping):
            named = (item.get(key) for key in ("URL", "url", "@id", "name"))
            found = next((text for text in named if isinstance(text, str) and text), "")
        else:
            found = item if isinstance(item, str) else ""
        if found.strip():
            yield found.strip()[:_LONGEST_NAME]
