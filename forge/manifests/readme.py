"""The reader of README files: the first heading is a title, the first paragraph a summary."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

import attrs

from forge.manifests.decoding import decode_text
from forge.manifests.language import may_be_in, tell_language, tell_short_language
from forge.manifests.personal import has_personal_data
from forge.manifests.reading import Reading
from forge.model import Manifest
from forge.model.manifest import SUMMARY_LENGTH
from forge.problems import Place, Problem, Severity, problem
from forge.text import Localized
from forge.text.graphemes import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["README_NAMES", "read_readme"]

# The languages that a README's name may carry: two letters of ISO 639-1, and those of Morocco.
# Any two or three letters would make a language of `README.dev.md`.
_LANGUAGES = (
    "ar ary ber bg ca cs da de el en es et eu fa fi fr ga gl he hi hr hu id is it ja ko lt lv "
    "mt nl no pl pt rif ro ru shi sk sl sq sr sv sw th tr tzm uk ur vi zgh zh"
)
_NAME = re.compile(
    rf"(?i)readme(?:[._-](?P<language>(?:{_LANGUAGES.replace(' ', '|')})(?:[-_][a-z]{{2,4}})?))?"
    r"(?:\.(?:md|markdown|mdown|rst|txt|text))?"
)
README_NAMES = _NAME.pattern

# The heading and the first paragraph stand at the head; a README may be a whole book.
_LINES = 400
_LONGEST_LINE = 4000
_LONGEST_TITLE = 150
_LONGEST_BLOCK = 4000
_LONGEST_HEADLINE = 80
_MOST_PARAGRAPHS = 4
# A README of so few letters may hold two languages beside each other.
_SHORT, _LEAD = 600, 3
_LEAST_PROSE = 4  # One letter in so many stands outside of links.
_MARKUP = (".md", ".markdown", ".mdown", ".rst")

_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])?")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^\[\]]{0,200}\])"
)
_HTML_LINK = re.compile(r"<a\b[^<>]{0,2000}>[^<>]{0,500}</a>", re.IGNORECASE)
_SHORTCUT = re.compile(r"\[([^\[\]]{1,200})\]")
_EMPTY_LINK = re.compile(r"\[\s{0,20}\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_RST_LINK = re.compile(r"`([^`<>]{1,300}?)\s{0,5}<[^<>`]{1,2000}>`__?")
_RST_ROLE = re.compile(r":[a-z-]{1,30}:`([^`]{1,300})`")
_TAG = re.compile(r"<[/!?A-Za-z][^<>]{0,2000}>")
_AUTOLINK = re.compile(r"<https?://[^<>\s]{1,2000}>")
_EMOJI_CODE = re.compile(r"(?<!\w):[a-z0-9_+-]{2,40}:(?!\w)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|~~|(?<!\w)_{1,3}|_{1,3}(?!\w)|`{1,2})")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What a terminal would obey: "ESC [ 31 m" leaves no "[31m" behind.
_TERMINAL = re.compile(r"\x1b(?:\[[0-9;?]{0,50}[A-Za-z]?|\][^\x07\x1b]{0,500}\x07?)?")
# What stands below such a heading does not say what the project is.
_NO_SUMMARY = re.compile(
    r"(?i)\b(install\w*|usage|utilisation|getting started|d[ée]marr\w*|(table of )?contents"
    r"|sommaire|ind(ex|ice)|licen[cs]\w*|contribu\w*|changelog|requirements|pr[ée]requis)\b"
)
# Such a heading is no title of a project.
_NO_TITLE = re.compile(
    r"(?i)(?:read ?me|introduction|overview|about|(?:table of )?contents|toc|sommaire|présentation"
    r"|getting started|status|news|contributing|installation|usage|features|licen[cs]e)[:.]?"
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)

_ATX = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*")
_RST_RULE = re.compile(r"([=\-~^\"'`#*+.:_<>])\1{2,}[ \t]*")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_NO_PROSE = re.compile(
    r"[ \t]*(?:[-*+][ \t]|\d{1,3}[.)][ \t]|\||>|\.\.[ \t]|\[[^\]]{1,200}\]:"
    r"|:[A-Za-z -]{1,40}:[ \t])"
)


@attrs.frozen
class _Block:
    """Lines that belong together: a heading or a paragraph, and its first line's number."""

    line: int
    text: str
    is_heading: bool = False


@attrs.define
class _Head:
    """What stands at the head: the first heading, and the paragraphs up to the next.

    Attributes:
        personal: The first text that was passed over, since it holds a person's address.
    """

    title: _Block | None = None
    paragraphs: list[_Block] = attrs.field(factory=list)
    personal: _Block | None = None


def read_readme(data: bytes, file: str) -> Reading:
    """Return a README's first heading as title and its first paragraph as summary.

    A paragraph in another language that follows is a summary in that language. Nothing is taken
    where the language cannot be told from the file's name, the script or the most frequent words.

    Args:
        data: The file's bytes.
        file: Its path inside the repository.
    """
    text = decode_text(data, file)
    if isinstance(text, Problem):
        return Reading(file=file, problems=(attrs.evolve(text, severity=Severity.NOTE),))
    lines = _lines(text)
    # An underline of reStructuredText looks like a fence of Markdown.
    lines = lines if file.lower().endswith(".rst") else _without_code(lines)
    head = _head(lines, is_plain=not file.lower().endswith(_MARKUP))
    if head.title is None and not head.paragraphs:
        return Reading(file=file)
    named = _language_of_name(file)
    main = named or _language_of(_TAG.sub(" ", "\n".join(lines)))
    summaries = {named: head.paragraphs[0]} if named and head.paragraphs else {}
    summaries = summaries or _by_language(head.paragraphs, main)
    titles = _titles(head.title, next(iter(summaries), main))
    if not (titles or summaries):
        return Reading(file=file, problems=(problem("readme-language", file),))
    return _reading(file, titles, summaries, head.personal)


def _language_of(text: str) -> str:
    """Return the language of a whole README; a short one has too few words to count."""
    return tell_language(text) or (tell_short_language(text, _LEAD) if len(text) <= _SHORT else "")


def _by_language(paragraphs: list[_Block], main: str) -> dict[str, _Block]:
    """Return the first paragraph in each language; only the very first may follow the file's."""
    found: dict[str, _Block] = {}
    for number, paragraph in enumerate(paragraphs):
        language = tell_language(paragraph.text)
        if not language and number == 0 and may_be_in(main, paragraph.text):
            language = main
        if language:
            found.setdefault(language, paragraph)
    return found


def _titles(title: _Block | None, language: str) -> dict[str, _Block]:
    if title is None:
        return {}
    tag = language if language and may_be_in(language, title.text) else tell_language(title.text)
    return {tag: title} if tag else {}


def _reading(
    file: str,
    titles: dict[str, _Block],
    summaries: dict[str, _Block],
    personal: _Block | None,
) -> Reading:
    blocks = {"title": titles, "summary": summaries}
    places = {
        f"algorithm.{key}.{language}": Place(file=file, line=block.line, column=1)
        for key, texts in blocks.items()
        for language, block in texts.items()
    }
    manifest = Manifest(
        title=_localized(titles, _LONGEST_TITLE), summary=_localized(summaries, SUMMARY_LENGTH)
    )
    problems = () if personal is None else (_personal(file, personal),)
    return Reading(file=file, manifest=manifest, places=places, problems=problems)


def _localized(blocks: dict[str, _Block], limit: int) -> Localized:
    return Localized({language: shorten(block.text, limit) for language, block in blocks.items()})


def _language_of_name(file: str) -> str:
    match = _NAME.fullmatch(file.rpartition("/")[2])
    tag = match["language"] if match else None
    if not tag:
        return ""
    primary, _, rest = tag.replace("_", "-").partition("-")
    subtag = rest.upper() if len(rest) == 2 else rest.title()
    return f"{primary.lower()}-{subtag}" if rest else primary.lower()


def _personal(file: str, block: _Block) -> Problem:
    return problem(
        "personal-data", Place(file=file, line=block.line, column=1), severity=Severity.NOTE
    )


def _head(lines: list[str], *, is_plain: bool) -> _Head:
    head = _Head()
    for block in _blocks(lines):
        if not any(map(str.isalpha, block.text)):
            continue
        if has_personal_data(block.text):
            head.personal = head.personal or block
        elif block.is_heading or (is_plain and head.title is None and _is_headline(block.text)):
            if head.title is None and _NO_TITLE.fullmatch(block.text):
                continue
            if head.paragraphs or (head.title and _NO_SUMMARY.search(block.text)):
                break
            head.title = head.title or block
        else:
            head.paragraphs.append(block)
            if len(head.paragraphs) == _MOST_PARAGRAPHS:
                break
    return head


def _is_headline(text: str) -> bool:
    return len(text) <= _LONGEST_HEADLINE and not text.endswith((".", "!", "?", ":", "؟", "،"))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    start = 0
    while start < len(lines):
        end = start + 1
        while lines[start].strip() and end < len(lines) and _continues(lines[end]):
            end += 1
        if lines[start].strip():
            yield from _block(lines[start:end], start + 1)
        start = end


def _continues(line: str) -> bool:
    return bool(line.strip()) and _ATX.fullmatch(line) is None


def _lines(text: str) -> list[str]:
    """Return the first lines, with comments and front matter made empty."""
    # A newline for each that goes, so that the lines keep their numbers.
    head = text[: _LINES * _LONGEST_LINE].replace("\r\n", "\n").replace("\r", "\n")
    head = _COMMENT.sub(lambda match: "\n" * match.group().count("\n"), head)
    lines = [line[:_LONGEST_LINE] for line in head.split("\n")[:_LINES]]
    if lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:]):
        closing = next(n for n, line in enumerate(lines) if n and line.strip() == "---")
        lines[: closing + 1] = [""] * (closing + 1)
    return lines


def _without_code(lines: list[str]) -> list[str]:
    kept, fence = [], ""
    for line in lines:
        opening = _FENCE.match(line)
        kept.append("" if fence or opening else line)
        if fence and line.strip().startswith(fence):
            fence = ""
        elif opening and not fence:
            fence = opening[1]
    return kept


def _block(lines: list[str], number: int) -> Iterator[_Block]:
    """Yield the heading and the paragraph among lines without an empty one."""
    rule = _RST_RULE.fullmatch(lines[0])
    if rule and len(lines) > 2 and _RST_RULE.fullmatch(lines[2]):
        yield _Block(number + 1, _plain(lines[1]), is_heading=True)
        yield from _block_if_any(lines[3:], number + 3)
    elif atx := _ATX.fullmatch(lines[0]):
        yield _Block(number, _plain(atx[1]), is_heading=True)
        yield from _block_if_any(lines[1:], number + 1)
    elif len(lines) > 1 and _RST_RULE.fullmatch(lines[1]) and not rule:
        yield _Block(number, _plain(lines[0]), is_heading=True)
        yield from _block_if_any(lines[2:], number + 2)
    elif "<h1" in lines[0].lower():
        last = next((n for n, line in enumerate(lines) if "</h1" in line.lower()), 0)
        yield _Block(number, _plain(" ".join(lines[: last + 1])), is_heading=True)
        yield from _block_if_any(lines[last + 1 :], number + last + 1)
    elif not (rule or _NO_PROSE.match(lines[0]) or lines[0].startswith(("    ", "\t"))):
        text = " ".join(lines)[:_LONGEST_BLOCK]
        plain = _plain(text)
        if not _is_navigation(text, plain):
            yield _Block(number, plain)


def _is_navigation(text: str, plain: str) -> bool:
    """Tell whether a paragraph is a row of links, which says nothing of the project."""
    prose = _RST_LINK.sub(" ", _LINK.sub(" ", _HTML_LINK.sub(" ", text)))
    return prose != text and _letters(_plain(prose)) * _LEAST_PROSE < _letters(plain)


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _block_if_any(lines: list[str], number: int) -> Iterator[_Block]:
    return _block(lines, number) if lines else iter(())


def _plain(text: str) -> str:
    """Return the words of a line of Markdown, HTML or reStructuredText."""
    text = _TERMINAL.sub("", text[:_LONGEST_BLOCK])
    for pattern in (_IMAGE, _EMPTY_LINK, _AUTOLINK):
        text = pattern.sub(" ", text)
    text = _SHORTCUT.sub(r"\1", _LINK.sub(r"\1", text))
    text = _RST_LINK.sub(r"\1", _RST_ROLE.sub(r"\1", text))
    text = html.unescape(_EMOJI_CODE.sub(" ", _TAG.sub(" ", text)))
    text = _ESCAPED.sub(r"\1", _EMPHASIS.sub("", text))
    hidden = {ord(character): " " for character in set(text) if not _is_shown(character)}
    text = text.translate(hidden) if hidden else text
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_shown(character: str) -> bool:
    # The two joiners belong to words of Arabic script and to emoji.
    return character in "\u200c\u200d" or not unicodedata.category(character).startswith("C")
