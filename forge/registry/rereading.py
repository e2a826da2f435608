"""A proposed record, not believed: its bytes looked at, and its source read again."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError, RegistryError
from forge.gitio import canonical_url
from forge.manifests.guard import personal_keys
from forge.manifests.personal import scrub_tree
from forge.model import Release, Source, compare
from forge.problems import Severity, problem
from forge.registry.layout import record_to_toml
from forge.registry.paths import record_path
from forge.registry.tables import dump
from forge.release import inspect, withhold_release

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.gitio import Network
    from forge.model import Owner
    from forge.problems import Problem
    from forge.release import Draft

__all__ = ["check_record", "check_source"]


def check_record(release: Release, record: bytes) -> Iterator[Problem]:
    """Yield what is odd about the bytes of a record that somebody else wrote.

    Args:
        release: What the record says.
        record: Its bytes.
    """
    path = record_path(release.id, release.version)
    if not _is_as_written(release, record):
        yield problem("unusual-record", path)
    for table, name in release.later:
        for key in tomllib.loads(name):
            where = f"{table}.{key}" if table else key
            yield problem("unknown-key", path, key=where, severity=Severity.WARNING, name=key)
    if withhold_release(release) != release:
        yield problem("overfull-record", path)
    for key in sorted(_personal(release)):
        yield problem("personal-record", path, key=key)
    address = release.source.repository
    if address and canonical_url(address) != address:
        near = canonical_url(address)
        yield problem("odd-address", path, key="source.repository", value=address, near=near)


def _is_as_written(release: Release, record: bytes) -> bool:
    """Tell whether the bytes are those that forge writes: nothing is hidden in comments or space.

    Where a newer forge wrote keys that we do not know, only the form can be compared.
    """
    if release.later:
        return dump(tomllib.loads(record.decode("utf-8"))) == record
    try:
        return record_to_toml(release) == record
    except RegistryError:
        return False


def _personal(release: Release) -> Iterator[str]:
    """Yield the keys under which the address or the number of a person stands."""
    yield from personal_keys(release.manifest)
    for number, item in enumerate(release.foreign):
        try:
            held = json.loads(item.json or "null")
        except (ValueError, RecursionError):
            yield f"foreign[{number}].json"
            continue
        if scrub_tree(held) != held:
            yield f"foreign[{number}].json"
    for table, text in release.later:
        held = tomllib.loads(text)
        if scrub_tree(held) != held:
            yield table or next(iter(held))


def check_source(
    release: Release, owners: Mapping[str, Owner], network: Network
) -> Iterator[Problem]:
    """Read a proposed release again where it says that it comes from, and yield what differs.

    Args:
        release: What was proposed.
        owners: The registry's owners, the proposed one among them.
        network: What the registry's operator allows.
    """
    path, repository = record_path(release.id, release.version), release.source.repository
    try:
        draft = _read_again(release, owners, network)
    except ForgeError as error:
        said = error.problems[0].message()
        yield problem("not-checked", path, repository=repository, said=said)
        return
    yield from draft.errors
    keys = list(_differing(release, draft.release)) if draft.release is not None else []
    if keys:
        # Another forge, or another edition of the licence texts, may read the same files otherwise.
        certain = _is_certain(keys) or _made_by(release) == _made_by(draft.release)
        yield problem(
            "differs-from-source",
            path,
            severity=None if certain else Severity.WARNING,
            keys=", ".join(keys),
            repository=repository,
            commit=release.source.commit[:7],
        )


def _is_certain(keys: Iterable[str]) -> bool:
    return any(key in ("id", "version") or key.startswith("source.") for key in keys)


def _read_again(release: Release, owners: Mapping[str, Owner], network: Network) -> Draft:
    source = release.source
    if canonical_url(source.repository) is None:
        # An address of this machine would be opened, whoever wrote it there.
        raise RegistryError(problem("bad-repository-url", "git", value=source.repository))
    return inspect(
        source.repository,
        path=source.path,
        revision=source.commit if release.is_snapshot else "",
        version="" if release.is_snapshot else str(release.version),
        snapshot=release.is_snapshot,
        owners=owners,
        network=network,
        environment={},
    )


def _made_by(release: Release | None) -> tuple[str, str]:
    return (release.generator, release.licence_data) if release is not None else ("", "")


def _differing(release: Release, again: Release) -> Iterator[str]:
    """Yield the keys of what is not the same, source first."""
    if (release.id, release.version) != (again.id, again.version):
        yield "version" if release.id == again.id else "id"
    for name in attrs.fields_dict(Source):
        mine, theirs = getattr(release.source, name), getattr(again.source, name)
        if name != "repository" and mine != theirs:
            yield f"source.{name}"
    paths = (".".join(change.path) for change in compare(release, again))
    yield from (path for path in dict.fromkeys(paths) if path != "repository")
    for name in ("licensing", "provenance", "foreign"):
        if getattr(release, name) != getattr(again, name):
            yield name
