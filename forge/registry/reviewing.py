"""Open proposals: read as anybody could have written them, and judged."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import read_bundle
from forge.model import Manifest, Owner, Release, Use
from forge.model.prefixes import owner_of
from forge.policy import judge
from forge.problems import Place, Problem, Severity, Word, problem, sort_problems
from forge.registry.files import owner_from_toml, periods_from_toml
from forge.registry.layout import read_record
from forge.registry.network import network_of
from forge.registry.paths import What, record_path, slot_of
from forge.registry.proposals import BRANCHES, PROPOSALS
from forge.registry.rereading import check_record, check_source
from forge.registry.store import Store
from forge.registry.tables import FILE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from forge.gitio import Network
    from forge.model import Algorithm, AlgorithmId, Vocabulary
    from forge.model.settings import Settings

__all__ = ["Proposal", "open_proposals"]

_REGULAR = "100644"


@attrs.frozen(kw_only=True)
class Proposal:
    """A proposal, read and judged.

    Attributes:
        name: `publish/<owner>/<name>/<version>`, or what its ref is called.
        commit: Its commit.
        date: When it was proposed, by the clock of who did.
        release: What would be published; None where it cannot be read.
        record: The bytes of its record.
        uses: The statements of use that come with it.
        owner: The owner as it would be, where the proposal changes it.
        problems: Everything that stands against it, sorted; errors forbid to accept it.
        files: The files that it adds or extends.
        previous: The release that it would follow, for the difference; None for the first.
        is_published: Whether the registry holds it already.
        is_checked: Whether it was compared with its source, and its source could be read.
        waits: Whether its branch waits in the registry; one in a file does not.
    """

    name: str
    commit: str
    date: datetime.datetime
    release: Release | None = None
    record: bytes = b""
    uses: tuple[Use, ...] = ()
    owner: Owner | None = None
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=sort_problems)
    files: tuple[str, ...] = ()
    previous: Release | None = None
    is_published: bool = False
    is_checked: bool = False
    waits: bool = True

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing forbids to accept it."""
        return not any(item.severity is Severity.ERROR for item in self.problems)


@attrs.frozen(kw_only=True)
class _Draft:
    """A proposal as the registry's rules look at a draft."""

    release: Release | None
    manifest: Manifest
    uses: tuple[Use, ...]
    problems: tuple[Problem, ...]
    repository: str
    file: str

    def place(self, key: str) -> Place:  # noqa: ARG002  # records have no places of keys
        return Place(file=self.file)


@attrs.frozen
class _View:
    """The registry with the owner as a proposal would leave it."""

    store: Store
    owners: Mapping[str, Owner]

    @property
    def settings(self) -> Settings:
        return self.store.settings

    @property
    def vocabulary(self) -> Vocabulary:
        return self.store.vocabulary

    def algorithm(self, identity: AlgorithmId, /) -> Algorithm | None:
        return self.store.algorithm(identity)

    def ids(self) -> tuple[AlgorithmId, ...]:
        return self.store.ids()


def open_proposals(
    store: Store,
    *,
    bundle: Path | None = None,
    sources: bool = False,
    network: Network | None = None,
) -> tuple[Proposal, ...]:
    """Return the open proposals of a registry, by name, each judged against it as it is now.

    Args:
        store: The registry; one at a URL must have been opened with `also=PROPOSALS`.
        bundle: Those in this file instead.
        sources: Whether each is read again from the repository that it names, and compared.
        network: How these are reached; the registry's `[network]` when None.

    Raises:
        SourceError: The file cannot be read.
    """
    refs = read_bundle(store.git, bundle) if bundle else store.git.refs(PROPOSALS)
    pairs = sorted((ref.name, ref.commit) for ref in refs if ref.commit)
    found = [
        attrs.evolve(_read(store, name.removeprefix(BRANCHES), commit), waits=bundle is None)
        for name, commit in pairs
    ]
    if sources:
        allowed = network or network_of(store.settings)
        found = [_compared(store, item, allowed) for item in found]
    return tuple(found)


def _compared(store: Store, item: Proposal, network: Network) -> Proposal:
    """Compare a proposal with its source; what was published was compared before."""
    if item.release is None or item.is_published:
        return item
    found = tuple(check_source(item.release, _owners(store, item.owner), network))
    checked = not any(one.code == "not-checked" for one in found)
    return attrs.evolve(item, problems=(*item.problems, *found), is_checked=checked)


def _owners(store: Store, proposed: Owner | None) -> Mapping[str, Owner]:
    return {**store.owners, **({proposed.id: proposed} if proposed is not None else {})}


@attrs.frozen
class _File:
    path: str
    mode: str
    before: str
    after: str


def _read(store: Store, name: str, commit: str) -> Proposal:
    date = store.git.commit_date(commit)
    bare = Proposal(name=name, commit=commit, date=date)
    try:
        parent = _parent(store, commit)
        files = tuple(_files(store, parent, commit)) if parent else ()
    except SourceError as error:
        return attrs.evolve(bare, problems=error.problems)
    if not parent:
        return attrs.evolve(bare, problems=[_bad(name, "proposal-parent")])
    named = [file for file in files if file.path == _record_of(name)]
    if len(named) != 1 or named[0].before or named[0].mode != _REGULAR:
        return attrs.evolve(bare, problems=[_bad(name, "proposal-record")])
    record, path = _bytes(store, named[0].after), named[0].path
    release, problems = read_record(record, path)
    if release is None or any(item.severity is Severity.ERROR for item in problems):
        return attrs.evolve(bare, problems=problems)
    return _judged(store, attrs.evolve(bare, release=release, record=record), files, problems)


def _bad(name: str, reason: str) -> Problem:
    return problem("bad-proposal", "registry", name=name, reason=Word(reason))


def _record_of(name: str) -> str:
    """Return the only record that a proposal of this name may add."""
    owner_and_name, _, version = name.removeprefix("publish/").rpartition("/")
    return f"algorithms/{owner_and_name}/{version}.toml"


def _parent(store: Store, commit: str) -> str:
    """Return the commit of the registry's own history on which a proposal stands, or ""."""
    words = store.git.run("rev-list", "--parents", "--max-count=1", commit).decode("ascii").split()
    if len(words) != 2:
        return ""
    try:
        store.git.run("merge-base", "--is-ancestor", words[1], store.commit)
    except SourceError:
        return ""
    return words[1]


def _files(store: Store, parent: str, commit: str) -> Iterator[_File]:
    options = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev")
    output = store.git.run("diff-tree", *options, parent, commit)
    fields = iter(output.decode("utf-8", "surrogateescape").split("\0")[:-1])
    inside = f"{store.folder}/" if store.folder else ""
    for field in fields:
        _, mode, before, after, _ = field[1:].split(" ")
        path = next(fields)
        # What is beside the registry's folder is foreign to it, and so to any proposal.
        shown = path.removeprefix(inside) if path.startswith(inside) else f"/{path}"
        yield _File(shown, mode, *("" if set(oid) == {"0"} else oid for oid in (before, after)))


def _bytes(store: Store, oid: str) -> bytes:
    return store.git.read_blob(oid, FILE_LIMIT) if oid else b""


def _judged(
    store: Store, bare: Proposal, files: Iterable[_File], found: Iterable[Problem]
) -> Proposal:
    """Look at every file of a proposal, then judge its release by the registry's rules."""
    release = bare.release
    if release is None:
        return bare
    whole = _with_files(store, attrs.evolve(bare, problems=found), release, files)
    known = store.algorithm(release.id)
    draft = _Draft(
        release=release,
        manifest=release.manifest,
        uses=whole.uses,
        problems=tuple(check_record(release, bare.record)),
        repository=release.source.repository,
        file=record_path(release.id, release.version),
    )
    older = [item for item in known.releases if item.version < release.version] if known else []
    return attrs.evolve(
        whole,
        problems=[*whole.problems, *judge(draft, _View(store, _owners(store, whole.owner)))],
        previous=older[-1] if older else None,
        is_published=any(release.same_as(item) for item in known.releases) if known else False,
    )


def _with_files(store: Store, bare: Proposal, release: Release, files: Iterable[_File]) -> Proposal:
    """Return a proposal with the statements and addresses that come with its record."""
    problems, owner = list(bare.problems), None
    uses: list[Use] = []
    names: list[str] = []
    for file in files:
        slot = slot_of(file.path)
        names.append(file.path)
        regular = file.mode == _REGULAR
        if slot.what is What.USES and regular and slot.algorithm == release.id:
            added = _added_uses(store, file)
            uses += added or ()
            problems += [] if added is not None else [_foreign(bare, file)]
        elif slot.what is What.OWNER and regular and slot.name == release.id.owner:
            owner, more = _changed_owner(store, file, bare)
            problems += more
        elif file.path != record_path(release.id, release.version):
            problems.append(_foreign(bare, file))
    return attrs.evolve(bare, uses=tuple(uses), owner=owner, files=tuple(names), problems=problems)


def _foreign(bare: Proposal, file: _File) -> Problem:
    return problem("foreign-change", "registry", name=bare.name, path=file.path)


def _added_uses(store: Store, file: _File) -> tuple[Use, ...] | None:
    """Return what a proposal adds to a file of statements; None if it changes what stood there."""
    before, after = _bytes(store, file.before), _bytes(store, file.after)
    if not file.after or not after.startswith(before):
        return None
    known = periods_from_toml(before, file.path)[0] if before else ()
    periods, problems = periods_from_toml(after, file.path)
    return None if problems else tuple(item.use for item in periods[len(known) :])


def _changed_owner(
    store: Store, file: _File, proposal: Proposal
) -> tuple[Owner | None, tuple[Problem, ...]]:
    """Return an owner with the addresses that a proposal adds; nothing else of it may change."""
    after, problems = owner_from_toml(_bytes(store, file.after), file.path)
    before = owner_from_toml(_bytes(store, file.before), file.path)[0] if file.before else None
    if after is None or problems:
        return None, (_foreign(proposal, file), *problems)
    if before is None:
        bare = Owner(id=after.id, name=after.name, repositories=after.repositories)
        if after != bare or len(after.name) > 1:
            # Whoever keeps the registry says what a body is called and where it is.
            return None, (_foreign(proposal, file),)
        name = after.name.best(*store.settings.languages) or after.id
        told = (problem("new-owner", "registry", owner=after.id, name=name),)
        return after, (*told, *_new_addresses(store, after.id, after.repositories))
    same = attrs.evolve(after, repositories=before.repositories) == before
    if not same or not set(before.repositories) <= set(after.repositories):
        return None, (_foreign(proposal, file),)
    added = [item for item in after.repositories if item not in before.repositories]
    current = store.owners.get(after.id, before)
    joined = tuple(dict.fromkeys((*current.repositories, *added)))
    return attrs.evolve(current, repositories=joined), _new_addresses(store, after.id, added)


def _new_addresses(store: Store, owner: str, added: Iterable[str]) -> tuple[Problem, ...]:
    """Name every address that comes with a proposal; one of another owner's is refused."""
    found = []
    for prefix in added:
        found.append(problem("new-address", "registry", prefix=prefix, owner=owner))
        holder = owner_of(store.owners, prefix)
        if holder is not None and holder.id != owner:
            found.append(problem("prefix-taken", "registry", prefix=prefix, owner=holder.id))
    return tuple(found)
