"""The registry for scripts: open it, iterate, get, search, make rows for a data frame."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import attrs

from forge.errors import ForgeError, RegistryError, SourceError
from forge.index import bases_in, describe
from forge.licensing import check_expression
from forge.licensing.fit import check_fit
from forge.model import AlgorithmId, Reference
from forge.model.marks import standing
from forge.model.rights import parts_of
from forge.problems import Place, problem
from forge.registry import (
    Settings,
    Store,
    locate_registry,
    network_of,
    open_store,
    unknown_algorithm,
    withdrawal,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from forge.index import Filters, Hit
    from forge.index.affected import Affected
    from forge.index.graph import Graph
    from forge.model import Algorithm, Event, Owner, Release, Vocabulary
    from forge.problems import Problem
    from forge.retrieval import Retrieved

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

        What is withdrawn is not in it. One that moved is returned as it is; `get` follows it.

        Raises:
            RegistryError: `unknown-algorithm`; `withdrawn` where nothing of it is left to be seen.
        """
        identity = AlgorithmId.from_string(name) if isinstance(name, str) else name
        found = self.store.algorithm(identity)
        if found is None:
            raise RegistryError(self._absence(identity))
        return found

    def _absence(self, identity: AlgorithmId) -> Problem:
        whole = self.store.whole(identity)
        events = standing(whole.events) if whole is not None else ()
        gone = [event for event in events if event.kind == "withdrawn"]
        if not gone:
            return unknown_algorithm(self.store, identity)
        return withdrawal(self.store, str(identity), gone[-1])

    def get(
        self, reference: str | Reference, *, compatible_with: str = "", use: str = "link"
    ) -> Release:
        """Return the release that a reference names.

        Args:
            reference: `owner/name` for the recommended release, `owner/name@1.2.0` for that one,
                `owner/name@1.2` for the newest 1.2.x, `owner/name>=1.2,<2` for the newest in the
                range.
            compatible_with: The licence of what it goes into; "" where that is no matter.
            use: `link`, `merge`, `aside` or `data`, for `compatible_with`.

        A yanked release is returned only for its exact version. An algorithm that moved leads to
        the one that it became, unless its own version is named exactly.

        Raises:
            RegistryError: `unknown-algorithm`; `withdrawn`; `unknown-version`, `all-yanked` or
                `nothing-recommended` where no release is meant; `license-incompatible` or
                `license-fit-unknown` where it does not go into `compatible_with`.
            ValueError: There is no such `use`.
        """
        wanted = Reference.from_string(reference) if isinstance(reference, str) else reference
        algorithm = self._followed(wanted)
        release = algorithm.select(attrs.evolve(wanted, id=algorithm.id))
        if release is None:
            raise RegistryError(self._nothing_meant(algorithm, wanted))
        if compatible_with:
            self._demand_fit(release, compatible_with, use)
        return release

    def _demand_fit(self, release: Release, outbound: str, use: str) -> None:
        place = Place(file=release.reference)
        canonical, faults = check_expression(outbound, place, "")
        parts = parts_of(release, self.find_base)
        problems = faults if not canonical else tuple(check_fit(parts, canonical, use, place))
        if problems:
            raise RegistryError(*problems)

    def _followed(self, wanted: Reference) -> Algorithm:
        """Return the algorithm that a reference leads to, from one that moved to the next."""
        algorithm = self.algorithm(wanted.id)
        if wanted.exact is not None and algorithm.select(wanted) is not None:
            return algorithm
        seen = {algorithm.id}
        while algorithm.moved_to is not None and algorithm.moved_to.id not in seen:
            seen.add(algorithm.moved_to.id)
            algorithm = self.algorithm(algorithm.moved_to.id)
        return algorithm

    def _nothing_meant(self, algorithm: Algorithm, wanted: Reference) -> Problem:
        name = str(algorithm.id)
        meant = [version for version in algorithm.versions if wanted.matches(version)]
        if meant:
            known = ", ".join(str(version) for version in reversed(meant[-_SHOWN:]))
            exact = f"{name}@{meant[-1]}"
            code = "all-yanked" if wanted.wanted else "nothing-recommended"
            asked = wanted.wanted
            return problem(code, name=name, wanted=asked, known=known, exact=exact)
        gone = self._withdrawn_version(wanted)
        if gone is not None:
            return withdrawal(self.store, str(wanted), gone)
        known = ", ".join(str(version) for version in reversed(algorithm.versions[-_SHOWN:]))
        return problem("unknown-version", name=name, wanted=wanted.wanted, known=known)

    def _withdrawn_version(self, wanted: Reference) -> Event | None:
        whole = self.store.whole(wanted.id)
        versions = [item for item in whole.versions if wanted.matches(item)] if whole else []
        marks = [mark for item in versions if whole for mark in whole.marks(item)]
        return next((mark for mark in marks if mark.kind == "withdrawn"), None)

    def as_of(self, when: str | datetime.date) -> Registry:
        """Return the registry as it was.

        Args:
            when: A day, as a date or as YYYY-MM-DD (in UTC): the registry at the last commit of its
                branch up to the end of that day. Or a commit of its history.

        Raises:
            RegistryError: `before-registry`, `history-not-here`, `not-in-history` or `bad-date`.
            SourceError: `unknown-revision`.
        """
        made = copy.copy(self)
        made.store = self.store.as_of(when)
        return made

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

    def retrieve(
        self,
        reference: str | Reference,
        directory: str | Path,
        *,
        artifacts: Sequence[str] = (),
        origin: str = "",
        compatible_with: str = "",
        yanked: bool = False,
    ) -> Retrieved:
        """Write the files of a release into a directory, checked against its record.

        Args:
            reference: As for `get`.
            directory: Not there yet, or empty; it appears whole or not at all.
            artifacts: Names and kinds of artifacts that are wanted, too; "all" for every one.
            origin: A clone, a mirror or a pack to take it from; "" for where the record and the
                registry's mirrors say.
            compatible_with: As for `get`.
            yanked: Whether a yanked version is taken all the same.

        Raises:
            RegistryError: As `get`.
            SourceError: `get-yanked`, `get-other-owner`, `get-tag-moved`, `get-commit-gone`,
                `get-differs`, `artifact-differs` and others; nothing was written.
        """
        from forge.retrieval import Request, mirrors_of, named_origin, origins_of, retrieve
        from forge.retrieval.checking import check_release

        release = self.get(reference, compatible_with=compatible_with)
        algorithm = self.algorithm(release.id)
        faults = check_release(release, algorithm, self.owners.values(), yanked=yanked)
        if found := tuple(faults):
            raise SourceError(*found)
        known = origins_of(release, mirrors_of(self.store))
        request = Request(
            origins=(named_origin(origin),) if origin else tuple(known),
            artifacts=tuple(artifacts),
            network=network_of(self.settings),
        )
        return retrieve(release, Path(directory), request)

    def graph(self) -> Graph:
        """Return who uses, needs and shares what: every edge labelled, with its evidence."""
        from forge.index import build_index
        from forge.index.graph import reuse_graph

        with build_index(self.store) as index:
            return reuse_graph(index.shelf().cards)

    def affected(self) -> tuple[Affected, ...]:
        """Return the bodies that run a version with an advisory, or a yanked one."""
        from forge.index.affected import affected_in

        return tuple(affected_in(self.store))

    def find_base(self, name: str) -> Release | None:
        """Return the release that a `based-on` names, for `Release.may`; None for an unknown one.

        Args:
            name: What stands in `based-on`.
        """
        return bases_in(self.store.algorithm)(name)

    def rows(self) -> list[dict[str, Any]]:
        """Return a flat row for every algorithm, such as a data frame wants.

        The keys are those of `forge show --json`, those of inner tables joined by "_"
        ("license_declared", "title_fr"), the same in every row. A list of words is one text, a
        list of tables its length.
        """
        rows = [dict(_flat(describe(algorithm, find=self.find_base))) for algorithm in self]
        columns = dict.fromkeys(name for row in rows for name in row)
        return [{name: row.get(name) for name in columns} for row in rows]


# Lists of tables that are in every document, also empty ones.
_COUNTED = frozenset(
    {
        *("artifacts", "depends", "events", "license_files", "license_parts", "marks"),
        *("provenance", "uses"),
    }
)


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
