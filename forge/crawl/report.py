"""What a crawl says to each owner: what to mend, as Markdown, JSON and Atom.

The reports are made of the state, so that a repository that did not change is in them too; the
same state gives the same bytes.
"""

from __future__ import annotations

import json
import re
import uuid
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from forge.problems import Problem, Severity
from forge.text import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from forge.crawl.state import Known, State
    from forge.registry import Store

__all__ = ["write_reports"]

Repositories = list[tuple[str, "Known"]]

# Repositories below no prefix of an owner; no owner can have that id.
_NOBODY = "_"
_FINE = ("published", "proposed", "unchanged", "waiting")
_TEXTS = {
    "title": ("What to mend: {name}", "À corriger : {name}"),
    "intro": (
        "{count} repositories were crawled for {registry}; {mend} need something from you.",
        "{count} dépôts parcourus pour {registry} ; {mend} attendent quelque chose de vous.",
    ),
    "nothing": ("Nothing is to be mended.", "Rien n'est à corriger."),
    "nobody": ("repositories of no owner", "dépôts sans propriétaire"),
    "hint": ("way out", "remède"),
    "published": ("published", "publié"),
    "proposed": ("proposed, not yet published", "proposé, pas encore publié"),
    "refused": ("not published", "non publié"),
    "broken": (
        "its newest commit cannot be published; what was published stays",
        "son dernier commit n'est pas publiable ; ce qui était publié reste",
    ),
    "waiting": ("unchanged for now", "inchangé pour l'instant"),
    "unchanged": ("unchanged", "inchangé"),
    "bare": ("without metadata", "sans métadonnées"),
    "fork": ("a copy of another repository", "copie d'un autre dépôt"),
    "moved": ("moved", "déménagé"),
    "gone": ("gone", "disparu"),
    "empty": ("empty", "vide"),
    "failed": ("could not be read", "n'a pas pu être lu"),
}
_SEVERITIES = {"error": ("error", "erreur"), "warning": ("warning", "avertissement")}


def write_reports(state: State, store: Store, directory: Path, language: str = "fr") -> None:
    """Write the reports of all owners, and one that counts them.

    Args:
        state: What is known of every repository.
        store: The registry.
        directory: Where; files of an earlier crawl are replaced.
        language: "en" or "fr".
    """
    directory.mkdir(parents=True, exist_ok=True)
    by_owner: dict[str, Repositories] = defaultdict(list)
    for url, known in state.items():
        by_owner[known.owner or _NOBODY].append((url, known))
    counts = {}
    for owner, repositories in sorted(by_owner.items()):
        report = _Report(owner, repositories, store, language)
        for kind, text in (
            ("md", report.markdown()),
            ("json", report.json()),
            ("atom", report.atom()),
        ):
            _write(directory / f"{owner}.{kind}", text)
        counts[owner] = dict(sorted(Counter(known.outcome for _, known in repositories).items()))
    index = {"registry": store.address, "commit": store.commit, "owners": counts}
    _write(directory / "index.json", _dump(index))


def _write(file: Path, text: str) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_bytes(text.encode("utf-8", "replace"))
    part.replace(file)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class _Report:
    """The report of one owner."""

    def __init__(self, owner: str, repositories: Repositories, store: Store, language: str) -> None:
        self._owner = owner
        self._repositories = repositories
        self._store = store
        self._language = "fr" if language == "fr" else "en"
        known = store.owners.get(owner)
        name = known.name.best(self._language, "fr", "en", "ar") if known else self._text("nobody")
        self._name = single_line(name) or owner

    def _text(self, key: str, **values: object) -> str:
        return _pick(_TEXTS[key], self._language).format_map(values)

    def _mending(self) -> Iterator[tuple[str, Known, list[Problem]]]:
        """Yield the repositories of which something is to be mended, and what."""
        for url, known in self._repositories:
            found = [p for p in known.problems if p.severity is not Severity.NOTE]
            if known.outcome not in _FINE or found:
                yield url, known, found

    def markdown(self) -> str:
        """Return the report for people."""
        mending = list(self._mending())
        count, registry = len(self._repositories), _plain(self._store.address)
        lines = [
            f"# {_plain(self._text('title', name=self._name))}",
            "",
            self._text("intro", count=count, registry=registry, mend=len(mending)),
        ]
        for url, known, found in mending:
            lines += ["", f"## <{url}>", "", f"{self._text(known.outcome)}.", ""]
            lines += [line for item in found for line in self._lines(item)]
        if not mending:
            lines += ["", self._text("nothing")]
        return "\n".join(lines).rstrip() + "\n"

    def _lines(self, item: Problem) -> Iterator[str]:
        severity = _pick(_SEVERITIES[item.severity.value], self._language)
        place = f" {_plain(str(item.place))}" if str(item.place) else ""
        key = f" {_plain(item.key)}" if item.key else ""
        message = _plain(item.message(self._language))
        yield f"- **{severity}**{place}{key}: {message} ({item.code})"
        hint = item.hint(self._language)
        if hint:
            yield f"  - {self._text('hint')}: {_plain(hint)}"

    def json(self) -> str:
        """Return the report for machines: every repository, with all that was found."""
        return _dump(
            {
                "owner": None if self._owner == _NOBODY else self._owner,
                "registry": self._store.address,
                "commit": self._store.commit,
                "repositories": [self._entry(url, known) for url, known in self._repositories],
            }
        )

    def _entry(self, url: str, known: Known) -> Mapping[str, Any]:
        return {
            "url": url,
            "outcome": known.outcome,
            "algorithms": sorted(set(known.ids.values())),
            "last-commit-date": known.date or None,
            "archived": known.archived,
            "problems": [item.to_dict(self._language) for item in known.problems],
        }

    def atom(self) -> str:
        """Return the report as a feed: an entry for each state of a repository to be mended."""
        entries = [self._atom_entry(*item) for item in self._mending()]
        title = escape(self._text("title", name=self._name))
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            '<feed xmlns="http://www.w3.org/2005/Atom">\n'
            f"  <id>{_urn(self._store.address, self._owner)}</id>\n"
            f"  <title>{title}</title>\n"
            f"  <updated>{self._store.date}</updated>\n"
            "  <author><name>forge</name></author>\n" + "".join(entries) + "</feed>\n"
        )

    def _atom_entry(self, url: str, known: Known, found: list[Problem]) -> str:
        codes = sorted({item.code for item in found})
        text = "\n".join(line for item in found for line in self._lines(item))
        return (
            "  <entry>\n"
            f"    <id>{_urn(self._store.address, url, known.outcome, *codes)}</id>\n"
            f"    <title>{escape(url)}: {escape(self._text(known.outcome))}</title>\n"
            f'    <link href="{escape(url, {chr(34): "&quot;"})}"/>\n'
            f"    <updated>{known.date or self._store.date}</updated>\n"
            f'    <content type="text">{escape(text)}</content>\n'
            "  </entry>\n"
        )


def _pick(texts: tuple[str, str], language: str) -> str:
    return texts[1] if language == "fr" else texts[0]


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it and does nothing else."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|&~-])", r"\\\1", single_line(text))


def _urn(*parts: str) -> str:
    """Return an id that is the same for the same state of the same thing."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(parts)).urn
