"""What a reader of somebody else's format gathers: values for forge/1, each with its place.

The files were written for others, so nothing in them is an error of a publication; what cannot be
used is a warning, and what forge/1 has no key for is kept as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.language import may_be_in, tell_short_language
from forge.manifests.licence_names import is_exact, licence_of
from forge.manifests.personal import has_personal_data, scrub
from forge.manifests.reading import Places, Reading, nearest_place
from forge.manifests.tree_places import TreePlaces
from forge.manifests.yaml_places import YamlPlaces
from forge.manifests.yaml_scalars import SourceFloat, SourceInt
from forge.model.kinds import type_word
from forge.model.manifest import SUMMARY_LENGTH
from forge.model.shape import manifest_from_table
from forge.model.structure import unstructure
from forge.problems import Place, Problem, Severity, Word, problem, sort_problems
from forge.text.graphemes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forge.model import Manifest


__all__ = ["Contribution", "as_text", "lowered", "unusable"]

# Texts that look alike in two formats are written for two readers; that they differ says nothing.
_TEXTS = (
    *("algorithm.title", "algorithm.summary", "algorithm.description", "algorithm.keywords"),
    "interface",
)
_LONGEST_DESCRIPTION = 10_000
_MOST_LICENCES = 20  # A dozen joined fill what a record keeps of an expression.
_TABLES = frozenset({"algorithm", "interface", "reuse", "transparency"})


@attrs.define
class Contribution:
    """Values that one file offers, in the words of its own format.

    Attributes:
        file: The file's path.
        tree: The file's values.
        places: Where its keys stand.
        problems: What was found so far.
        kept: Returns what of the tree stays with the record; everything that is not held by the
            manifest where it is not given.
        yields: Keys on which the file only fills gaps.
        tells_untold: Whether a text whose language cannot be told is worth a note.
    """

    file: str
    tree: Mapping[str, Any]
    places: TreePlaces | Places
    problems: list[Problem] = attrs.field(factory=list)
    kept: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda tree: tree
    yields: set[str] = attrs.field(factory=lambda: set(_TEXTS))
    tells_untold: bool = True
    _table: dict[str, dict[str, Any]] = attrs.field(factory=dict)
    _sources: dict[str, str] = attrs.field(factory=dict)
    _untold: list[str] = attrs.field(factory=list)
    _title: tuple[str, str] = ("", "")

    def get(self, path: str) -> Any:
        """Return the value at a path of keys joined by points; None where there is none."""
        if path in self.tree:
            return self.tree[path]
        value: Any = self.tree
        for part in path.split("."):
            value = value.get(part) if isinstance(value, dict) else None
        return value

    def text(self, path: str) -> str:
        """Return the text at a path; "" for none, with a problem where it is something else."""
        return self.as_text(self.get(path), path)

    def as_text(self, value: Any, path: str) -> str:
        """Return a value as a text; "" for none, with a problem where it is something else."""
        text = as_text(value)
        if not text and value not in (None, "") and not isinstance(value, str):
            self.report("wrong-type", path, expected=Word("text"), found=type_word(value))
        return text

    def report(self, code: str, path: str, **values: str | int | None) -> None:
        """Report what is wrong with a value of the file; never more than a warning."""
        made = problem(code, self.place(path), key=path, severity=None, **values)
        self.problems.append(lowered(made))

    def place(self, path: str) -> Place:
        """Return where a key of the file stands, else the nearest key around it."""
        if isinstance(self.places, TreePlaces):
            return self.places.nearest(path) if path else Place(file=self.file)
        return nearest_place(self.places, path, self.file)

    def offer(self, key: str, value: object, path: str) -> None:
        """Offer a value for a key such as `algorithm.status`; the first offer counts.

        Args:
            key: The key path in forge/1; a third part is a language.
            value: A plain value; an empty one is no offer.
            path: The key of the file that it comes from.
        """
        if value in (None, "", [], {}) or key in self._sources or _is_template(value):
            return
        section, name, *language = key.split(".", 2)
        into = self._table.setdefault(section, {})
        if language:
            into.setdefault(name, {})[language[0]] = value
        else:
            into[name] = value
        self._sources[key] = path

    def languages_of(self, key: str) -> list[str]:
        """Return the languages in which a text was offered."""
        return [path.rpartition(".")[2] for path in self._sources if path.startswith(f"{key}.")]

    def offer_items(self, key: str, items: Iterable[tuple[object, str]]) -> None:
        """Offer a list, each item with the key of the file that it comes from."""
        found = [(value, path) for value, path in items if value not in (None, "", {})]
        if not found or key in self._sources:
            return
        section, name = key.split(".", 1) if "." in key else (key, "")
        values = [value for value, _ in found]
        if name:
            self._table.setdefault(section, {})[name] = values
        else:
            self._table[section] = values  # type: ignore[assignment]  # A list of tables.
        self._sources[key] = found[0][1]
        self._sources |= {f"{key}[{index}]": path for index, (_, path) in enumerate(found)}

    def offer_texts(
        self, title: tuple[str, str], about: tuple[str, str], language: str = ""
    ) -> None:
        """Offer a title and a description in the language that they tell, or in the given one.

        Args:
            title: A text and the key of the file that it comes from.
            about: The same.
            language: Their language, where the file names it.
        """
        spoken = "" if language else tell_short_language(about[0])
        for kind, (text, path) in (("about", about), ("title", title)):
            clean = _without_persons(text)
            told = spoken or language or tell_short_language(clean)
            tag = language or (told if may_be_in(told, clean) else tell_short_language(clean))
            if clean and tag:
                offer = self._offer_about if kind == "about" else self._offer_title
                offer(tag, clean, path)
            elif clean:
                self._untold.append(path)
                if kind == "title" and not self._title[0]:
                    self._title = (clean, path)

    def _offer_title(self, tag: str, text: str, path: str) -> None:
        self.offer(f"algorithm.title.{tag}", _on_one_line(text), path)

    def _offer_about(self, tag: str, text: str, path: str) -> None:
        """Offer a text as summary; a longer one as description, and its beginning as summary."""
        plain = " ".join(text.split())
        summary = shorten(plain, SUMMARY_LENGTH)
        self.offer(f"algorithm.summary.{tag}", summary, path)
        if summary != plain:
            whole = shorten(text, _LONGEST_DESCRIPTION)
            self.offer(f"algorithm.description.{tag}", whole, path)

    def offer_license(self, licences: Sequence[tuple[Any, str]], joined: str = "AND") -> None:
        """Offer a licence, or several, in the spellings that such files use.

        Args:
            licences: Texts as declared, each with its key.
            joined: What stands between several.
        """
        found = {licence_of(text): path for text, path in licences[:_MOST_LICENCES] if text}
        found.pop("", None)
        if not found:
            return
        parts = [f"({text})" if " " in text and len(found) > 1 else text for text in found]
        self.offer("algorithm.license", f" {joined} ".join(parts), next(iter(found.values())))
        if not all(map(is_exact, found)):
            # "GPL-3.0" may mean either of two, and a sentence anything: they contradict nothing.
            self.yields.add("algorithm.license")

    def reading(self) -> Reading:
        """Return what was offered, as far as it can be used."""
        told = self._table.get("algorithm", {}).keys() & {"title", "summary"}
        if self._untold and self.tells_untold and not told:
            self.report("text-language", self._untold[0])
        manifest = manifest_from_table(self._table, self._report_value)
        text, path = self._title
        is_untold = bool(text) and not manifest.title
        return Reading(
            title=(_on_one_line(text), self.place(path)) if is_untold else None,
            file=self.file,
            manifest=manifest,
            places=_Places(self, self._sources),
            problems=sort_problems(self.problems),
            foreign=self._foreign(manifest),
            yields=frozenset(self.yields),
        )

    def _report_value(self, code: str, key: str, **values: str | int | None) -> None:
        path = key
        while path and path not in self._sources:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        self.report(code, self._sources.get(path, ""), **values)

    def _foreign(self, manifest: Manifest) -> dict[str, Any]:
        """Return what the manifest does not hold in the file's own words."""
        held = {
            path
            for key, path in self._sources.items()
            if "[" not in path + key and _at(manifest, key) == self.get(path)
        }
        kept = _without(self.kept(self.tree), "", held)
        plain = _as_spelt(kept) if isinstance(self.places, YamlPlaces) else kept
        return dict(plain)


class _Places(Mapping[str, Place]):
    """Where values stand, by key path of forge/1; worked out when it is asked for."""

    def __init__(self, made: Contribution, sources: Mapping[str, str]) -> None:
        self._made, self._sources = made, sources

    def __getitem__(self, key: str) -> Place:
        return self._made.place(self._sources[key])

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def as_text(value: Any) -> str:
    """Return a text, or a number as it is spelt; "" for everything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (SourceInt, SourceFloat)):
        return value.source
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if is_number and abs(value) < 10**15 else ""


def unusable(file: str, tree: object, problems: Sequence[Problem]) -> Reading:
    """Return the reading of a file that cannot be used at all.

    Args:
        file: The file's path.
        tree: What was read instead of a table; None for nothing.
        problems: What its parser said.
    """
    found = list(problems)
    if tree is not None:
        place = Place(file=file, line=1, column=1)
        found.append(problem("wrong-type", place, expected=Word("table"), found=type_word(tree)))
    return Reading(file=file, problems=tuple(map(lowered, found)))


def lowered(found: Problem) -> Problem:
    """Return a problem of a file that was written for others: never more than a warning."""
    is_error = found.severity is Severity.ERROR
    return attrs.evolve(found, severity=Severity.WARNING) if is_error else found


def _on_one_line(text: str) -> str:
    return shorten(" ".join(text.split()), SUMMARY_LENGTH)


def _is_template(value: object) -> bool:
    """Tell whether a value is a gap that some generator was to fill."""
    return isinstance(value, str) and "{{" in value and "}}" in value


def _without_persons(text: str) -> str:
    text = scrub(text).strip() if has_personal_data(text) else text.strip()
    return text if any(character.isalnum() for character in text) else ""


def _at(manifest: Manifest, key: str) -> Any:
    """Return the plain value at a key path; of a text by language, that of the language."""
    section, _, rest = key.partition(".")
    name, _, language = rest.partition(".")
    if section not in _TABLES or not name:
        return None
    holder = manifest if section == "algorithm" else getattr(manifest, section)
    value = getattr(holder, name.replace("-", "_"))
    if language:
        return value.get(language)
    return unstructure(value) if isinstance(value, tuple) else value


def _as_spelt(value: Any) -> Any:
    """Return YAML's values without nulls in tables; a number that JSON would change as a text."""
    kind = value.__class__
    if kind is dict:
        return {str(key): _as_spelt(item) for key, item in value.items() if item is not None}
    if kind is list:
        return [_as_spelt(item) for item in value]
    if kind is SourceInt:
        # 007 would become 7.
        return int(value) if str(int(value)) == value.source else value.source
    # 1.10 would become 1.1.
    return value.source if kind is SourceFloat else value


def _without(table: Mapping[str, Any], path: str, held: set[str]) -> dict[str, Any]:
    """Return a table without the paths that the manifest holds, and without nulls beside them."""
    inner = {}
    nested = [name for name in held if "." in name]
    for key, item in table.items():
        where = f"{path}.{key}" if path else str(key)
        if item is None or where in held:
            continue
        inside = {name for name in nested if name.startswith(f"{where}.")}
        kept = _without(item, where, inside) if inside and isinstance(item, Mapping) else item
        if kept != {} or item == {}:
            inner[str(key)] = kept
    return inner
