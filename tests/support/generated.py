"""Hypothesis strategies for the model: any value that its declarations allow."""

from __future__ import annotations

import datetime
from typing import Any

import attrs
from hypothesis import strategies as st

from forge.model import Manifest
from forge.model.kinds import (
    Boolean,
    Choice,
    Contact,
    Date,
    LanguageTag,
    ListOf,
    Name,
    Pattern,
    Text,
    TextByLanguage,
    Url,
    WholeNumber,
)
from forge.model.structure import Table, keys_of
from forge.text import Localized

__all__ = ["kinds", "manifests", "sections", "texts"]

_WORDS = st.sampled_from(
    [
        "barème",
        "bourses",
        "جدول",
        "المنح",
        "بَ",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "a\tb",
        'say "x"',
        "\\n",
        "#",
        "👩‍👩‍👧",
        "=",
        "é",
    ]
)
_TAGS = ["fr", "ar", "zgh", "en", "ary-Arab", "zgh-Tfng", "fr-MA"]
_EXAMPLES = {
    "MA-04": ["MA-04", "MA-12"],
    "MA": ["MA", "FR"],
    "64 hexadecimal digits": ["0" * 64, "ab" * 32],
    "40 hexadecimal digits": ["0" * 40, "ab" * 20],
    "pkg:type/name": ["pkg:pypi/bareme", "pkg:maven/org.example/x@1.0"],
    "owner/name, owner/name@1.2 or an http address": [
        "cna/moteur-regles@1.4",
        "https://git.example/cna/moteur",
    ],
    "v{version}": ["v{version}", "bareme-{version}-final"],
}


def texts(limit: int = 1000) -> st.SearchStrategy[str]:
    """Texts as the model holds them: words of three scripts, trimmed, never empty."""
    return st.lists(_WORDS, min_size=1, max_size=min(6, max(1, limit // 12))).map(" ".join)


def kinds(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a kind."""
    for cls, make in _MAKERS.items():
        if isinstance(kind, cls):
            return make(kind)
    raise TypeError(kind)


def _table(kind: Table) -> st.SearchStrategy[Any]:
    return sections(kind.cls, kind.required)


_MAKERS: dict[type, Any] = {
    Text: lambda kind: texts(kind.limit),
    TextByLanguage: lambda kind: st.dictionaries(
        st.sampled_from(_TAGS), texts(kind.limit), min_size=1, max_size=3
    ).map(Localized),
    Choice: lambda kind: st.sampled_from(kind.allowed),
    Name: lambda kind: st.sampled_from(["onb", "bareme-bourses", "a1", "x" * 64]),
    Pattern: lambda kind: st.sampled_from(_EXAMPLES[kind.form]),
    Url: lambda kind: st.sampled_from(["https://onb.example", "http://onb.example/a?b=c#d"]),
    Contact: lambda kind: st.sampled_from(["forge@onb.example", "https://onb.example/contact"]),
    Date: lambda kind: st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    WholeNumber: lambda kind: st.integers(kind.low, kind.high),
    Boolean: lambda kind: st.booleans(),
    LanguageTag: lambda kind: st.sampled_from(_TAGS),
    ListOf: lambda kind: st.lists(kinds(kind.item), min_size=1, max_size=min(3, kind.most)).map(
        tuple
    ),
    Table: _table,
}


def sections(cls: Any, required: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    """Values of a class of the model, each optional key given or not."""
    keys = keys_of(cls)
    given = {key.attribute: kinds(key.kind) for name, key in keys.items() if name in required}
    optional = {
        key.attribute: kinds(key.kind) for name, key in keys.items() if name not in required
    }
    # Half of the optional keys at most, so that examples stay small.
    return st.lists(st.sampled_from(sorted(optional)), unique=True, max_size=6).flatmap(
        lambda names: st.builds(cls, **given, **{name: optional[name] for name in names})
    )


def manifests() -> st.SearchStrategy[Manifest]:
    """Manifests in which every key may be given."""
    return sections(Manifest)


def differing(manifest: Manifest, other: Manifest) -> list[str]:
    """Return the attributes in which two manifests differ, for a readable failure."""
    return [
        field.name
        for field in attrs.fields(Manifest)
        if getattr(manifest, field.name) != getattr(other, field.name)
    ]
