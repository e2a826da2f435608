"""The concepts of every metadata format, and their values for one algorithm.

A concept is one row of the field map in docs/formats.md. Its value comes from the manifest, from
the source, or from what a metadata file holds beyond the manifest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.exports.format import filled
from forge.model.structure import unstructure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.exports.format import Facts, Format
    from forge.exports.subject import Subject

__all__ = ["CONCEPTS", "gather", "person_name"]

# In the order of the field map; each is named as its key in forge/1, where there is one.
CONCEPTS = (
    *("id", "name", "titles", "summary", "description", "features", "keywords", "categories"),
    *("domains", "kind", "repository", "aliases", "path", "homepage", "download", "version"),
    *("released", "created", "modified", "metadata-updated", "commit", "swhid", "sha256", "vcs"),
    *("visibility", "sharing", "license", "verdict", "copyright", "publisher", "funders"),
    *("partners", "authors", "contacts", "maintenance", "contractors", "status", "used-by"),
    *("reuse-counts", "based-on", "related", "suite", "dependencies", "sbom"),
    *("programming-languages", "languages", "localisation-ready", "platforms", "countries"),
    *("supports", "documentation", "api-documentation", "issues", "ci", "roadmap", "media"),
    *("effort", "contracts", "ai-use-case", "disclaimer", "citation", "embargo", "review"),
    *("regions", "packages", "interface", "artifacts", "transparency", "conditions"),
)

_VISIBILITY = {"open": "public", "government": "public", "restricted": "private"}


def gather(subject: Subject, formats: Iterable[Format], languages: Sequence[str]) -> Facts:
    """Return every concept that has a value, in the order of `CONCEPTS`.

    What the manifest says stands before what files hold beyond it; among these the order of
    precedence of the formats decides.

    Args:
        subject: The algorithm.
        formats: The formats whose files are understood.
        languages: Language tags in order of preference, for what has one language only.
    """
    found: dict[str, Any] = {}
    for known in formats:
        for kept in known.files_of(subject):
            for concept, value in filled(known.extract(kept.tree) if known.extract else ()):
                found.setdefault(concept, value)
    own = dict(filled(_of_subject(subject, languages)))
    first = (*_FILES_FIRST, *(() if subject.is_public else ("contacts",)))
    found = found | own | {name: found[name] for name in first if name in found}
    titles = dict(subject.manifest.title)
    found["titles"] = {} if set(titles.values()) <= {found.get("name")} else titles
    return {name: found[name] for name in CONCEPTS if found.get(name) not in (None, {}, "", [])}


# What a file says in full is not replaced by what the manifest holds of it.
_FILES_FIRST = ("name", "based-on", "partners")


def person_name(person: dict[str, Any]) -> str:
    """Return a person's or a body's name as one text."""
    parts = (person.get("given"), person.get("particle"), person.get("family"))
    return str(person.get("name") or " ".join(part for part in parts if part))


def _of_subject(subject: Subject, languages: Sequence[str]) -> Iterator[tuple[str, Any]]:
    manifest, source = subject.manifest, subject.source
    yield from _identity(subject, languages)
    yield "summary", dict(manifest.summary)
    yield "description", dict(manifest.description)
    yield "keywords", list(manifest.keywords)
    yield "domains", list(manifest.domains)
    yield "kind", manifest.kind
    yield "path", source.path
    yield "homepage", manifest.homepage
    yield "version", subject.version
    if subject.is_tagged:
        yield "released", source.date[:10]
    yield "commit", source.commit
    yield "swhid", source.swhid
    yield "sha256", source.sha256
    yield "license", subject.expression
    yield "verdict", str(subject.verdict or "")
    yield "status", manifest.status
    yield "languages", list(manifest.languages)
    yield "documentation", manifest.documentation
    yield "regions", list(manifest.regions)
    yield "packages", list(manifest.packages)
    yield from _sections(subject)


def _identity(subject: Subject, languages: Sequence[str]) -> Iterator[tuple[str, Any]]:
    yield "id", subject.name
    yield "name", subject.title(*languages)
    if subject.source.repository:
        yield "repository", subject.source.repository
        yield "vcs", "git"
    body = subject.owner_name.best(*languages)
    if body:
        assert subject.owner is not None
        yield "publisher", dict(filled([("name", body), ("uri", subject.owner.website)]))


def _sections(subject: Subject) -> Iterator[tuple[str, Any]]:
    manifest = subject.manifest
    reuse = manifest.reuse
    if reuse.contact:
        kind = "url" if reuse.contact.startswith("http") else "email"
        yield "contacts", [{kind: reuse.contact.removeprefix("mailto:")}]
    yield "maintenance", reuse.maintenance
    yield "conditions", dict(reuse.conditions)
    yield "based-on", list(reuse.based_on)
    yield "visibility", _VISIBILITY.get(reuse.openness, "")
    yield "sharing", dict(filled([("openness", reuse.openness), ("exception", reuse.exception)]))
    yield "partners", unstructure(reuse.partners)
    interface = unstructure(manifest.interface)
    yield "programming-languages", [interface["language"]] if "language" in interface else []
    yield "interface", {name: item for name, item in interface.items() if name != "language"}
    yield "artifacts", unstructure(manifest.artifacts)
    yield "dependencies", unstructure(manifest.depends)
    yield "transparency", unstructure(manifest.transparency)
    yield "download", next((item.url for item in manifest.artifacts if item.url), "")
