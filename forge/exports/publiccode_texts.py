"""The texts by language of publiccode.yml, which demands three of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forge.manifests.publiccode.registered import is_registered_language
from forge.text import primary_language
from forge.text.graphemes import grapheme_length, shorten

if TYPE_CHECKING:
    from forge.exports.format import Facts, Losses

__all__ = ["complete_texts", "descriptions"]

_SHORT, _LEAST, _LONG = 150, 150, 10_000

# What is put below a description that is too short for the standard, so that nothing is invented.
_PADDING = {
    "en": (
        "(publiccode.yml demands a description of at least 150 letters, and the source gives fewer:"
        " this paragraph was added by the conversion and says nothing more of the software.)"
    ),
    "fr": (
        "(publiccode.yml demande une description d'au moins 150 lettres, et la source en donne"
        " moins : ce paragraphe, ajouté par la conversion, ne dit rien de plus du logiciel.)"
    ),
    "ar": (
        "(يشترط publiccode.yml وصفا من 150 حرفا على الأقل، والمصدر يعطي أقل من ذلك: أضافت عملية"
        " التحويل هذه الفقرة، وهي لا تقول شيئا آخر عن البرنامج، ويمكن الرجوع إلى المستودع"
        " لمعرفة المزيد.)"
    ),
}


def descriptions(facts: Facts, losses: Losses) -> dict[str, dict[str, Any]]:
    """Return the section of each language in which there is a text to describe the software.

    Args:
        facts: The values by concept.
        losses: Is told of languages that cannot be written.
    """
    texts = {name: facts.get(name, {}) for name in ("titles", "summary", "description", "features")}
    told = {*texts["summary"], *texts["description"], *texts["features"]} or set(texts["titles"])
    sections: dict[str, dict[str, Any]] = {}
    for concept, key in _KEYS.items():
        for tag, value in texts[concept].items():
            if tag in told and is_registered_language(tag):
                sections.setdefault(tag, {})[key] = value
            else:
                losses.left_out(concept, tag)
    lists = {key: value for key, value in facts.get("media", {}).items() if isinstance(value, list)}
    if not sections and (lists or {"documentation", "api-documentation"} & facts.keys()):
        sections[_first_language(facts)] = {}
    for concept, key in (("documentation",) * 2, ("api-documentation", "apiDocumentation")):
        for section in sections.values() if facts.get(concept) else ():
            section[key] = facts[concept]
    for key, value in lists.items():
        for section in sections.values():
            section[key] = value
    return dict(sorted(sections.items()))


def _first_language(facts: Facts) -> str:
    tags: tuple[str, ...] = (*facts.get("titles", ()), *facts.get("languages", ()), "en")
    return next(tag for tag in tags if is_registered_language(tag))


_KEYS = {
    "titles": "localisedName",
    "summary": "shortDescription",
    "description": "longDescription",
    "features": "features",
}


def complete_texts(sections: dict[str, Any], name: str, facts: Facts, losses: Losses) -> None:
    """Give every language the three texts that are demanded, each told where nobody stated it.

    Args:
        sections: The texts by language, changed in place.
        name: What the software is called.
        facts: The values by concept, for a language to begin with.
        losses: Is told.
    """
    if not sections:
        sections[_first_language(facts)] = {}
    for tag, section in sections.items():
        if isinstance(section, dict):
            _complete(section, f"description.{tag}", tag, name, losses)


def _complete(section: dict[str, Any], path: str, tag: str, name: str, losses: Losses) -> None:
    long = section.get("longDescription") or ""
    if not section.get("shortDescription"):
        section["shortDescription"] = _first_line(str(long)) or section.get("localisedName") or name
        losses.assumed(f"{path}.shortDescription", section["shortDescription"])
    short = str(section["shortDescription"])
    for key, limit in (("shortDescription", _SHORT), ("longDescription", _LONG)):
        length = grapheme_length(str(section.get(key) or ""))
        if length > limit:
            section[key] = shorten(str(section[key]), limit)
            losses.shortened(f"{path}.{key}", length, limit)
    if grapheme_length(str(long).strip()) < _LEAST:
        padding = _PADDING.get(primary_language(tag), _PADDING["en"])
        section["longDescription"] = f"{str(long).strip() or short}\n\n{padding}"
        losses.approximated(f"{path}.longDescription", "loss-too-short")
    if not section.get("features"):
        section["features"] = [section["shortDescription"]]
        losses.assumed(f"{path}.features", section["shortDescription"])


def _first_line(text: str) -> str:
    return shorten(" ".join(text.strip().partition("\n")[0].split()), _SHORT)
