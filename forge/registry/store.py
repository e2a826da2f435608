"""A registry, read at one commit, from objects and never from the checkout."""

from __future__ import annotations

import datetime
import functools
import weakref
from typing import TYPE_CHECKING, Self

from forge.model import (
    Algorithm,
    AlgorithmId,
    Event,
    Health,
    Owner,
    Period,
    Release,
    Term,
    Vocabulary,
)
from forge.model.ids import is_name
from forge.problems import problem
from forge.registry.absent import no_registry
from forge.registry.address import Address
from forge.registry.events import events_from_toml, is_hidden
from forge.registry.files import (
    owner_from_toml,
    periods_from_toml,
    settings_from_toml,
    terms_from_toml,
)
from forge.registry.health import health_from_toml, health_path
from forge.registry.layout import read_record
from forge.registry.paths import (
    SETTINGS,
    What,
    algorithm_path,
    slot_of,
    status_path,
    uses_path,
    vocabulary_path,
)
from forge.registry.reading import RegistryFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from forge.gitio import GitDirectory, Profile
    from forge.model.settings import Settings
    from forge.problems import Problem
    from forge.registry.branches import Branch
    from forge.registry.transaction import Transaction

__all__ = ["Store"]


class Store(RegistryFiles):
    """A registry at one commit; a context manager that ends git's processes.

    What is broken in it is left out and told in `problems`; it never hides the rest.

    Attributes:
        git: The repository.
        address: Where it was found, as people write it.
        folder: The registry's folder inside the repository; "" for the root.
        commit: The commit.
        problems: What was found broken so far, each once.
        refusal: Why nothing can be published here, or None.
        remote: The address to which changes are pushed; None for a registry of this machine.
    """

    def __init__(
        self,
        git: GitDirectory,
        *,
        address: str,
        folder: str,
        commit: str,
        refusal: Problem | None = None,
        remote: Address | None = None,
    ) -> None:
        super().__init__(git, folder, commit)
        self.address = address
        self.refusal = refusal
        self.remote = remote
        self._origin: Store | None = None
        # Scripts keep a registry open and do not close it; its processes end with it.
        self._close = weakref.finalize(self, git.close)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> tuple[Callable[..., Store], tuple[object, ...]]:
        # Another process reads the same commit with processes of git of its own.
        return _reopened, (self.git.path, self.git.profile, self.address, self.folder, self.commit)

    def closes(self, close: Callable[[], object] | None, *, origin: Store | None = None) -> None:
        """Say what ends with this registry: nothing where the repository is that of `origin`."""
        self._origin = origin
        self._close.detach()
        if close is not None:
            self._close = weakref.finalize(self, close)

    def close(self) -> None:
        """End git's processes."""
        self._close()

    @functools.cached_property
    def date(self) -> str:
        """The commit's date in UTC, "2026-11-21T10:00:00Z"."""
        return self.git.commit_date(self.commit).strftime("%Y-%m-%dT%H:%M:%SZ")

    @functools.cached_property
    def settings(self) -> Settings:
        """What registry.toml says.

        Raises:
            RegistryError: It cannot be read, or was written for a newer forge.
        """
        data = self.read(SETTINGS)
        if data is None:
            raise no_registry(Address.from_string(self.address))
        settings, problems = settings_from_toml(data)
        self._note(problems)
        return settings

    @functools.cached_property
    def owners(self) -> Mapping[str, Owner]:
        """The public bodies, by id, in the order of the ids."""
        owners = {}
        for path, data in self._files("owners"):
            owner, problems = owner_from_toml(data, path)
            self._note(problems)
            if owner is not None:
                owners[owner.id] = owner
        return owners

    @functools.cached_property
    def vocabulary(self) -> Vocabulary:
        """The closed lists."""
        return Vocabulary(
            domains=self._terms("domains"),
            regions=self._terms("regions"),
            languages=self._terms("languages"),
            laws=self._terms("laws"),
        )

    def _terms(self, name: str) -> Mapping[str, Term]:
        path = vocabulary_path(name)
        data = self.read(path)
        if data is None:
            return {}
        terms, problems = terms_from_toml(data, path)
        self._note(problems)
        return terms

    def ids(self) -> tuple[AlgorithmId, ...]:
        """Every algorithm that has a record, in the order of owners and names; none withdrawn."""
        return tuple(identity for identity in self._records if identity not in self._hidden)

    def algorithm(self, identity: AlgorithmId) -> Algorithm | None:
        """Return an algorithm with its releases and uses, or None where it has no record.

        What is withdrawn is not in it; with all of it withdrawn, there is none.
        """
        whole = self.whole(identity)
        return whole.shown() if whole is not None else None

    def whole(self, identity: AlgorithmId) -> Algorithm | None:
        """Return an algorithm also with what is withdrawn, for those who decide or explain."""
        folder = algorithm_path(identity)
        paths = {
            f"{folder}/{entry.name}": entry.oid
            for entry in self.git.tree(self.commit, self.inside(folder))
            if entry.is_file and slot_of(f"{folder}/{entry.name}").what is What.RECORD
        }
        if not paths:
            return None
        uses, events = self._uses_of(identity), self._events_of(status_path(identity))
        return self._algorithm(identity, paths, uses, events, self.health(identity))

    def health(self, identity: AlgorithmId) -> Health | None:
        """Return what a crawl found of an algorithm's repository; None where none did."""
        path = health_path(identity)
        data = self.read(path)
        return self._noted_health(data, path) if data is not None else None

    def algorithms(self) -> Iterator[Algorithm]:
        """Return every algorithm, in the order of owners and names; nothing withdrawn."""
        return self.some(self.ids())

    def some(self, ids: Collection[AlgorithmId]) -> Iterator[Algorithm]:
        """Return algorithms that have a record, in the order given; nothing withdrawn."""
        uses, events = self._uses, self._events
        health = self._grouped(What.HEALTH)
        told = [pair for identity in ids for pair in health.get(identity, {}).items()]
        healths = {slot_of(path).algorithm: (data, path) for path, data in self._read(told)}
        for identity in ids:
            found = self._noted_health(*healths[identity]) if identity in healths else None
            read = uses.get(identity, {}), events.get(identity, ()), found
            made = self._algorithm(identity, self._records[identity], *read)
            shown = made.shown() if made is not None else None
            if shown is not None:
                yield shown

    def at(self, commit: str) -> Store:
        """Return the same registry at another commit, with the same open repository."""
        made = type(self)(self.git, address=self.address, folder=self.folder, commit=commit)
        made.remote = self.remote
        # The repository belongs to the first store, which must live as long as this one.
        made.closes(None, origin=self)
        return made

    def as_of(self, when: str | datetime.date) -> Store:
        """Return the same registry as it was, for reading.

        Args:
            when: A day (YYYY-MM-DD, in UTC): at the last commit of the branch up to its end; or a
                commit of the registry's history.

        Raises:
            RegistryError: There was no registry then, or the commit is none of its history.
        """
        from forge.registry.history import commit_as_of

        made = self.at(commit_as_of(self, when))
        made.refusal = problem(
            "historic-registry", "registry", address=self.address, commit=made.commit[:7]
        )
        _ = made.settings
        return made

    def transaction(
        self, message: str = "", *, now: datetime.datetime | None = None
    ) -> Transaction:
        """Return a change that is written as one commit when its block ends without an exception.

        Args:
            message: The commit's subject; "" for one that names what was added.
            now: The commit's date; the clock's when None.
        """
        from forge.registry.transaction import Transaction

        return Transaction(self, message, now or datetime.datetime.now(datetime.UTC))

    def branch(self) -> AbstractContextManager[Branch]:
        """Return the branch that a change of this registry moves, to be opened."""
        if self.remote is not None:
            from forge.registry.remote import remote_branch

            return remote_branch(self.remote)
        from forge.registry.branches import local_branch

        return local_branch(self)

    @property
    def fetched(self) -> datetime.datetime | None:
        """When a registry at a URL was last asked, by this machine's clock; None for a path."""
        return self.git.advertised.asked if self.git.advertised else None

    @functools.cached_property
    def _records(self) -> Mapping[AlgorithmId, Mapping[str, str]]:
        return self._grouped(What.RECORD)

    @functools.cached_property
    def _uses(self) -> Mapping[AlgorithmId, Mapping[str, str]]:
        return self._grouped(What.USES)

    @functools.cached_property
    def _events(self) -> Mapping[AlgorithmId, tuple[Event, ...]]:
        wanted = [pair for paths in self._grouped(What.STATUS).values() for pair in paths.items()]
        found = ((slot_of(path).algorithm, path, data) for path, data in self._read(wanted))
        return {id_: self._noted_events(data, path) for id_, path, data in found if id_}

    def _noted_health(self, data: bytes, path: str) -> Health | None:
        health, problems = health_from_toml(data, path)
        self._note(problems)
        return health

    def _events_of(self, path: str) -> tuple[Event, ...]:
        data = self.read(path)
        return self._noted_events(data, path) if data is not None else ()

    def _noted_events(self, data: bytes, path: str) -> tuple[Event, ...]:
        events, problems = events_from_toml(data, path)
        self._note(problems)
        return events

    @functools.cached_property
    def _hidden(self) -> frozenset[AlgorithmId]:
        return frozenset(
            identity
            for identity, events in self._events.items()
            if is_hidden(events, self._records.get(identity, ()))
        )

    def _uses_of(self, identity: AlgorithmId) -> Mapping[str, str]:
        bodies = (item.name for item in self.git.tree(self.commit, self.inside("uses")))
        paths = (uses_path(body, identity) for body in bodies if is_name(body))
        entries = ((path, self.git.lookup(self.commit, self.inside(path))) for path in paths)
        return {path: entry.oid for path, entry in entries if entry is not None and entry.is_file}

    def _algorithm(
        self,
        identity: AlgorithmId,
        records: Mapping[str, str],
        uses: Mapping[str, str],
        events: tuple[Event, ...],
        health: Health | None,
    ) -> Algorithm | None:
        releases = self._releases(records)
        if not releases:
            return None
        return Algorithm(
            id=identity,
            owner=self.owners.get(identity.owner) or Owner(id=identity.owner),
            releases=tuple(sorted(releases, key=lambda release: release.version)),
            uses=tuple(self._periods(uses)),
            events=events,
            health=health,
        )

    def _releases(self, records: Mapping[str, str]) -> list[Release]:
        releases = []
        for path, data in self._read(records.items()):
            release, problems = read_record(data, path)
            self._note(problems)
            if release is not None:
                releases.append(release)
        return releases

    def _periods(self, uses: Mapping[str, str]) -> Iterator[Period]:
        for path, data in self._read(uses.items()):
            periods, problems = periods_from_toml(data, path)
            self._note(problems)
            yield from periods


def _reopened(path: Path, profile: Profile, address: str, folder: str, commit: str) -> Store:
    from forge.gitio import GitDirectory

    git = GitDirectory.open(path, profile)
    return Store(git, address=address, folder=folder, commit=commit)
