"""The shape of CITATION.cff 1.2.0, as its official JSON schema gives it."""

from __future__ import annotations

import functools
import re
from typing import Any

from forge.exports.conform import Any_, Is, Items, Keys, Shape, Words, address, day
from forge.manifests.publiccode.registered import countries
from forge.packaged import packaged

__all__ = ["SHAPE", "licenses"]


@functools.cache
def licenses() -> frozenset[str]:
    """Return the SPDX ids that CITATION.cff 1.2.0 knows: those of May 2021."""
    return frozenset(packaged("forge.exports", "data/cff-licenses.txt").decode().split())


def _pattern(regex: str, word: str) -> Is:
    return Is(lambda value: isinstance(value, str) and re.fullmatch(regex, value) is not None, word)


_TEXT = Is(lambda value: isinstance(value, str) and value != "", "ref-type")
_NUMBER = Is(lambda value: isinstance(value, (int, float)) and not isinstance(value, bool), "")
_WHOLE = Is(lambda value: isinstance(value, int) and not isinstance(value, bool), "ref-type")
_COUNT = Any_((_WHOLE, _TEXT))
_LOOSE = Any_((_NUMBER, _TEXT))
_TEXTS = Items(_TEXT, least=1, is_set=True)
_URL = Is(address, "ref-url")
_DAY = Is(day, "ref-date")
_EMAIL = _pattern(r"\S+@\S+\.\S{2,}", "ref-email")
_DOI = _pattern(r"10\.\d{4,9}(?:\.\d+)?/[A-Za-z0-9:/_;\-.()\[\]\\]+", "loss-not-allowed")
_SWHID = _pattern(r"swh:1:(?:snp|rel|rev|dir|cnt):[0-9a-fA-F]{40}", "loss-not-allowed")
_ORCID = _pattern(r"https://orcid\.org/(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "loss-not-allowed")
_COUNTRY = Is(lambda value: isinstance(value, str) and value in countries(), "ref-country")
_MONTH = Is(lambda value: str(value) in set(map(str, range(1, 13))), "ref-date")
_LICENSE = Is(lambda value: isinstance(value, str) and value in licenses(), "ref-license")
_LICENSES = Any_((_LICENSE, Items(_LICENSE, least=1, is_set=True)))

_PLACE: dict[str, Shape] = {
    "address": _TEXT,
    "city": _TEXT,
    "country": _COUNTRY,
    "post-code": _LOOSE,
    "region": _TEXT,
}
_REACH: dict[str, Shape] = {
    "email": _EMAIL,
    "fax": _TEXT,
    "tel": _TEXT,
    "website": _URL,
    "orcid": _ORCID,
}
_PERSON = Keys(
    known={
        "affiliation": _TEXT,
        "alias": _TEXT,
        "family-names": _TEXT,
        "given-names": _TEXT,
        "name-particle": _TEXT,
        "name-suffix": _TEXT,
        **_PLACE,
        **_REACH,
    }
)
_ENTITY = Keys(
    known={
        "name": _TEXT,
        "alias": _TEXT,
        "date-end": _DAY,
        "date-start": _DAY,
        "location": _TEXT,
        **_PLACE,
        **_REACH,
    },
    required=("name",),
)


class _Agent:
    """A person or an entity: only entities have the key `name`."""

    def conform(self, value: Any, path: str, report: Any) -> Any:
        """Return the agent as far as it conforms."""
        is_entity = isinstance(value, dict) and "name" in value
        return (_ENTITY if is_entity else _PERSON).conform(value, path, report)


_AGENTS = Items(_Agent(), least=1, is_set=True)


def _identifier(kind: str, value: Any) -> Keys:
    known = {"type": Words(kind), "value": value, "description": _TEXT}
    return Keys(known=known, required=("type", "value"))


_IDENTIFIERS = Items(
    Any_(
        (
            _identifier("doi", _DOI),
            _identifier("url", _URL),
            _identifier("swh", _SWHID),
            _identifier("other", _TEXT),
        )
    ),
    least=1,
    is_set=True,
)

_SHARED: dict[str, Shape] = {
    "abstract": _TEXT,
    "commit": _TEXT,
    "contact": _AGENTS,
    "date-released": _DAY,
    "doi": _DOI,
    "identifiers": _IDENTIFIERS,
    "keywords": _TEXTS,
    "license": _LICENSES,
    "license-url": _URL,
    "repository": _URL,
    "repository-artifact": _URL,
    "repository-code": _URL,
    "title": _TEXT,
    "url": _URL,
    "version": _LOOSE,
    "authors": _AGENTS,
}
_REFERENCE_TYPES = (
    *("art", "article", "audiovisual", "bill", "blog", "book", "catalogue", "conference-paper"),
    *("conference", "data", "database", "dictionary", "edited-work", "encyclopedia"),
    *("film-broadcast", "generic", "government-document", "grant", "hearing", "historical-work"),
    *("legal-case", "legal-rule", "magazine-article", "manual", "map", "multimedia", "music"),
    *("newspaper-article", "pamphlet", "patent", "personal-communication", "proceedings"),
    *("report", "serial", "slides", "software-code", "software-container"),
    *("software-executable", "software-virtual-machine", "software", "sound-recording"),
    *("standard", "statute", "thesis", "unpublished", "video", "website"),
)
_TEXTS_OF_REFERENCE = (
    *("abbreviation", "collection-title", "collection-type", "copyright", "data-type"),
    *("database", "department", "edition", "entry", "filename", "format", "issue-date"),
    *("issue-title", "journal", "medium", "nihmsid", "notes", "scope", "term", "thesis-type"),
    "volume-title",
)
_COUNTS_OF_REFERENCE = (
    *("end", "loc-end", "loc-start", "number", "number-volumes", "pages", "section", "start"),
    *("volume", "year", "year-original"),
)
_DAYS_OF_REFERENCE = ("date-accessed", "date-downloaded", "date-published")
_BODIES_OF_REFERENCE = ("conference", "database-provider", "institution", "location", "publisher")
_PEOPLE_OF_REFERENCE = ("editors", "editors-series", "recipients", "senders", "translators")
_REFERENCE = Keys(
    known={
        **_SHARED,
        **dict.fromkeys(_TEXTS_OF_REFERENCE, _TEXT),
        **dict.fromkeys(_COUNTS_OF_REFERENCE, _COUNT),
        **dict.fromkeys(_DAYS_OF_REFERENCE, _DAY),
        **dict.fromkeys(_BODIES_OF_REFERENCE, _ENTITY),
        **dict.fromkeys(_PEOPLE_OF_REFERENCE, _AGENTS),
        "collection-doi": _DOI,
        "isbn": _pattern(r"[0-9\- ]{10,17}X?", "loss-not-allowed"),
        "issn": _pattern(r"\d{4}-\d{3}[\dxX]", "loss-not-allowed"),
        "issue": _LOOSE,
        "languages": Items(_pattern(r"[a-z]{2,3}", "ref-language"), least=1, is_set=True),
        "month": _MONTH,
        "patent-states": _TEXTS,
        "pmcid": _pattern(r"PMC[0-9]{7}", "loss-not-allowed"),
        "status": Words(
            *("abstract", "advance-online", "in-preparation", "in-press", "preprint", "submitted")
        ),
        "type": Words(*_REFERENCE_TYPES),
    },
    required=("authors", "title", "type"),
)

SHAPE = Keys(
    known={
        **_SHARED,
        "cff-version": Words("1.2.0"),
        "message": _TEXT,
        "preferred-citation": _REFERENCE,
        "references": Items(_REFERENCE, least=1, is_set=True),
        "type": Words("software", "dataset"),
    }
)
