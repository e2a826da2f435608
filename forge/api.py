"""The registry for scripts: open it, iterate, get, search, make rows for a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from forge.errors import ForgeError, RegistryError
from forge.index import describe
from forge.model import AlgorithmId, Reference
from forge.problems import problem
from forge.registry import Settings, Store, locate_registry, open_store
from forge.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from forge.index import Filters, Hit
    from forge.model import Algorithm, Owner, Release, Vocabulary

__all__ = ["Registry"]

# Versions that a hint names, the newest ones.
_SHOWN = 10


class Registry:
    """A registry at one commit, for reading.

    Attributes:
        store: The registry as the rooms below know it; `forge.publish` takes it too.
    """

    def __init__(self, address: str | Path = "", *, fresh: bool = True) -> None:
        """Open a registry.

        Args:
            address: A path or a URL; "" for the one that FORGE_REGISTRY names, else the nearest one
                upwards from the current directory, else the default.
            fresh: Whether a registry at a URL is brought up to date first; False works offline
                with what was fetched before.

        Raises:
            RegistryError: There is no registry, or it cannot be read.
        """
        self.store: Store = open_store(locate_registry(address), fresh=fresh)

    @property
    def commit(self) -> str:
        """The commit at which everything is read."""
        return self.store.commit

    @property
    def date(self) -> str:
        """The date of that commit, in UTC."""
        return self.store.date

    @property
    def settings(self) -> Settings:
        """The registry's name, languages, notice and rules."""
        return self.store.settings

    @property
    def owners(self) -> Mapping[str, Owner]:
        """The public bodies, by id."""
        return self.store.owners

    @property
    def vocabulary(self) -> Vocabulary:
        """The domains, regions, languages and laws."""
        return self.store.vocabulary

    def __iter__(self) -> Iterator[Algorithm]:
        """Every algorithm, by owner and name."""
        return self.store.algorithms()

    def __len__(self) -> int:
        return len(self.store.ids())

    def __contains__(self, reference: object) -> bool:
        try:
            return isinstance(reference, str) and bool(self.get(reference))
        except ForgeError:
            return False

    def algorithm(self, name: str | AlgorithmId) -> Algorithm:
        """Return an algorithm with all its releases and uses.

        Args:
            name: `owner/name`.

        Raises:
            RegistryError: `unknown-algorithm`.
        """
        identity = AlgorithmId.from_string(name) if isinstance(name, str) else name
        found = self.store.algorithm(identity)
        if found is None:
            near = nearest(str(identity), map(str, self.store.ids()))
            raise RegistryError(
                problem("unknown-algorithm", name=str(identity), near=near, word=identity.name)
            )
        return found

    def get(self, reference: str | Reference) -> Release:
        """Return the release that a reference names.

        Args:
            reference: `owner/name` for the recommended release, `owner/name@1.2.0` for that one,
                `owner/name@1.2` for the newest 1.2.x, `owner/name>=1.2,<2` for the newest in the
                range.

        Raises:
            RegistryError: `unknown-algorithm`; `unknown-version` or `nothing-recommended` where no
                release is meant.
        """
        wanted = Reference.from_string(reference) if isinstance(reference, str) else reference
        algorithm = self.algorithm(wanted.id)
        release = algorithm.select(wanted)
        if release is None:
            code = "unknown-version" if wanted.wanted else "nothing-recommended"
            known = ", ".join(str(version) for version in reversed(algorithm.versions[-_SHOWN:]))
            raise RegistryError(
                problem(code, name=str(wanted.id), wanted=wanted.wanted, known=known)
            )
        return release

    def search(self, text: str = "", **filters: Unpack[Filters]) -> tuple[Hit, ...]:
        """Return the algorithms that a text finds, best first.

        Args:
            text: Words in any language of the registry; accents, Arabic diacritics and the choice
                of script do not count. "" finds everything.
            **filters: kind, owner, domain, license, status, language, region; and limit.
        """
        from forge.index import build_index

        with build_index(self.store) as index:
            return index.search(text, **filters)

    def rows(self) -> list[dict[str, Any]]:
        """Return a flat row for every algorithm, such as a data frame wants.

        The keys are those of `forge show --json`, those of inner tables joined by "_"
        ("license_declared", "title_fr"), the same in every row. A list of words is one text, a
        list of tables its length.
        """
        rows = [dict(_flat(describe(algorithm))) for algorithm in self]
        columns = dict.fromkeys(name for row in rows for name in row)
        return [{name: row.get(name) for name in columns} for row in rows]


# Lists of tables that are in every document, also empty ones.
_COUNTED = frozenset({"artifacts", "depends", "license_files", "provenance", "uses"})


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = prefix + name.replace("-", "_")
        if isinstance(value, dict):
            yield from _flat(value, f"{key}_")
        elif isinstance(value, list):
            counted = key in _COUNTED or any(isinstance(item, dict) for item in value)
            yield key, len(value) if counted else ", ".join(map(str, value))
        else:
            yield key, value
