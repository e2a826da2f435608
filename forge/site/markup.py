"""Texts of strangers as HTML: escaped, marked with their language, and inert."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from forge.text import Localized, direction, is_language_tag, primary_language

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = [
    *(
        "in_language",
        "language_mark",
        "left_to_right",
        "markdown",
        "safe_link",
        "safe_output",
        "show",
        "spaced",
    ),
    *("tokens_apart", "unmarked"),
]

# Controls, and the bidi embeddings, overrides and isolates: they may reorder what follows them.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_REPLACEMENT = "\ufffd"

# French sets a space before these marks, at which no line may break; authors type a plain one.
_BEFORE_MARKS = re.compile(r"(?<=\S) (?=[:;!?»](?:\s|$))|(?<=«) (?=\S)")

# Letters of the scripts that are written from right to left: Hebrew to Arabic, and their forms.
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

# What may be a name, an address or an expression of several words in a text from right to left,
# and what tells that it is one: a number alone is none, as the text itself says how it reads.
_TOKEN = re.compile(r"[<>=~^]*\w(?:[!-~ ]*[\w/+\]])?", re.ASCII)
_TELLS_TOKEN = re.compile(r"[A-Za-z<>=~^/]")

# A description has no images (they would be fetched from elsewhere) and no raw HTML.
_TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"} | {
    *("pre", "strong", "ul")
}


def safe_output(value: object) -> object:
    """Return what a template prints, without characters that act instead of showing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSAFE.sub(_REPLACEMENT, value)
    return value


def safe_link(url: str) -> str:
    """Return the address if a page may link to it, else ""."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    clean = parts.scheme in ("http", "https") and parts.netloc and "@" not in parts.netloc
    return url if clean and not _UNSAFE.search(url) and not re.search(r"\s", url) else ""


def show(text: Localized, *languages: str) -> Markup:
    """Return a text in the best of the languages, marked where it is not in the first of them."""
    picked = text.pick(*languages)
    if picked is None:
        return Markup("")
    tag, words = picked
    words = spaced(words, tag)
    if tag == languages[0] or (tag.isalpha() and tag == primary_language(languages[0])):
        return escape(safe_output(words))
    return in_language(safe_output(words), _language(tag), direction(tag))


def spaced(words: str, language: str) -> str:
    """Return a text whose lines do not begin with a mark that belongs to the word before it.

    Args:
        words: The text.
        language: Its language; only French sets spaces there.
    """
    return _french(words) if language == "fr" or language.startswith("fr-") else words


# One title stands on many pages.
@functools.lru_cache(maxsize=10_000)
def _french(words: str) -> str:
    return _BEFORE_MARKS.sub("\u00a0", words)


def language_mark(text: Localized, *languages: str) -> Markup:
    """Return the attributes for an element that holds what `show` shows, but may hold no mark."""
    picked = text.pick(*languages)
    if picked is None or picked[0] == languages[0]:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(_language(picked[0]), direction(picked[0]))


def unmarked(text: str) -> Markup:
    """Return a text whose language nobody knows: isolated, its direction taken from itself."""
    shown = safe_output(text)
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        # Said outright: what begins with a mark or a number gives a browser nothing to go by.
        return Markup('<bdi lang="" dir="ltr">%s</bdi>') % shown
    return Markup('<bdi lang="">%s</bdi>') % shown


def left_to_right(text: str) -> Markup:
    """Return a version, a span of versions or a code: it reads left to right in any text."""
    return Markup('<bdi dir="ltr">%s</bdi>') % safe_output(text)


def in_language(text: object, language: str, direction: str) -> Markup:
    """Return a text with the marks of its language."""
    # `%` escapes as `format` does, in a third of the time; pages do this a hundred times each.
    return Markup('<span lang="%s" dir="%s">%s</span>') % (language, direction, text)


@functools.lru_cache(maxsize=10_000)
def tokens_apart(text: str) -> Markup:
    """Return a text from right to left in which what machines read is isolated, left to right."""
    parts, end = [], 0
    clean = str(safe_output(text))
    for found in filter(lambda match: _TELLS_TOKEN.search(match[0]), _TOKEN.finditer(clean)):
        token = found[0] + _closing(found[0], clean[found.end() :])
        # A name of several words may break between them, anything else as a whole.
        apart = unmarked(token) if " " in token else left_to_right(token)
        parts += [escape(clean[end : found.start()]), apart]
        end = found.start() + len(token)
    return Markup("").join([*parts, escape(clean[end:])])


def _closing(token: str, rest: str) -> str:
    """Return the brackets after a token that close those that it opened."""
    closing = len(rest) - len(rest.lstrip(")"))
    return ")" * min(closing, max(0, token.count("(") - token.count(")")))


def markdown(text: Localized, *languages: str) -> Markup:
    """Return a Markdown text in the best of the languages, as a sanitised subset of HTML."""
    picked = text.pick(*languages)
    if picked is None:
        return Markup("")
    tag, words = picked
    return Markup('<div class="prose" lang="{}" dir="{}">{}</div>').format(
        _language(tag), direction(tag), _sanitised(words, tag)
    )


def _language(tag: str) -> str:
    return tag if is_language_tag(tag) else "und"


def _sanitised(text: str, language: str) -> Markup:
    import nh3

    parser = _parser()
    tokens = parser.parse(_UNSAFE.sub(_REPLACEMENT, text))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            # The page has its own headings of the first two levels.
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
        for part in token.children or ():
            if part.type == "text":
                part.content = spaced(part.content, language)
    html = parser.renderer.render(tokens, parser.options, {})
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 - what nh3 lets through is the point of calling it.


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable("image")
