"""A → A keeps every key that the format knows; A → record → B keeps what the map marks lossless."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forge.errors import ManifestError
from forge.exports import CONCEPTS, Subject, export, format_named, subject_of_file
from forge.exports.format import Losses, Statement
from forge.manifests.yaml import parse_yaml
from forge.model import Manifest
from tests.exports.test_field_map import FACTS
from tests.support.conversions import (
    READ_AND_WRITTEN,
    facts_of,
    leaves,
    real_records,
    real_subjects,
    through_a_record,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIRS = [(first, other) for first in READ_AND_WRITTEN for other in READ_AND_WRITTEN]
# Keys that a format writes only for values of another sort than the map's example.
_MORE_KEYS = {
    ("publiccode.yml", "media"): frozenset({"description.videos"}),
    ("publiccode.yml", "dependencies"): frozenset({"dependsOn.open", "dependsOn.hardware"}),
    ("publiccode.yml", "contractors"): frozenset({"maintenance.contractors"}),
    ("CITATION.cff", "citation"): frozenset({"doi", "preferred-citation", "references"}),
}
# What a format says by saying nothing.
_UNSAID = {"kind": "software"}


def _text_of(name: str, facts: dict[str, Any]) -> tuple[str, Losses]:
    known = format_named(name)
    subject = Subject(manifest=Manifest())
    statement = Statement(subject=subject, facts=facts, kept={}, languages=("fr",))
    losses = Losses(known.name)
    text = known.write([statement], losses)
    known.judge(facts, losses)
    return text, losses


def _leaves_of(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    return leaves(parse_yaml(_text_of(name, facts)[0].encode(), name)[0])


def _plain(key: str) -> str:
    """A key path without the numbers of items and the languages of texts."""
    return re.sub(r"^description\.[^.]+", "description", re.sub(r"\[\d+\]", "", key))


@functools.cache
def _keys(name: str, concept: str) -> frozenset[str]:
    """The keys that a format writes for a concept: those that are not there without it."""
    whole = _leaves_of(name, FACTS)
    try:
        rest = _leaves_of(name, {key: value for key, value in FACTS.items() if key != concept})
    except ManifestError:
        rest = {key: value for key, value in whole.items() if value != FACTS[concept]}
    own = {key for key, value in whole.items() if value != rest.get(key)}
    own = own or {key for key, value in whole.items() if value == FACTS[concept]}
    return frozenset(map(_plain, own)) | {concept} | _MORE_KEYS.get((name, concept), frozenset())


def _is_told(name: str, concept: str, told: set[str]) -> bool:
    return any(
        key == other or key.startswith(f"{other}.") or other.startswith(f"{key}.")
        for key in map(_plain, told)
        for other in _keys(name, concept)
    )


def _same(value: Any) -> Any:
    """A value without what does not count: spaces, midnight, what is empty or there twice."""
    if isinstance(value, str):
        return " ".join(value.removesuffix("T00:00:00Z").split())
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, list):
        items = [_same(item) for item in value]
        return [item for number, item in enumerate(items) if item not in items[:number]]
    if isinstance(value, dict):
        is_orcid = str(value.get("uri", "")).startswith("https://orcid.org/")
        named = {("orcid" if is_orcid and n == "uri" else n): item for n, item in value.items()}
        return {name: _same(item) for name, item in named.items() if item not in ("", [], {})}
    return value


def _untold(before: dict[str, Any], made: Any, name: str) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield every concept that the map does not have to lose, and that is gone without a word."""
    known = format_named(name)
    after = facts_of(subject_of_file(made.data, known.file))
    told = {item.key for item in made.losses}
    codes = {(item.key, item.code) for item in made.losses}
    for concept, value in before.items():
        cell = known.fidelity(concept)
        code = {"-": "export-left-out", "~": "export-approximated"}.get(cell)
        if (concept, code) in codes:
            continue
        found = after.get(concept, _UNSAID.get(concept))
        if cell == "-" or (_same(found) != _same(value) and not _is_told(name, concept, told)):
            yield cell, concept, value, found


@functools.cache
def _recorded(name: str) -> tuple[tuple[str, Subject, dict[str, Any]], ...]:
    """What a record of each real file gives, and its concepts."""
    return tuple((where, one, facts_of(one)) for where, _, one in real_records(name))


@pytest.mark.parametrize(("first", "other"), _PAIRS)
def test_every_real_file_keeps_what_is_lossless_through_a_record(first: str, other: str) -> None:
    lost, count = [], 0
    for where, subject, facts in _recorded(first):
        made = written(subject, other)
        if made:
            count += 1
            lost += [(where, *item) for item in _untold(facts, made, other)]
    print(f"\n{first} -> record -> {other}: {count} files")

    assert count >= 8
    assert lost == []


@pytest.mark.parametrize("name", READ_AND_WRITTEN)
def test_every_real_file_keeps_every_key_in_its_own_format(name: str) -> None:
    lost, count = [], 0
    for where, subject in real_subjects(name):
        made = written(subject, name)
        if made is None:
            continue
        count += 1
        before = leaves(dict(subject.kept[0].tree)) if subject.kept else {}
        after = leaves(dict(subject_of_file(made.data, name).kept[0].tree))
        told = {_plain(item.key) for item in made.losses}
        lost += [
            (where, key, value, after.get(key))
            for key, value in before.items()
            if key not in _VERSIONS
            and _same(after.get(_RENAMED.get(key, key))) != _same(value)
            and not any(_plain(key) == one or one.startswith(f"{_plain(key)}.") for one in told)
            and not any(_plain(key).startswith(f"{one}.") for one in told)
        ]
    print(f"\n{name} -> {name}: {count} files")

    assert count >= 8
    assert lost == []


# The version of the format itself, and what CodeMeta 3.0 has another name for.
_VERSIONS = {"publiccodeYmlVersion", "cff-version", "@context"}
_RENAMED = {"contIntegration": "continuousIntegration", "embargoDate": "embargoEndDate"}

_TEXTS = st.text(st.sampled_from("abcé ⴰمⵣ-_#:'\"0"), min_size=1).map(str.strip).filter(bool)
_CHANGED = {
    "name": _TEXTS,
    "version": st.from_regex(r"[0-9]\.[0-9]{1,3}(\.[0-9])?", fullmatch=True),
    "keywords": st.lists(st.sampled_from(["bourse", "منحة", "ⴰⵙⴽⴽⵉⵏ", "1.10", "yes"]), unique=True),
    "released": st.dates().map(str),
    "platforms": st.lists(st.sampled_from(["web", "linux", "mac"]), min_size=1, unique=True),
    "suite": _TEXTS,
    "copyright": _TEXTS,
    "effort": st.integers(1, 10**6),
    "license": st.sampled_from(["MIT", "EUPL-1.2", "MIT OR Apache-2.0", "MIT AND GPL-2.0-only"]),
    "maintenance": st.sampled_from(["internal", "community", "none"]),
    "status": st.sampled_from(["concept", "development", "beta", "stable", "retired"]),
}
_NEEDED = ("name", "repository", "summary")
_ANY_FACTS = st.builds(
    lambda chosen, changed: {
        concept: changed.get(concept) or FACTS[concept]
        for concept in CONCEPTS
        if concept in chosen or concept in _NEEDED
    },
    st.sets(st.sampled_from(CONCEPTS)),
    st.fixed_dictionaries({}, optional=_CHANGED),
)


@pytest.mark.parametrize(("first", "other"), _PAIRS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(facts=_ANY_FACTS)
def test_any_manifest_keeps_what_is_lossless_through_a_record(
    first: str, other: str, facts: dict[str, Any]
) -> None:
    text, losses = _text_of(first, facts)
    told = {item.key for item in losses.found}
    found = through_a_record(text.encode(), first)
    assert found is not None
    before, made = facts_of(found[1]), export(found[1], other)
    kept = {
        concept
        for concept in facts
        if format_named(first).fidelity(concept) == "=" and not _is_told(first, concept, told)
    }

    assert {name for name in kept if _same(before.get(name)) != _same(_bare(facts[name]))} == set()
    assert list(_untold(before, made, other)) == []


def _bare(value: Any) -> Any:
    """Bodies without the word that says that they are such."""
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name != "type"}
    return value
