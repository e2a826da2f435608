"""Releases for tests: one by hand, and any that the model allows, by Hypothesis.

The strategies follow the kinds that the model declares, so that a key added to the model is in the
round trip's test without a line here.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Any

import attrs
from hypothesis import strategies as st

from forge.model import (
    AlgorithmId,
    Foreign,
    LicenseFile,
    Licensing,
    Manifest,
    Provenance,
    Release,
    Source,
    Version,
)
from forge.model import kinds as k
from forge.model.structure import Table, keys_of
from forge.text import Localized

__all__ = ["any_release", "any_value", "make_release"]

_COMMIT = "4f1c2ab0123456789abcdef0123456789abcdef0"


def make_release(
    identity: str = "onb/bareme-bourses",
    version: str = "2.1.0",
    *,
    commit: str = _COMMIT,
    path: str = "",
    tag: str | None = None,
    repository: str = "https://git.onb.example/sie/bareme-bourses",
    **manifest: Any,
) -> Release:
    """A complete release of an invented body."""
    made = AlgorithmId.from_string(identity)
    values: dict[str, Any] = {
        "name": made.name,
        "owner": made.owner,
        "kind": "rules",
        "license": "Apache-2.0",
        "domains": ("education",),
        "title": Localized({"fr": "Barème des bourses (exemple)", "ar": "جدول المنح (مثال)"}),
        "summary": Localized({"fr": "Calcule le montant d'une bourse."}),
    }
    return Release(
        id=made,
        version=Version(version),
        manifest=Manifest(**values | manifest),
        source=Source(
            repository=repository,
            commit=commit,
            tag=f"v{version}" if tag is None else tag,
            path=path,
            date="2026-11-02T10:15:00Z",
            swhid="swh:1:dir:94a9ed024d3859793618152ea559a168bbcbb5e2",
            sha256="0" * 64,
        ),
        licensing=Licensing(
            declared="Apache-2.0",
            files=(LicenseFile(path="LICENSE", blob="1" * 40, ids=("Apache-2.0",)),),
        ),
        provenance=(
            Provenance(key="algorithm.license", file="algorithm.toml", line=7),
            Provenance(key="algorithm.name", file="git"),
        ),
        foreign=(Foreign(file="publiccode.yml", json='{"it":{"riuso":true}}'),),
        generator="forge 0.1.0",
        licence_data="spdx-3.29.0",
    )


_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
_TAGS = st.sampled_from(("fr", "ar", "zgh", "zgh-Tfng", "en", "ary-Arab", "fr-MA"))


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _is_text(text: str) -> bool:
    faults: list[str] = []
    cleaned = k.Text(limit=10_000).clean(text, "", lambda code, *_, **__: faults.append(code))
    return cleaned == text and not faults


_TEXT = st.text(_CHARACTERS, min_size=1, max_size=20).map(_clean).filter(_is_text)
_VERBATIM = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
_NAMES = st.from_regex(re.compile(r"[a-z0-9](-?[a-z0-9]){1,10}", re.ASCII), fullmatch=True)
_URLS = st.sampled_from(("https://a.example/x?y=1#z", "http://b.example:8080/%D8%A7"))


def _hexadecimal(digits: int) -> st.SearchStrategy[str]:
    # As one number: hypothesis would draw, and later change, each digit by itself.
    return st.integers(0, 16**digits - 1).map(f"{{:0{digits}x}}".format)


def any_value(kind: Any) -> st.SearchStrategy[Any]:
    """Every value of a kind, as the model holds it."""
    match kind:
        case k.Verbatim():
            return _VERBATIM
        case k.Text():
            return _TEXT
        case k.TextByLanguage():
            return st.dictionaries(_TAGS, _TEXT, min_size=1, max_size=3).map(Localized)
        case k.Choice(allowed=allowed):
            return st.sampled_from(allowed)
        case k.Name():
            return _NAMES.filter(k.is_name)
        case k.Pattern(form="40 hexadecimal digits"):
            return _hexadecimal(40)
        case k.Pattern(form="64 hexadecimal digits"):
            return _hexadecimal(64)
        case k.Pattern(regex=regex):
            return st.from_regex(re.compile(regex, re.ASCII), fullmatch=True)
        case k.Url() | k.Contact():
            return _URLS
        case k.Date():
            return st.dates()
        case k.WholeNumber(low=low, high=high):
            return st.integers(low, high)
        case k.Boolean():
            return st.booleans()
        case k.LanguageTag():
            return _TAGS
        case k.ListOf(item=item):
            return st.lists(any_value(item), max_size=2).map(tuple)
        case Table(cls=cls, required=required):
            return _any_of(cls, required)
    raise TypeError(kind)


@functools.cache
def _any_of(cls: Any, required: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    always, sometimes = {}, {}
    for name, key in keys_of(cls).items():
        where = always if name in required else sometimes
        where[key.attribute] = any_value(key.kind)
    return st.fixed_dictionaries(always, optional=sometimes).map(lambda values: cls(**values))


_VERSIONS = st.builds(
    lambda release, pre, post, dev, local: Version(
        ".".join(map(str, release))
        + (f"{pre}1" if pre else "")
        + (".post2" if post else "")
        + (".dev20261102101500" if dev else "")
        + (f"+g{local}" if local else "")
    ),
    st.lists(st.integers(0, 2100), min_size=1, max_size=4),
    st.sampled_from(("", "a", "b", "rc")),
    st.booleans(),
    st.booleans(),
    st.sampled_from(("", "4f1c2ab01234")),
)


@functools.cache
def any_release() -> st.SearchStrategy[Release]:
    """Every release that a registry may hold."""
    return st.builds(
        Release,
        id=st.builds(AlgorithmId, _NAMES.filter(k.is_name), _NAMES.filter(k.is_name)),
        version=_VERSIONS,
        manifest=_any_of(Manifest).map(lambda made: attrs.evolve(made, uses=())),
        source=_any_of(Source, ("commit", "date", "swhid", "sha256")),
        licensing=_any_of(Licensing),
        provenance=st.lists(
            _any_of(Provenance, ("key",)), max_size=3, unique_by=lambda item: item.key
        ).map(tuple),
        foreign=st.lists(_any_of(Foreign), max_size=2).map(tuple),
        generator=st.sampled_from(("", "forge 0.1.0")),
        licence_data=st.sampled_from(("", "spdx-3.29.0")),
    )
