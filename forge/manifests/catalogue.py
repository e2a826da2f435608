"""Catalogues of other registries: an agency's code.json index, a list of publiccode files.

Each entry becomes a draft of values with its problems; nothing is fetched, and nothing is taken as
true of a repository that nobody looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.gitio import canonical_url
from forge.manifests.code_json import PROJECTS, is_code_json, read_project
from forge.manifests.contribution import as_text
from forge.manifests.guard import without_personal_data
from forge.manifests.json import parse_json
from forge.manifests.personal import scrub_tree
from forge.manifests.publiccode import read_publiccode
from forge.manifests.yaml import parse_yaml
from forge.model import Manifest
from forge.model.ids import slug
from forge.problems import Place, Problem, Word, problem

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["CATALOGUE_LIMIT", "Catalogue", "CatalogueEntry", "catalogue_items", "read_catalogue"]

# The largest agency index of the corpus has 330 KiB; a national list has some thousand entries.
CATALOGUE_LIMIT = 32 * 1024 * 1024
_MOST_ENTRIES = 20_000
_LISTS = (*PROJECTS, "data", "software", "publiccodes")


@attrs.frozen(kw_only=True)
class CatalogueEntry:
    """One entry of another registry.

    Attributes:
        manifest: What it says, as far as it can be used; `name` is made of its own.
        repository: The canonical address of its repository, or "" where it names none.
        place: Where it stands in the catalogue.
        problems: What is wrong with it.
        foreign: What forge has no key for.
    """

    manifest: Manifest
    repository: str
    place: Place
    problems: tuple[Problem, ...] = ()
    foreign: Mapping[str, object] = attrs.field(factory=dict)


@attrs.frozen(kw_only=True)
class Catalogue:
    """What another registry's file lists.

    Attributes:
        publisher: Who publishes it, as it says.
        entries: Its entries, in its order.
        problems: What is wrong with the file as a whole.
    """

    publisher: str = ""
    entries: tuple[CatalogueEntry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_catalogue(data: bytes, file: str) -> Catalogue:
    """Return the drafts that an agency's index or a list of publiccode files holds.

    Args:
        data: The file's bytes: JSON or YAML; anything.
        file: Its name, for places.
    """
    tree, places, problems = _parse(data, file)
    if tree is None:
        return Catalogue(problems=problems)
    path, items = _items(tree)
    if items is None:
        place = Place(file=file, line=1, column=1)
        found = problem("no-catalogue", place, expected=Word("list"))
        return Catalogue(problems=(*problems, found))
    more: tuple[Problem, ...] = ()
    if len(items) > _MOST_ENTRIES:
        more = (problem("too-many", file, key=path, count=len(items), limit=_MOST_ENTRIES),)
    publisher = as_text(tree.get("agency")) if isinstance(tree, Mapping) else ""
    return Catalogue(
        publisher=publisher,
        entries=tuple(_entries(items[:_MOST_ENTRIES], path, places, file)),
        problems=(*problems, *more),
    )


def catalogue_items(data: bytes, file: str) -> tuple[tuple[str, Any], ...]:
    """Return what a catalogue lists, each as the file that its own repository would hold.

    Args:
        data: The file's bytes: JSON or YAML; anything.
        file: Its name.

    Returns:
        The name of each such file, and its text or its values; () for what is no catalogue.
    """
    tree = _parse(data, file)[0]
    if isinstance(tree, Mapping) and (is_code_json(tree) or "@context" in tree):
        return ()
    _, items = _items(tree)
    agency = as_text(tree.get("agency")) if isinstance(tree, Mapping) else ""
    shared = {"organization": agency} if agency else {}
    listed = (items or ())[:_MOST_ENTRIES]
    tables = [{**shared, **item} for item in listed if isinstance(item, Mapping)]
    texts = [_publiccode(item) for item in tables]
    return tuple(
        ("code.json", item) if text is None else ("publiccode.yml", text)
        for item, text in zip(tables, texts, strict=True)
    )


def _parse(data: bytes, file: str) -> tuple[Any, Any, tuple[Problem, ...]]:
    if file.endswith((".yml", ".yaml")):
        return parse_yaml(data, file)
    return parse_json(data, file, CATALOGUE_LIMIT)


def _publiccode(item: Mapping[str, Any]) -> str | None:
    """Return the text of the publiccode.yml that an entry holds; None where it holds none."""
    text = item.get("publiccode", item.get("publiccodeYml"))
    return text if isinstance(text, str) else None


def _items(tree: Any) -> tuple[str, list[Any] | None]:
    if isinstance(tree, list):
        return "", tree
    for name in _LISTS if isinstance(tree, Mapping) else ():
        if isinstance(tree.get(name), list):
            return name, tree[name]
    return "", None


def _entries(items: list[Any], path: str, places: Any, file: str) -> Iterator[CatalogueEntry]:
    for index, item in enumerate(items):
        where = f"{path}[{index}]"
        if isinstance(item, Mapping):
            yield _entry(item, _Below(places, where), places.nearest(where), file)


def _entry(item: Mapping[str, Any], places: _Below, place: Place, file: str) -> CatalogueEntry:
    text = _publiccode(item)
    if text is not None:
        reading = read_publiccode(text.encode("utf-8", "replace"), file)
        problems = tuple(attrs.evolve(found, place=place) for found in reading.problems)
        reading = attrs.evolve(reading, problems=problems, places={})
    else:
        reading = read_project(item, places, file)
    return _draft(without_personal_data(reading), item, place)


def _draft(reading: Reading, item: Mapping[str, Any], place: Place) -> CatalogueEntry:
    address = _repository(item) or _repository(reading.foreign)
    repository = canonical_url(address) or "" if address else ""
    problems = list(reading.problems)
    if not repository:
        problems.append(problem("no-repository", place))
    given = as_text(item.get("name")) or next(iter(reading.manifest.title.values()), "")
    name = slug(repository.rpartition("/")[2]) or slug(given)
    return CatalogueEntry(
        manifest=attrs.evolve(reading.manifest, name=name),
        repository=repository,
        place=place,
        problems=tuple(problems),
        foreign=scrub_tree(reading.foreign),
    )


def _repository(item: Mapping[str, Any]) -> str:
    for key in ("repositoryURL", "repository", "repoURL", "url"):
        text = as_text(item.get(key))
        if text:
            return text.replace("git://", "https://", 1)
    return ""


class _Below(Mapping[str, Place]):
    """The places of one entry's keys, by the path inside the entry."""

    def __init__(self, places: Any, path: str) -> None:
        self._places, self._path = places, path

    def __getitem__(self, key: str) -> Place:
        found: Place = self._places[f"{self._path}.{key}"]
        return found

    def __iter__(self) -> Iterator[str]:
        start = f"{self._path}."
        return (key.removeprefix(start) for key in self._places if key.startswith(start))

    def __len__(self) -> int:
        return sum(1 for _ in self)
