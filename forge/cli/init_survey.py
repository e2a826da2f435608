"""What `forge init` finds before it asks anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from forge.cli.table import facts, pad, width
from forge.errors import RegistryError
from forge.manifests import Merged, read_manifests
from forge.model import LicenseFile, Licensing, Owner
from forge.text import isolate
from forge.text.graphemes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.cli.session import Session

__all__ = ["Survey", "say_survey", "survey"]

_TEXTS = ("title", "summary")
# A value is shown so that it can be recognised beside its place.
_LONGEST_VALUE = 40
# Those that have a name here; any other is shown as its tag.
_LANGUAGES = ("en", "fr", "ar", "zgh")
_KEYS = ("name", "title", "summary", "license")


@attrs.frozen(kw_only=True)
class Survey:
    """What a repository says of itself, and what a registry knows of its address.

    Attributes:
        merged: What the metadata files say together.
        licensing: The licence files.
        repository: The canonical address, or "".
        tag: The newest version tag, or "".
        owners: The registry's owners, by id; none where no registry is known.
        owner: The owner that the address belongs to, or None.
    """

    merged: Merged
    licensing: Licensing
    repository: str
    tag: str
    owners: Mapping[str, Owner] = attrs.field(factory=dict)
    owner: Owner | None = None

    @property
    def held_license(self) -> str:
        """The licence whose text a file holds while nothing declares one; "" where it is unclear.

        A text of the GNU family does not tell whether a later version may be taken.
        """
        concluded = "" if self.merged.manifest.license else self.licensing.concluded
        return "" if concluded.endswith("-only") else concluded

    @property
    def license_file(self) -> str:
        """The first file that holds a licence in full, or ""."""
        return next((item.path for item in self.licensing.files if item.state == "text"), "")


def survey(address: str, path: str, registry: str) -> Survey:
    """Read a repository's work tree, and the owners of the registry where there is one.

    Raises:
        SourceError: The repository cannot be opened.
        RegistryError: The registry that was named cannot be read.
    """
    from forge.licensing import inspect_licensing
    from forge.manifests.reading import nearest_place
    from forge.release import owner_of
    from forge.source import open_source

    owners = _owners(registry)
    with open_source(address, overlay=True, offline=True) as snapshot:
        merged = read_manifests(snapshot, path)
        declared = merged.manifest.license
        place = nearest_place(merged.places, "algorithm.license", "")
        licensing, _ = inspect_licensing(snapshot, path, declared, place)
        versions = snapshot.tags(merged.manifest.tag_pattern).versions
        return Survey(
            merged=merged,
            licensing=licensing,
            repository=snapshot.repository,
            tag=versions[0].tag if versions else "",
            owners=owners,
            owner=owner_of(owners, snapshot.repository),
        )


def _owners(registry: str) -> Mapping[str, Owner]:
    from forge.cli.options import open_registry

    try:
        return open_registry(registry).owners
    except RegistryError as error:
        if any(item.code != "no-registry-chosen" for item in error.problems):
            raise
        return {}


def say_survey(found: Survey, session: Session) -> None:
    """Print what was read, and each fact beside the place where it stands."""
    session.say(f"{_files(found, session)} {_tag(found, session)}")
    rows = list(_facts(found, session))
    widest = max(width(value) for _, value, _ in rows)
    for line in facts((label, f"{pad(value, widest)}  {where}") for label, value, where in rows):
        session.say(line)


def _files(found: Survey, session: Session) -> str:
    names = [_read_file(name, found, session) for name in found.merged.files]
    names += [_license_file(item, session) for item in found.licensing.files]
    if not names:
        return session.text("init.read-nothing")
    return session.text("init.read", files=", ".join(names))


def _read_file(name: str, found: Survey, session: Session) -> str:
    """Return a file's name, of a README with the language that it was found to be in."""
    spoken = {
        item.key.rpartition(".")[2]
        for item in found.merged.provenance
        if item.file == name and item.key.startswith(("algorithm.title.", "algorithm.summary."))
    }
    if "readme" not in name.lower() or len(spoken) != 1:
        return isolate(name)
    tag = spoken.pop()
    language = session.text(f"init.language.{tag}") if tag in _LANGUAGES else tag
    return f"{isolate(name)} ({language})"


def _license_file(item: LicenseFile, session: Session) -> str:
    if item.state != "text":
        return isolate(item.path)
    ids = ", ".join(item.ids)
    return session.text("init.license-file", file=isolate(item.path), ids=ids)


def _tag(found: Survey, session: Session) -> str:
    if not found.tag:
        return session.text("init.no-tag")
    return session.text("init.latest-tag", tag=isolate(found.tag))


def _facts(found: Survey, session: Session) -> Iterator[tuple[str, str, str]]:
    """Yield label, value and place of what matters first; "?" stands for what nobody stated."""
    for name in _KEYS:
        label = session.text(f"init.field.{name}")
        stated = _stated(found, name)
        if not stated:
            yield label, *_unstated(found, name, session)
        for number, (value, where) in enumerate(stated):
            yield (label if number == 0 else ""), value, where
    yield session.text("init.field.owner"), *_owner(found, session)


def _unstated(found: Survey, name: str, session: Session) -> tuple[str, str]:
    if name == "license" and found.held_license:
        file = isolate(found.license_file)
        return f"{found.held_license} ?", session.text("init.license-held", file=file)
    return "?", session.text("init.missing")


def _stated(found: Survey, name: str) -> list[tuple[str, str]]:
    """Return the values of a key, one for each language, with the place of each."""
    value = getattr(found.merged.manifest, name)
    texts = {f".{tag}": f"{tag} {text}" for tag, text in value.items()} if name in _TEXTS else {}
    if isinstance(value, str) and value:
        texts[""] = value
    places = {item.key: item for item in found.merged.provenance}
    stated = []
    for end, text in texts.items():
        place = places.get(f"algorithm.{name}{end}")
        line = f":{place.line}" if place and place.line else ""
        where = isolate(f"{place.file}{line}") if place else ""
        stated.append((isolate(shorten(text, _LONGEST_VALUE)), where))
    return stated


def _owner(found: Survey, session: Session) -> tuple[str, str]:
    stated = found.merged.manifest.owner
    if stated:
        return stated, ""
    if found.owner is not None:
        name = isolate(found.owner.name.best(*session.languages))
        return found.owner.id, session.text("init.by-address", name=name)
    if not found.owners:
        return "?", session.text("init.no-registry")
    if not found.repository:
        return "?", session.text("init.no-address")
    return "?", session.text("init.unowned", address=isolate(found.repository))
