"""What the search on the pages reads: the index in many small scripts, of which a query loads few.

Classic scripts and no JSON files, because a page opened from a folder may not fetch files. The data
are those of `forge.index`; `static/search.js` reads them and takes the steps of
`forge/index/matching.py`. docs/search.md describes the format.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from forge.index import lists
from forge.index.facts import FACETS
from forge.index.lists import SIGNS
from forge.site.language import names_of_language
from forge.site.machine.documents import json_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from forge.index.card import Card
    from forge.index.catalogue import Long, StaticIndex, StaticTerm
    from forge.model import Owner, Term, Vocabulary
    from forge.site.catalogue import Catalogue

__all__ = ["Script", "search_files"]

FOLDER = "search"
# A query loads one file for each of its words and each of its hits: small ones, but not too many.
_SHARD_BYTES, _POSTINGS_BYTES, _NEAR_BYTES = 5000, 1200, 4000
_EDGE = 2


@attrs.frozen(kw_only=True)
class Script:
    """A file that the search on the pages reads.

    Attributes:
        name: Its path below the folder of the search, without its ending.
        data: Returns what it says.
        shows: Everything that decides what it says, where that is quicker to tell; else "".
    """

    name: str
    data: Callable[[], object]
    shows: str = ""

    @property
    def path(self) -> str:
        """Where it stands below the site's folder."""
        return f"{FOLDER}/{self.name}.js"

    def text(self) -> str:
        """Return what stands in it."""
        text = json_text(self.data()).removesuffix("\n")
        # JSON is JavaScript but for two signs, and "<" cannot end a script that somebody inlines.
        for character in "<\u2028\u2029":
            text = text.replace(character, f"\\u{ord(character):04x}")
        return f'forgeSearch.take("{self.name}",{text});\n'


def search_files(catalogue: Catalogue, index: StaticIndex) -> Iterator[Script]:
    """Yield every file that the search on the pages reads.

    Args:
        catalogue: What the site shows.
        index: The index at the same commit.
    """
    shards = _Shards()
    near = _Near()
    for term in index.terms():
        drawn = term.drawn
        if not isinstance(drawn, str) or len(drawn) > _POSTINGS_BYTES:
            drawn = yield from _list(hashlib.sha256(term.term.encode()).hexdigest()[:12], drawn)
        shards.add(term, drawn)
        near.add(term)
    yield from shards.files()
    yield from near.files()
    yield from _records(catalogue, index)
    yield from _facets(catalogue, index)
    yield _order(index)
    yield _script(
        "index",
        {
            "count": index.count,
            "slots": len(index.identities),
            "runs": lists.RUNS,
            "shards": _listed((key[:-1], key[-1]) for key in shards.first),
            "shardsParts": _listed(shards.children.items()),
            "near": _listed((key[:-1], key[-1]) for key in near.there),
            "nearParts": _listed(near.lengths.items()),
            "standing": sorted(Counter(code for code in index.codes if code is not None).items()),
            "facets": list(FACETS),
        },
    )


def _list(name: str, drawn: str | Long) -> Generator[Script, None, str]:
    """Yield the files of a common term; return its list, or how it is called."""
    if isinstance(drawn, str):
        if len(drawn) <= _POSTINGS_BYTES:
            return drawn
        yield _script(f"p/{name}", drawn)
        return f"@{name}"
    told: dict[str, Any] = {"head": drawn.head, "shift": drawn.shift, "pieces": len(drawn.pieces)}
    if drawn.rest is not None:
        told["rest"] = yield from _list(f"{name}r", drawn.rest)
    yield _script(f"p/{name}", told)
    for part, text in (*drawn.runs.items(), *enumerate(drawn.pieces)):
        yield _script(f"p/{name}-{part}", text)
    return f"@{name}" if drawn.rest is None else f"+{name}"


def _listed(pairs: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return beginnings of keys by the signs that follow: "ab cd:xyz|ef:g"."""
    signs: dict[str, set[str]] = defaultdict(set)
    for beginning, following in pairs:
        signs[beginning].update(following)
    beginnings: dict[str, list[str]] = defaultdict(list)
    for beginning in sorted(signs):
        beginnings["".join(sorted(signs[beginning]))].append(beginning)
    return "|".join(f"{' '.join(keys)}:{following}" for following, keys in beginnings.items())


def file_name(key: str) -> str:
    """Return the name of a file for a key of any letters."""
    return key.encode("utf-8", "surrogatepass").hex()


def _script(name: str, data: object) -> Script:
    return Script(name=name, data=lambda: data)


class _Shards:
    """Terms by their first two letters, by more where that makes large files.

    Attributes:
        first: The shortest beginnings that have a file.
        children: The next letters that have files, for beginnings whose longer terms are there.
    """

    def __init__(self) -> None:
        self._terms: dict[str, list[tuple[StaticTerm, list[Any]]]] = defaultdict(list)
        self.children: dict[str, list[str]] = {}

    @property
    def first(self) -> Iterable[str]:
        return self._terms

    def add(self, term: StaticTerm, postings: str) -> None:
        """Take a term with its postings, or with the name of the file that holds them."""
        entry: list[Any] = [term.count, int(term.whole), postings]
        if term.surface:
            entry.append(term.surface)
        self._terms[term.term[:_EDGE]].append((term, entry))

    def files(self) -> Iterator[Script]:
        """Yield every file."""
        for beginning, terms in sorted(self._terms.items()):
            yield from self._file(beginning, terms)

    def _file(self, beginning: str, terms: list[tuple[StaticTerm, list[Any]]]) -> Iterator[Script]:
        data: dict[str, Any] = {"terms": {term.term: entry for term, entry in terms}}
        longer = [pair for pair in terms if len(pair[0].term) > len(beginning)]
        size = sum(len(term.term) + len(entry[2]) + 12 for term, entry in terms)
        if size > _SHARD_BYTES and len(longer) > 1:
            data["terms"] = {t.term: entry for t, entry in terms if t.term == beginning}
            data["completions"] = _completions(term for term, _ in longer)
            children: dict[str, list[tuple[StaticTerm, list[Any]]]] = defaultdict(list)
            for pair in longer:
                children[pair[0].term[: len(beginning) + 1]].append(pair)
            self.children[beginning] = [child[-1] for child in children]
            for child, members in sorted(children.items()):
                yield from self._file(child, members)
        yield _script(f"t/{file_name(beginning)}", data)


def _completions(terms: Iterable[StaticTerm]) -> list[str]:
    from forge.index.matching import completions

    return completions([(term.term, term.count) for term in terms if term.whole])


class _Near:
    """Whole words by their first two letters and by their last two: where a typo leaves them.

    Attributes:
        there: The keys that have a file.
        lengths: The signs of the lengths that have files, for keys that are split by length.
    """

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.there: set[str] = set()
        self.lengths: dict[str, list[str]] = {}

    def add(self, term: StaticTerm) -> None:
        """Take a term, if it is a word that somebody may have meant."""
        if term.guessable:
            for key in (f"h{term.term[:_EDGE]}", f"t{term.term[-_EDGE:]}"):
                self._words[key].append((term.term, term.count))

    def files(self) -> Iterator[Script]:
        """Yield every file."""
        for key, found in sorted(self._words.items()):
            if sum(len(word) + 6 for word, _ in found) <= _NEAR_BYTES:
                self.there.add(key)
                yield _near_file(key, found)
                continue
            by_length: dict[str, list[tuple[str, int]]] = defaultdict(list)
            for word, count in found:
                by_length[SIGNS[len(word)]].append((word, count))
            self.lengths[key] = list(by_length)
            for sign, members in sorted(by_length.items()):
                yield _near_file(key + sign, members)


def _near_file(key: str, found: list[tuple[str, int]]) -> Script:
    text = " ".join(f"{word} {count}" for word, count in found)
    return _script(f"n/{file_name(key)}", text)


def _records(catalogue: Catalogue, index: StaticIndex) -> Iterator[Script]:
    for number, (name, code) in enumerate(zip(index.identities, index.codes, strict=True)):
        card = catalogue.card(name)
        if card is not None:
            data = functools.partial(_record, card, catalogue.owners[card.id.owner], code)
            # The stamp of a card knows its body, too.
            yield Script(name=f"r/{number}", data=data, shows=f"{card.stamp} {code}")


def _record(card: Card, owner: Owner, code: int | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "code": code,
        "id": str(card.id),
        "title": dict(card.title),
        "summary": dict(card.summary),
        "owner": dict(owner.name),
        "kind": card.kind,
        "status": card.status,
        "version": card.version or card.commit[:7],
        "date": card.date[:10],
    }
    if card.demoted:
        made["demoted"] = True
    if card.successor:
        made["successor"] = card.successor
    return made


def _order(index: StaticIndex) -> Script:
    values = sorted(set(index.codes), key=lambda code: -1 if code is None else code)
    places = {code: place for place, code in enumerate(values)}
    return _script("order", _column(values, (places[code] for code in index.codes)))


def _facets(catalogue: Catalogue, index: StaticIndex) -> Iterator[Script]:
    for name in FACETS:
        values, column = index.column(name)
        used = {value for combination in values for value in combination}
        names = {"names": _names(name, used, catalogue)}
        yield _script(f"f/{name}", _column(values, column) | names)


def _column(values: Sequence[object], column: Iterable[int]) -> dict[str, object]:
    """Return values, and for every number the place of its own in signs of equal width."""
    width = 1 if len(values) <= len(SIGNS) else 2 if len(values) <= len(SIGNS) ** 2 else 3
    text = "".join(_code(code, width) for code in column)
    return {"values": values, "width": width, "column": text}


@functools.cache
def _code(code: int, width: int) -> str:
    made = ""
    for _ in range(width):
        made = SIGNS[code % len(SIGNS)] + made
        code //= len(SIGNS)
    return made


def _names(facet: str, values: set[str], catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Return the names of a facet's values by language, where the registry has names."""
    content = catalogue.content
    if facet == "owner":
        return {
            value: dict(content.owners[value].name)
            for value in sorted(values)
            if value in content.owners
        }
    if facet == "license-family" or facet.startswith("may-"):
        key = "family" if facet == "license-family" else "permit"
        return {value: _said(f"{key}.{value}") for value in sorted(values - {"none"})}
    terms = _terms(facet, content.vocabulary)
    if facet == "language":
        tags = sorted(values)
        named = [terms[tag].name if tag in terms else {} for tag in tags]
        return dict(zip(tags, map(names_of_language, tags, named), strict=True))
    return {value: dict(terms[value].name) for value in sorted(values) if value in terms}


def _said(key: str) -> dict[str, str]:
    from forge.model.rights.texts import say

    return {language: say(key, language) for language in ("ar", "en", "fr")}


def _terms(facet: str, vocabulary: Vocabulary) -> Mapping[str, Term]:
    lists = {
        "domain": vocabulary.domains,
        "region": vocabulary.regions,
        "language": vocabulary.languages,
    }
    return lists.get(facet, {})
