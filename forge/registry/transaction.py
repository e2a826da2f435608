"""The registry transaction: check all, then write all, as one commit; or nothing.

A lost race is no failure: everything is checked again against what the winner wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import attrs

from forge.errors import RegistryError
from forge.model import AlgorithmId, Owner, Release, Use, Version
from forge.policy.versions import version_exists
from forge.problems import Problem, Word, problem, sort_problems
from forge.registry.branches import pause
from forge.registry.commits import Identity, write_commit
from forge.registry.files import append_periods, owner_from_toml, owner_to_toml, unspoken
from forge.registry.layout import read_record, record_to_toml
from forge.registry.paths import (
    What,
    algorithm_path,
    owner_path,
    record_path,
    slot_of,
    uses_path,
)
from forge.registry.tables import FILE_LIMIT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager

    from forge.registry.branches import Branch
    from forge.registry.store import Store

    Grow = Callable[[Store, bytes | None], bytes | None]

__all__ = ["Transaction"]

# Eight publishers at once needed five tries each; more than this is no race any more.
_TRIES = 60


@attrs.frozen
class _Addition:
    release: Release
    record: bytes
    uses: tuple[Use, ...]


@attrs.define
class _Plan:
    """What would be written on top of a commit."""

    files: dict[str, bytes] = attrs.field(factory=dict)
    owners: list[str] = attrs.field(factory=list)
    problems: list[Problem] = attrs.field(factory=list)
    added: dict[tuple[AlgorithmId, Version], Release] = attrs.field(factory=dict)
    unchanged: list[Release] = attrs.field(factory=list)

    @property
    def published(self) -> tuple[Release, ...]:
        """The releases that would be new."""
        return tuple(self.added.values())


class Transaction:
    """A change of a registry; used as a context manager.

    ```python
    with store.transaction() as change:
        change.add(release, uses)
    print(change.commit)
    ```

    Attributes:
        commit: After the block: the commit that holds all of it; "" before.
        written: After the block: whether anything had to be written.
        published: After the block: the releases that are new.
        unchanged: After the block: the releases that were there already, the same.
        problems: After the block: what hindered nothing but should be known.
    """

    def __init__(
        self,
        store: Store,
        message: str,
        now: datetime.datetime,
        *,
        branch: AbstractContextManager[Branch] | None = None,
        reviewed: bool = False,
    ) -> None:
        """Begin a change.

        Args:
            store: The registry.
            message: The commit's subject; "" for one that names what was added.
            now: The commit's date.
            branch: Where it lands; the registry's own branch when None.
            reviewed: Whether those who decide have approved it.
        """
        self._store = store
        self._message = message
        self._now = now
        self._branch = branch
        self._reviewed = reviewed
        self._removed: dict[str, str] = {}
        self._additions: list[_Addition] = []
        self._owners: list[Callable[[Store], Owner]] = []
        self._files: dict[str, bytes] = {}
        self._growths: list[tuple[str, Grow]] = []
        self._found: list[Problem] = []
        self.commit = ""
        self.written = False
        self.published: tuple[Release, ...] = ()
        self.unchanged: tuple[Release, ...] = ()
        self.problems: tuple[Problem, ...] = ()

    def __enter__(self) -> Self:
        if self._store.refusal is not None:
            raise RegistryError(self._store.refusal)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._write()

    def add(self, release: Release, uses: Iterable[Use] = (), *, record: bytes = b"") -> None:
        """Add a release, and statements of who runs which version.

        One that is there already, from the same commit and path, is success and changes nothing.

        Args:
            release: The release.
            uses: The statements.
            record: Its bytes where it was written elsewhere, perhaps by another forge.
        """
        try:
            record = record or record_to_toml(release)
        except RegistryError as error:
            self._found += error.problems
            return
        self._additions.append(_Addition(release, record, tuple(uses)))

    def set_owner(self, owner: Owner) -> None:
        """Add an owner, or replace what is known of one."""
        self.edit_owner(lambda _: owner)

    def edit_owner(self, edit: Callable[[Store], Owner]) -> None:
        """Change an owner as it is when the change is written.

        Args:
            edit: Returns the owner as it shall be, from the registry as it then is; what it
                raises as a RegistryError refuses the whole change.
        """
        self._owners.append(edit)

    def extend(self, path: str, grow: Grow) -> None:
        """Let a file of `uses/`, or a `status.toml`, grow at its end.

        Args:
            path: The file.
            grow: Returns what it shall hold, or None to leave it, from the registry as it is when
                the change is written and the bytes that stand there; what it raises as a
                RegistryError refuses the whole change.
        """
        self._growths.append((path, grow))

    def remove_ref(self, ref: str, commit: str) -> None:
        """Remove a ref beside the branch, such as a proposal that is accepted by this."""
        self._removed[ref] = commit

    def write(self, path: str, data: bytes) -> None:
        """Write one of the registry's other files: settings, a vocabulary, its own documents."""
        if slot_of(path).what in (What.SETTINGS, What.VOCABULARY, What.COMPANION):
            self._files[path] = data
        else:
            self._found.append(problem("unknown-path", "registry", path=path))

    def _write(self) -> None:
        if self._found:
            raise RegistryError(*sort_problems(self._found))
        with self._branch or self._store.branch() as branch:
            for attempt in range(_TRIES):
                if self._attempt(branch):
                    return
                pause(attempt)
        raise RegistryError(problem("lost-race", "registry", tries=_TRIES))

    def _paths(self) -> Iterator[str]:
        """Return what has to be seen of the registry in order to decide."""
        yield from self._files
        yield from (path for path, _ in self._growths)
        for addition in self._additions:
            yield algorithm_path(addition.release.id)
            yield from (uses_path(use.owner, addition.release.id) for use in addition.uses)

    def _attempt(self, branch: Branch) -> bool:
        """Check and write once; False after a lost race."""
        view = branch.newest(self._paths())
        plan = self._plan(view, decided=self._reviewed or not branch.decides)
        if plan.problems:
            raise RegistryError(*sort_problems(plan.problems))
        if not plan.files:
            if self._removed:
                # Nothing is to be published, but what was proposed need not wait any more.
                branch.offer({ref: (commit, "") for ref, commit in self._removed.items()})
            self._finish(plan, view.commit, written=False)
            return True
        identity = Identity.from_string(view.settings.committer)
        message = self._message or _message(plan)
        new = write_commit(
            view.git,
            {view.inside(path): data for path, data in plan.files.items()},
            parent=view.commit,
            message=f"{message}\n",
            identity=identity,
            now=self._now,
        )
        subject = message.partition("\n")[0]
        if not branch.advance(new, view, identity=identity, subject=subject, also=self._removed):
            return False
        self.problems = branch.behind
        self._finish(plan, new, written=True)
        return True

    def _finish(self, plan: _Plan, commit: str, *, written: bool) -> None:
        self.commit = commit
        self.written = written
        self.published = plan.published
        self.unchanged = tuple(plan.unchanged)

    def _plan(self, view: Store, *, decided: bool) -> _Plan:
        plan = _Plan()
        for edit in self._owners:
            self._plan_owner(plan, view, edit)
        for path, data in self._files.items():
            _replace(plan, view, path, data)
        for addition in self._additions:
            self._plan_release(plan, view, addition.release, addition.record)
            self._plan_uses(plan, view, addition)
        if plan.added and view.settings.review and not decided:
            plan.problems.append(problem("review-required", "registry", address=view.address))
        for path, grow in self._growths:
            _plan_growth(plan, view, path, grow)
        plan.problems += [fault for path in plan.files for fault in _obstacles(view, path)]
        return plan

    def _plan_owner(self, plan: _Plan, view: Store, edit: Callable[[Store], Owner]) -> None:
        try:
            owner = edit(view)
        except RegistryError as error:
            plan.problems += error.problems
            return
        path = owner_path(owner.id)
        data = owner_to_toml(owner, view.read(path) or b"")
        if owner_from_toml(data, path)[0] != owner:
            reason = f"the owner '{owner.id}' would be another one when it is read"
            plan.problems.append(problem("unfaithful-record", path, reason=reason))
            return
        plan.owners.append(owner.id)
        _replace(plan, view, path, data)

    def _plan_release(self, plan: _Plan, view: Store, release: Release, record: bytes) -> None:
        path = record_path(release.id, release.version)
        if release.id.owner not in plan.owners and not _has_owner(view, release.id.owner):
            plan.problems.append(problem("unknown-owner", path, owner=release.id.owner))
        key = (release.id, release.version)
        stored = [plan.added[key]] if key in plan.added else list(_stored(plan, view, release))
        if not stored:
            plan.files[path] = record
            plan.added[key] = release
        elif release.same_as(stored[0]):
            plan.unchanged.append(release)
        else:
            plan.problems.append(version_exists(release, stored[0]))

    def _plan_uses(self, plan: _Plan, view: Store, addition: _Addition) -> None:
        overtaken = bool(addition.uses) and _is_overtaken(plan, view, addition.release)
        for body in dict.fromkeys(use.owner for use in addition.uses):
            path = uses_path(body, addition.release.id)
            before = plan.files.get(path, view.read(path))
            mine = [use for use in addition.uses if use.owner == body]
            if overtaken:
                mine = unspoken(mine, before, path)
            try:
                after = append_periods(before, path, mine, self._now.date())
            except RegistryError as error:
                plan.problems += error.problems
                continue
            if after is not None:
                plan.files[path] = after


def _has_owner(view: Store, owner: str) -> bool:
    # To read all owners would cost as much as the publication itself.
    entry = view.git.lookup(view.commit, view.inside(owner_path(owner)))
    return entry is not None and entry.is_file


def _is_overtaken(plan: _Plan, view: Store, release: Release) -> bool:
    """Tell whether the registry holds a newer version: then this one's manifest is old news."""
    entries = view.git.tree(view.commit, view.inside(algorithm_path(release.id)))
    slots = (slot_of(f"{algorithm_path(release.id)}/{entry.name}") for entry in entries)
    known = [slot.version for slot in slots if slot.version is not None]
    known += [version for identity, version in plan.added if identity == release.id]
    return any(version > release.version for version in known)


def _plan_growth(plan: _Plan, view: Store, path: str, grow: Grow) -> None:
    before = plan.files.get(path, view.read(path))
    try:
        after = grow(view, before)
    except RegistryError as error:
        plan.problems += error.problems
        return
    if after is None:
        return
    if len(after) > FILE_LIMIT:
        plan.problems.append(problem("file-too-large", path, size=len(after), limit=FILE_LIMIT))
    plan.files[path] = after


def _stored(plan: _Plan, view: Store, release: Release) -> Iterator[Release]:
    """Return the record of the same version; 1.2 and 1.2.0 are one, whatever the file's name."""
    folder = algorithm_path(release.id)
    for entry in view.git.tree(view.commit, view.inside(folder)):
        path = f"{folder}/{entry.name}"
        if slot_of(path).version != release.version:
            continue
        record, problems = read_record(view.read(path) or b"", path)
        if record is not None:
            yield record
        else:
            plan.problems += problems


def _replace(plan: _Plan, view: Store, path: str, data: bytes) -> None:
    if view.read(path) != data:
        plan.files[path] = data


def _obstacles(view: Store, path: str) -> Iterator[Problem]:
    """Yield what stands where a file or one of its directories would be written.

    `git fast-import` silently replaces a link or a file by a directory of that name.
    """
    parts = view.inside(path).split("/")
    for depth in range(1, len(parts) + 1):
        above = "/".join(parts[:depth])
        entry = view.git.lookup(view.commit, above)
        if entry is None:
            return
        last = depth == len(parts)
        if not (entry.is_file if last else entry.kind == "tree"):
            code = "not-a-file" if last else "not-a-directory"
            yield problem(code, "registry", path=above, kind=_kind(entry.mode))
            return


def _kind(mode: str) -> Word:
    names = {"120000": "symlink", "160000": "submodule", "040000": "folder"}
    return Word(names.get(mode, "plain-file"))


def _message(plan: _Plan) -> str:
    names = [release.reference for release in plan.published]
    if len(names) == 1:
        return f"Publish {names[0]}"
    if names:
        return f"Publish {len(names)} releases\n\n" + "\n".join(names)
    changed = ", ".join(sorted(plan.owners))
    return f"Change {changed}" if changed else "Change the registry"
