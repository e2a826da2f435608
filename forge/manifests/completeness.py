"""What a merged manifest lacks: small generators over values, for the registry's policy.

What is missing is shown, not refused; a registry may raise single codes to errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.manifests.algorithm_toml import FILE
from forge.manifests.facts import wanted
from forge.manifests.reading import Places, nearest_place
from forge.model.manifest import SUMMARY_LENGTH
from forge.problems import Place, Problem, problem
from forge.text import primary_language
from forge.text.graphemes import grapheme_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from forge.model import Manifest

__all__ = [
    "answered",
    "check_completeness",
    "missing_basics",
    "missing_languages",
    "missing_texts",
    "missing_transparency",
    "overlong_summaries",
    "value_at",
]


def answered(manifest: Manifest) -> Mapping[str, bool]:
    """Return which facts people look for, by key path, and whether each is there.

    The effect itself stands first: nobody knows what to ask for while it is unstated.

    Args:
        manifest: The merged manifest.
    """
    keys = ("transparency.effect", *wanted(manifest))
    if manifest.is_restricted:
        keys = ("transparency.purpose", "reuse.exception", "reuse.contact")
    return {key: bool(value_at(manifest, key)) for key in keys}


def check_completeness(
    manifest: Manifest, places: Places, languages: Iterable[str] = ()
) -> Iterator[Problem]:
    """Yield a problem for every fact that people look for and do not find.

    What a file does hold, but cannot be used, was reported where it was read.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
        languages: The registry's languages, in which title and summary should be there.
    """
    yield from missing_texts(manifest, places)
    if not manifest.is_restricted:
        yield from missing_transparency(manifest, places)
    yield from missing_basics(manifest, places)
    yield from missing_languages(manifest, places, languages)
    yield from overlong_summaries(manifest, places)


def missing_texts(manifest: Manifest, places: Places) -> Iterator[Problem]:
    """Yield an error for a title or summary that is there in no language at all.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
    """
    for name in ("title",) if manifest.is_restricted else ("title", "summary"):
        key = f"algorithm.{name}"
        if not getattr(manifest, name) and key not in places:
            example = f'{name} = {{ fr = "…", ar = "…" }}'
            yield problem("missing-key", _place(places, key), key=key, example=example)


def missing_transparency(manifest: Manifest, places: Places) -> Iterator[Problem]:
    """Yield a warning for each fact that the manifest's effect asks for.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
    """
    effect = manifest.transparency.effect
    key = "transparency.effect"
    if not effect and key not in places:
        yield problem("missing-effect", _place(places, key), key=key)
    for key in wanted(manifest):
        # Its own check asks for the contact of every entry, whatever the effect.
        is_asked = key != "reuse.contact" and key not in places
        if is_asked and not value_at(manifest, key):
            yield problem("missing-transparency", _place(places, key), key=key, effect=effect)


def missing_basics(manifest: Manifest, places: Places) -> Iterator[Problem]:
    """Yield a warning for a contact, an interface or domains that are not there.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
    """
    interface = manifest.interface
    for code, key, value, written in (
        ("missing-contact", "reuse.contact", manifest.reuse.contact, "reuse.contact"),
        ("missing-interface", "interface", interface.kind or interface.entry, "interface.kind"),
        ("missing-domains", "algorithm.domains", manifest.domains, "algorithm.domains"),
    ):
        if manifest.is_restricted and code != "missing-contact":
            continue
        if not value and written not in places:
            yield problem(code, _place(places, key), key=key)


def missing_languages(
    manifest: Manifest, places: Places, languages: Iterable[str]
) -> Iterator[Problem]:
    """Yield a warning for title and one for summary, which lack languages of the registry.

    A text that is there in no language at all is `missing_texts`' to say.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
        languages: The registry's languages.
    """
    for name in ("title", "summary"):
        texts = getattr(manifest, name)
        spoken = {primary_language(tag) for tag in texts}
        key = f"algorithm.{name}"
        lacking = [
            language
            for language in languages
            if primary_language(language) not in spoken and f"{key}.{language}" not in places
        ]
        if texts and lacking:
            shown = ", ".join(lacking)
            yield problem("missing-language", _place(places, key), key=key, languages=shown)


def overlong_summaries(manifest: Manifest, places: Places) -> Iterator[Problem]:
    """Yield a warning for each language whose summary has more letters than fit a card.

    Args:
        manifest: The merged manifest.
        places: Where its values stand.
    """
    for language, text in manifest.summary.items():
        length = grapheme_length(text)
        if length > SUMMARY_LENGTH:
            key = f"algorithm.summary.{language}"
            place = _place(places, key)
            yield problem("too-long", place, key=key, length=length, limit=SUMMARY_LENGTH)


def value_at(manifest: Manifest, key: str) -> object:
    """Return the value of a key such as `transparency.legal-basis` or `algorithm.owner`.

    Args:
        manifest: A manifest.
        key: A key path of two parts, or the name of a section.
    """
    section, _, name = key.partition(".")
    holder = manifest if section == "algorithm" else getattr(manifest, section)
    return getattr(holder, name.replace("-", "_")) if name else holder


def _place(places: Places, key: str) -> Place:
    return nearest_place(places, key, FILE)
