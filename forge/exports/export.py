"""From a release, a draft or a file to another format, with a report of what is lost."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, TypeAlias

from forge.errors import ManifestError
from forge.exports.facts import gather
from forge.exports.format import Export, Facts, Format, Losses, Statement
from forge.exports.formats import FORMATS
from forge.exports.subject import Subject, subject_of_draft, subject_of_release
from forge.exports.tables import overlay
from forge.model import Release
from forge.problems import problem, sort_problems
from forge.release import Draft
from forge.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from forge.model import Owner

__all__ = ["Exportable", "export", "format_named", "texts_of"]

Exportable: TypeAlias = Subject | Release | Draft

# For formats that hold one language: those of the field map, in its order.
_LANGUAGES = ("ar", "fr", "en")
_PERSONAL = ("authors", "contacts", "contractors", "partners")


def export(
    source: Exportable | Iterable[Exportable],
    format: str,  # noqa: A002  # The word that people say; the built-in is not used here.
    *,
    languages: Sequence[str] = _LANGUAGES,
    owners: Mapping[str, Owner] | None = None,
) -> Export:
    """Return a release in another format, with every loss.

    Args:
        source: A release, a draft, a subject; several of them for a format about several.
        format: The format's name, such as `codemeta.json`.
        languages: Language tags in order of preference, for a format that holds one language.
        owners: The registry's owners, by id, so that the body's name is told.

    Raises:
        ManifestError: `unknown-format`; `export-lacks` where the format demands what nobody
            stated and nobody may assume; `export-one` where it is about one algorithm.
    """
    known = format_named(format)
    given = [source] if isinstance(source, (Subject, Release, Draft)) else list(source)
    subjects = [_subject(item, owners or {}) for item in given]
    if not known.many and len(subjects) != 1:
        raise ManifestError(problem("export-one", format=known.name, count=len(subjects)))
    losses = Losses(known.name)
    statements = [_statement(item, known, languages, _facts(item, languages)) for item in subjects]
    text = known.write(statements, losses)
    for statement in statements:
        known.judge(statement.facts, losses)
        _judge_kept(statement.subject, known, losses)
        _judge_personal(statement, losses)
        if statement.subject.license and not statement.subject.expression:
            losses.refused("license", "ref-license")
    return Export(format=known.name, file=known.file, text=text, losses=sort_problems(losses.found))


def texts_of(
    source: Exportable, formats: Iterable[str], *, owners: Mapping[str, Owner]
) -> dict[str, str]:
    """Return a release in those of several formats that can be written of it, without their losses.

    Args:
        source: As of `export`.
        formats: Names of formats that are about one algorithm.
        owners: As of `export`.
    """
    subject = _subject(source, owners)
    facts = _facts(subject, _LANGUAGES)
    made = {}
    for name in formats:
        known = format_named(name)
        statement = _statement(subject, known, _LANGUAGES, facts)
        # What a format demands and nobody stated is no reason to withhold the others.
        with contextlib.suppress(ManifestError):
            made[name] = known.write([statement], Losses(known.name))
    return made


def format_named(name: str) -> Format:
    """Return a format by its name, or by the name of its file.

    Raises:
        ManifestError: `unknown-format`.
    """
    for known in FORMATS:
        if name.lower() == known.name.lower():
            return known
    names = [known.name for known in FORMATS]
    raise ManifestError(
        problem("unknown-format", value=name, known=", ".join(names), near=nearest(name, names))
    )


def _subject(item: Exportable, owners: Mapping[str, Owner]) -> Subject:
    if isinstance(item, Subject):
        return item
    owner = owners.get(item.manifest.owner)
    if isinstance(item, Release):
        return subject_of_release(item, owner)
    return subject_of_draft(item, owner)


def _facts(subject: Subject, languages: Sequence[str]) -> Facts:
    return gather(subject, FORMATS, languages)


def _statement(
    subject: Subject, known: Format, languages: Sequence[str], facts: Facts
) -> Statement:
    kept: dict[str, Any] = {}
    for file in known.files_of(subject):
        kept = overlay(file.tree, kept)
    return Statement(subject=subject, facts=facts, kept=kept, languages=tuple(languages))


def _judge_kept(subject: Subject, known: Format, losses: Losses) -> None:
    """Report the keys of other formats' files that no concept stands for."""
    own = list(known.files_of(subject))
    for kept in subject.kept:
        for name in kept.names:
            losses.left_out(kept.name, name)
        if kept not in own:
            read = next((item for item in FORMATS if kept in item.files_of(subject)), None)
            for name in sorted(kept.tree):
                if read is None or name not in read.keys:
                    losses.left_out(kept.name, name)


def _judge_personal(statement: Statement, losses: Losses) -> None:
    """Report that a record holds persons without the means to reach them."""
    if not statement.subject.is_public:
        return
    for concept in _PERSONAL:
        items = statement.facts.get(concept, ())
        if any("email" not in item and "url" not in item for item in items):
            losses.withheld(concept)
