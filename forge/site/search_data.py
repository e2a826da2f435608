"""What the search on the pages reads: the index in many small scripts, of which a query loads few.

Classic scripts and no JSON files, because a page opened from a folder may not fetch files. The data
are those of `forge.index`; `static/search.js` reads them and takes the steps of
`forge/index/matching.py`. docs/search.md describes the format.
"""

from __future__ import annotations

import functools
import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from forge.index import lists
from forge.index.facts import FACETS
from forge.index.lists import SIGNS
from forge.site.language import available_languages, names_of_language, read_interface
from forge.site.search_words import Beginnings, Buckets, Script, hex_of, near_words, script

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

    from forge.index.apart import Apart
    from forge.index.card import Card
    from forge.index.catalogue import Long, StaticIndex
    from forge.model import Owner, Term, Vocabulary
    from forge.site.catalogue import Catalogue

__all__ = ["search_files"]

# A query loads a file for each spelling of its words: small ones, but not too many.
_BUCKET_SIGNS = 400
# A longer list has a file of its own: who looks for another term does not want it.
_LIST_SIGNS = 300
# So do more words that are alike.
_LARGE_SIGNS = 3000


def search_files(catalogue: Catalogue, index: StaticIndex) -> Iterator[Script]:
    """Yield every file that the search on the pages reads.

    Args:
        catalogue: What the site shows.
        index: The index at the same commit.
    """
    terms, near = Buckets("t", _BUCKET_SIGNS), Buckets("n", _BUCKET_SIGNS)
    beginnings = Beginnings()
    guessable = []
    apart = index.apart()
    for term in index.terms():
        drawn = term.drawn
        if not isinstance(drawn, str) or len(drawn) > _LIST_SIGNS:
            name = hashlib.sha256(term.term.encode()).hexdigest()[:12]
            drawn = yield from _list(name, drawn, apart.get(term.term, {}))
        terms.add(term.term, drawn, *([term.surface] if term.surface else []))
        if term.whole:
            beginnings.add(term.term, term.count)
        if term.guessable:
            guessable.append((term.term, term.count))
    for key, text in near_words(guessable):
        if len(text) > _LARGE_SIGNS:
            yield script(f"n/{key[0]}{hex_of(key[1:])}", text)
        near.add(key, "@" if len(text) > _LARGE_SIGNS else text)
    yield from terms.files()
    yield from near.files()
    yield from beginnings.files()
    yield from _records(catalogue, index)
    yield from _facets(catalogue, index)
    yield _order(index)
    yield script(
        "index",
        {
            "count": index.count,
            "slots": len(index.identities),
            "runs": lists.RUNS,
            "t": terms.mask,
            "n": near.mask,
            "words": _listed((key[:-1], key[-1]) for key in beginnings.first),
            "wordsParts": _listed(beginnings.children.items()),
            "standing": sorted(Counter(code for code in index.codes if code is not None).items()),
            "facets": list(FACETS),
        },
    )


def _list(name: str, drawn: str | Long, apart: Apart) -> Generator[Script, None, str]:
    """Yield the files of a common term; return its list, or how it is called."""
    if isinstance(drawn, str):
        if len(drawn) <= _LIST_SIGNS:
            return drawn
        yield script(f"p/{name}", drawn)
        return f"@{name}"
    whole = " ".join(drawn.pieces)
    told: dict[str, Any] = {"count": drawn.count, "head": drawn.head, "shift": drawn.shift}
    told |= {"pieces": len(drawn.pieces), "size": len(whole)}
    told["apart"] = {
        weight: {theirs: " ".join(terms) for theirs, terms in others.items()}
        for weight, others in apart.items()
    }
    if drawn.rest is not None:
        told["rest"] = yield from _list(f"{name}r", drawn.rest, {})
    yield script(f"p/{name}", told)
    # Who wants few of them reads pieces, who wants most the whole.
    for part, text in (*drawn.runs.items(), *enumerate(drawn.pieces), ("all", whole)):
        yield script(f"p/{name}-{part}", text)
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
    if card.marks:
        made["marks"] = list(card.marks)
    if card.successor:
        made["successor"] = card.successor
    return made


def _order(index: StaticIndex) -> Script:
    values = sorted(set(index.codes), key=lambda code: -1 if code is None else code)
    places = {code: place for place, code in enumerate(values)}
    return script("order", _column(values, (places[code] for code in index.codes)))


def _facets(catalogue: Catalogue, index: StaticIndex) -> Iterator[Script]:
    for name in FACETS:
        values, column = index.column(name)
        used = {value for combination in values for value in combination}
        names = {"names": _names(name, used, catalogue)}
        yield script(f"f/{name}", _column(values, column) | names)


def _column(values: Sequence[object], column: Iterable[int]) -> dict[str, object]:
    """Return values, and for every number the place of its own in signs of equal width."""
    width = 1 if len(values) <= len(SIGNS) else 2 if len(values) <= len(SIGNS) ** 2 else 3
    signs = [_code(code, width) for code in range(len(values))]
    return {"values": values, "width": width, "column": "".join(map(signs.__getitem__, column))}


def _code(code: int, width: int) -> str:
    made = ""
    for _ in range(width):
        made = SIGNS[code % len(SIGNS)] + made
        code //= len(SIGNS)
    return made


def _names(facet: str, values: set[str], catalogue: Catalogue) -> Mapping[str, Mapping[str, str]]:
    """Return the names of a facet's values by language, where they are not among a page's words."""
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
    if facet == "sdg":
        return {value: _own_words(f"sdg-{value}") for value in sorted(values)}
    terms = _terms(facet, content.vocabulary)
    if facet == "language":
        tags = sorted(values)
        named = [terms[tag].name if tag in terms else {} for tag in tags]
        return dict(zip(tags, map(names_of_language, tags, named), strict=True))
    return {value: dict(terms[value].name) for value in sorted(values) if value in terms}


def _said(key: str) -> dict[str, str]:
    from forge.model.rights.texts import say

    return {language: say(key, language) for language in ("ar", "en", "fr")}


def _own_words(key: str) -> dict[str, str]:
    """Return a text of the interface in every language that has its own."""
    interfaces = map(read_interface, available_languages())
    return {item.language: item.words(key) for item in interfaces if key in item.texts.by_key}


def _terms(facet: str, vocabulary: Vocabulary) -> Mapping[str, Term]:
    lists = {
        "domain": vocabulary.domains,
        "region": vocabulary.regions,
        "language": vocabulary.languages,
    }
    return lists.get(facet, {})
