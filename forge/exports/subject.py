"""What is exported: a release, a draft or one file, brought into one shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import ManifestError
from forge.model import Manifest, Owner, Source, Verdict, is_snapshot
from forge.problems import problem
from forge.text import Localized

if TYPE_CHECKING:
    from forge.model import Foreign, Release
    from forge.release import Draft

__all__ = [
    "Kept",
    "Subject",
    "subject_of_draft",
    "subject_of_file",
    "subject_of_release",
    "subjects_of_file",
]


@attrs.frozen(kw_only=True)
class Kept:
    """What one metadata file holds beyond the manifest, or all that it holds.

    Attributes:
        file: The file's path.
        tree: Its keys and values.
        names: The keys of which a record keeps only the names, because they are too long.
    """

    file: str
    tree: Mapping[str, Any] = attrs.field(factory=dict)
    names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name without its directory."""
        return PurePosixPath(self.file).name


@attrs.frozen(kw_only=True)
class Subject:
    """One algorithm, as an export sees it.

    Attributes:
        manifest: What it says of itself.
        name: `owner/name`, or "" where it has no owner yet.
        version: The version that the tag gives, as the tag spells it without its prefix.
        is_tagged: Whether the version is a tag's, and the source's date the day of its release.
        source: Where it was read; empty for one file.
        license: The SPDX expression as it was found; it may be none.
        verdict: What the files say about the licence, where somebody looked.
        owner: The body that owns it, where its registry is known.
        kept: What metadata files hold beyond the manifest.
        is_public: Whether it comes from a record, which holds no means to reach a person.
    """

    manifest: Manifest
    name: str = ""
    version: str = ""
    is_tagged: bool = False
    source: Source = Source()
    license: str = ""
    verdict: Verdict | None = None
    owner: Owner | None = None
    kept: tuple[Kept, ...] = ()
    is_public: bool = True

    def title(self, *languages: str) -> str:
        """Return what people call it, in the first of the languages that is there."""
        found = self.manifest.title.best(*languages) or self.manifest.name
        return found or self.name.partition("/")[2]

    @property
    def expression(self) -> str:
        """The canonical SPDX expression; "" where the licence is not one."""
        from forge.licensing import LicenseSyntaxError, parse_expression

        try:
            return str(parse_expression(self.license)) if self.license else ""
        except LicenseSyntaxError:
            return ""

    @property
    def owner_name(self) -> Localized:
        """The name of the body that owns it, by language."""
        return self.owner.name if self.owner else Localized()


def subject_of_release(release: Release, owner: Owner | None = None) -> Subject:
    """Return a release as an export sees it.

    Args:
        release: The release.
        owner: The body that owns it; its name and site are told where it is given.
    """
    return Subject(
        manifest=release.manifest,
        name=str(release.id),
        version=str(release.version),
        is_tagged=not is_snapshot(release.version),
        source=release.source,
        license=release.licensing.declared,
        verdict=release.licensing.verdict,
        owner=owner,
        kept=tuple(map(_kept, release.foreign)),
    )


def subject_of_draft(draft: Draft, owner: Owner | None = None) -> Subject:
    """Return what a repository would publish as an export sees it; it needs no version.

    Args:
        draft: The draft.
        owner: The body that owns it.
    """
    if draft.release is not None:
        return subject_of_release(draft.release, owner)
    source = Source(repository=draft.repository, commit=draft.commit, path=draft.path)
    manifest = draft.manifest
    return Subject(
        manifest=manifest,
        name=f"{manifest.owner}/{manifest.name}" if manifest.owner and manifest.name else "",
        version=str(draft.version) if draft.version else "",
        source=source,
        license=draft.licensing.declared,
        verdict=draft.licensing.verdict,
        owner=owner,
        kept=tuple(map(_kept, draft.foreign)),
    )


def subject_of_file(data: bytes, file: str) -> Subject:
    """Return one metadata file as an export sees it, with the contacts that it names.

    Args:
        data: The file's bytes; anything.
        file: Its path, whose last part decides which reader is meant.

    Raises:
        ManifestError: No reader takes it, or it cannot be read at all.
    """
    from forge.manifests import READERS

    name = PurePosixPath(file.replace("\\", "/")).name
    reader = next((item for item in READERS if item.select([name])), None)
    reading = reader.read(data, file) if reader else None
    if reading is None:
        raise ManifestError(problem("not-exportable", file))
    tree = _tree(data, file)
    if tree is None and reading.manifest == Manifest():
        raise ManifestError(*(reading.problems or (problem("not-exportable", file),)))
    manifest = reading.manifest
    return Subject(
        manifest=manifest,
        name=f"{manifest.owner}/{manifest.name}" if manifest.owner and manifest.name else "",
        version=manifest.version,
        license=manifest.license,
        kept=(Kept(file=file, tree=tree),) if tree else (),
        is_public=False,
    )


def subjects_of_file(data: bytes, file: str) -> list[Subject]:
    """Return what a metadata file describes: each project of a catalogue, else the only one.

    Args:
        data: The file's bytes; anything.
        file: Its path.

    Raises:
        ManifestError: No reader takes it, or it cannot be read at all.
    """
    from forge.manifests import READERS
    from forge.manifests.catalogue import catalogue_items

    name = PurePosixPath(file.replace("\\", "/")).name
    is_other = name != "code.json" and any(reader.select([name]) for reader in READERS)
    is_readable = name.endswith((".json", ".yml", ".yaml"))
    items = catalogue_items(data, file) if is_readable and not is_other else ()
    return [_of_item(*item) for item in items] or [subject_of_file(data, file)]


def _of_item(file: str, content: Any) -> Subject:
    from forge.manifests.code_json import read_project

    if isinstance(content, str):
        return subject_of_file(content.encode("utf-8", "replace"), file)
    manifest = read_project(content, {}, file).manifest
    return Subject(
        manifest=manifest,
        version=manifest.version,
        license=manifest.license,
        kept=(Kept(file=file, tree=_plain(content)),),
        is_public=False,
    )


def _kept(foreign: Foreign) -> Kept:
    if not foreign.json:
        return Kept(file=foreign.file, names=foreign.keys)
    tree = _json(foreign.json)
    return Kept(file=foreign.file, tree=tree if isinstance(tree, dict) else {})


def _tree(data: bytes, file: str) -> Mapping[str, Any] | None:
    """Return all values of a file in a format that exports know, with their spelling."""
    from forge.manifests.yaml import parse_yaml

    found: object = None
    if file.endswith((".yml", ".yaml", ".cff")):
        found = parse_yaml(data, file)[0]
    elif file.endswith(".json"):
        found = _json(data)
    return _plain(found) if isinstance(found, dict) else None


# As deep as YAML may be; files of these formats have half a dozen levels.
_DEEPEST = 64


def _json(text: str | bytes) -> object:
    """Return the value of a JSON text; None where it is none, or deeper than any real one."""
    try:
        decoded = text if isinstance(text, str) else text.decode("utf-8-sig")
        found: object = json.loads(decoded, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    level: list[object] = [found]
    for _ in range(_DEEPEST):
        level = [inner for value in level for inner in _inner(value)]
        if not level:
            return found
    return None


def _inner(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _plain(value: Any) -> Any:
    """Return values without nulls in tables; a number without quotes keeps its spelling."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return getattr(value, "source", value)
