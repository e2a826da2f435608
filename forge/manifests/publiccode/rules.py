"""What the standard asks for across keys: small generators of problems.

Each looks at the plain values, so that a value that was refused is not called missing as well.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forge.manifests.publiccode.words import VERSIONS
from forge.text import nearest
from forge.text.graphemes import grapheme_length

__all__ = ["Finding", "check_rules"]

# (code, key path, values)
Finding = tuple[str, str, Mapping[str, str | int | None]]

_SHORTEST_DESCRIPTION = 150
_NONE: Mapping[str, str | int | None] = {}

_REQUIRED = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
)
# From a deprecated key to what takes its place, "" where nothing does.
_DEPRECATED = {
    "monochromeLogo": "logo",
    "inputTypes": "",
    "outputTypes": "",
    "legal.repoOwner": "organisation.name",
    "legal.authorsFile": "",
    "IT": "supports",
    "it": "supports",
}


def check_rules(tree: Mapping[str, Any], today: datetime.date) -> Iterator[Finding]:
    """Yield what is missing, deprecated, out of date or at odds with another key.

    Args:
        tree: The file's values, without nulls in tables.
        today: The day that contracts are compared with.
    """
    for rule in (_version, _required, _deprecated, _texts, _contacts, _items):
        yield from rule(tree)
    yield from _contractors(tree, today)


def _get(tree: object, path: str) -> Any:
    for part in path.split("."):
        tree = tree.get(part) if isinstance(tree, Mapping) else None
    return tree


def _list(tree: object, path: str) -> Sequence[Any]:
    found = _get(tree, path)
    return found if isinstance(found, list) else ()


def _version(tree: Mapping[str, Any]) -> Iterator[Finding]:
    value = tree.get("publiccodeYmlVersion")
    text = getattr(value, "source", value)
    if isinstance(text, str) and text and text not in VERSIONS:
        near = nearest(text, VERSIONS)
        yield "publiccode-version", "publiccodeYmlVersion", {"value": text, "near": near}


def _required(tree: Mapping[str, Any]) -> Iterator[Finding]:
    for path in _REQUIRED:
        section = path.partition(".")[0]
        # A section that is no table was reported as such.
        if section != path and not isinstance(tree.get(section, {}), Mapping):
            continue
        if _get(tree, path) in (None, [], {}):
            yield "missing-key", path, _NONE


def _deprecated(tree: Mapping[str, Any]) -> Iterator[Finding]:
    for path, instead in _DEPRECATED.items():
        if _get(tree, path) is not None:
            yield "deprecated-key", path, {"near": instead or None}
    for language, texts in _languages(tree):
        if "genericName" in texts:
            yield "deprecated-key", f"description.{language}.genericName", _NONE
    if "IT" in tree and "it" in tree:
        yield "twice-by-case", "it", {"name": "IT"}


def _languages(tree: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    found = tree.get("description")
    items = found.items() if isinstance(found, Mapping) else ()
    return [(language, texts) for language, texts in items if isinstance(texts, Mapping)]


def _texts(tree: Mapping[str, Any]) -> Iterator[Finding]:
    languages = _languages(tree)
    for language, texts in languages:
        if "shortDescription" not in texts:
            yield "missing-key", f"description.{language}.shortDescription", _NONE
        long = texts.get("longDescription")
        length = _letters(long.strip()) if isinstance(long, str) else 0
        if 0 < length < _SHORTEST_DESCRIPTION:
            values = {"length": length, "limit": _SHORTEST_DESCRIPTION}
            yield "too-short", f"description.{language}.longDescription", values
    for key in ("longDescription", "features"):
        if languages and not any(key in texts for _, texts in languages):
            yield "missing-in-all-languages", "description", {"name": key}


def _letters(text: str) -> int:
    # The beginning of a long text is long enough; letters of more code points than this are rare.
    sample = text[: 4 * _SHORTEST_DESCRIPTION]
    length = grapheme_length(sample)
    return length if length >= _SHORTEST_DESCRIPTION else grapheme_length(text)


def _contacts(tree: Mapping[str, Any]) -> Iterator[Finding]:
    kind = _get(tree, "maintenance.type")
    if kind in ("internal", "community") and _get(tree, "maintenance.contacts") is None:
        yield "missing-for-type", "maintenance.contacts", {"value": kind}
    contractors = _get(tree, "maintenance.contractors")
    if kind == "contract" and contractors is None:
        yield "missing-for-type", "maintenance.contractors", {"value": kind}
    if contractors and isinstance(kind, str) and kind != "contract":
        yield "contractors-without-contract", "maintenance.contractors", {"value": kind}


def _items(tree: Mapping[str, Any]) -> Iterator[Finding]:
    for path, names in (
        ("supports", ("id",)),
        ("fundedBy", ("name",)),
        ("maintenance.contractors", ("name", "until")),
        ("maintenance.contacts", ("name",)),
        ("dependsOn.open", ("name",)),
        ("dependsOn.proprietary", ("name",)),
        ("dependsOn.hardware", ("name",)),
    ):
        for index, item in enumerate(_list(tree, path)):
            if isinstance(item, Mapping):
                for name in names:
                    if item.get(name) is None:
                        yield "missing-key", f"{path}[{index}].{name}", _NONE
    organisation = tree.get("organisation")
    if isinstance(organisation, Mapping) and organisation.get("uri") is None:
        yield "missing-key", "organisation.uri", _NONE


def _contractors(tree: Mapping[str, Any], today: datetime.date) -> Iterator[Finding]:
    for index, item in enumerate(_list(tree, "maintenance.contractors")):
        until = item.get("until") if isinstance(item, Mapping) else None
        try:
            ended = isinstance(until, str) and datetime.date.fromisoformat(until) < today
        except ValueError:
            continue
        if ended:
            yield "contract-ended", f"maintenance.contractors[{index}].until", {"value": until}
