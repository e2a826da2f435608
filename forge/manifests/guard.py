"""The guard before the record: no person's e-mail address or phone number gets into a value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import attrs

from forge.manifests.algorithm_toml import reporter
from forge.manifests.personal import has_personal_data, is_personal_mailbox, scrub
from forge.model.kinds import Contact, ListOf, Text, TextByLanguage, Url
from forge.model.shape import key_path
from forge.model.structure import Table, keys_of
from forge.text import Localized

if TYPE_CHECKING:
    from collections.abc import Hashable

    from forge.manifests.reading import Reading
    from forge.model import Manifest
    from forge.model.kinds import Kind, Report
    from forge.problems import Problem

__all__ = ["personal_keys", "without_personal_data"]


def without_personal_data(reading: Reading) -> Reading:
    """Return a reading whose values name functions and no persons, with a problem for each change.

    Args:
        reading: What one file says.
    """
    found: list[Problem] = []
    report = reporter(found, reading.places, reading.file)
    manifest = _clean_keys(reading.manifest, "", report)
    if not found:
        return reading
    return attrs.evolve(reading, manifest=manifest, problems=(*reading.problems, *found))


def personal_keys(manifest: Manifest) -> tuple[str, ...]:
    """Return the keys under which a manifest holds a person's address or number.

    Args:
        manifest: Any; one that forge itself read holds none.
    """
    found: list[str] = []

    def report(code: str, key: str, **values: str | int | None) -> None:  # noqa: ARG001  # as any Report
        found.append(key)

    _clean_keys(manifest, "", report)
    return tuple(found)


def _clean_keys(section: Any, path: str, report: Report) -> Any:
    changes = {}
    for name, key in keys_of(cast("Hashable", type(section))).items():
        value = getattr(section, key.attribute)
        if value:
            where = f"{path}.{name}" if path else key_path(name)
            cleaned = _clean(key.kind, value, where, report)
            if cleaned != value:
                changes[key.attribute] = cleaned
    return attrs.evolve(section, **changes) if changes else section


def _clean(kind: Kind, value: Any, path: str, report: Report) -> Any:
    if isinstance(kind, ListOf):
        items = (
            _clean(kind.item, item, f"{path}[{index}]", report) for index, item in enumerate(value)
        )
        return tuple(item for item in items if item != "")
    if isinstance(kind, Table):
        return _clean_keys(value, path, report)
    if isinstance(kind, TextByLanguage):
        texts = {tag: _clean_text(text, f"{path}.{tag}", report) for tag, text in value.items()}
        return Localized({tag: text for tag, text in texts.items() if text})
    if isinstance(kind, Text):
        return _clean_text(value, path, report)
    if isinstance(kind, Contact) and is_personal_mailbox(value):
        report("personal-contact", path)
        return ""
    if isinstance(kind, Url) and has_personal_data(value):
        report("personal-data", path)
        return ""
    return value


def _clean_text(text: str, path: str, report: Report) -> str:
    if not has_personal_data(text):
        return text
    report("personal-data", path)
    cleaned = scrub(text)
    return cleaned if any(character.isalnum() for character in cleaned) else ""
