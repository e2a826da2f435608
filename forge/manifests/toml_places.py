"""Where every key of a TOML document stands, which tomllib does not tell.

The scanner reads the text once, from left to right, with its own stack. It accepts more than TOML
does and stops where it understands nothing: whether a document is TOML is tomllib's to say.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping

import attrs

from forge.manifests.line_places import LinePlaces
from forge.problems import Place

__all__ = ["DEEPEST", "TomlPlaces", "TooDeepError", "scan_places"]

# tomllib recurses into values, and walks a dotted key once for each of its parts; no manifest
# needs more than six levels.
DEEPEST = 64
# Paths of this length are no keys of ours. Without a bound, many keys below one very long key
# would take memory in the square of the document's size.
_LONGEST_PATH = 300
# No list of ours is longer; later items are found by the place of their list.
_MOST_ITEMS = 1000

_SPACES = r"(?:[ \t\r\n]++|#[^\n]*+)*+"
_SPACE = re.compile(_SPACES)
_BLANK = re.compile(r"[ \t]*+")
_KEY = re.compile(
    r"""(?P<bare>[A-Za-z0-9_-]++)|"(?P<basic>(?:[^"\\\n]++|\\.)*+)"|'(?P<literal>[^'\n]*+)'"""
)
_SCALARS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:[^"\\]++|\\.|"{1,2}+(?!"))*+"{3,5}+',
        r"'''(?:[^']++|'{1,2}+(?!'))*+'{3,5}+",
        r'"(?:[^"\\\n]++|\\.)*+"',
        r"'[^'\n]*+'",
        r"[^,\[\]{}#\n\"']++",
    )
)
# What most lines, items and pairs are, each in one step: a bare key and a text without escapes or a
# number or the like, or the bracket that opens a value.
_PLAIN = r"""(?:"[^"\\\n]*+"(?!")|'[^'\n]*+'(?!')|[^,\[\]{}#\n"']++)"""
_NAME = r"([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"
_LINE = re.compile(rf"{_SPACES}{_NAME}(?:{_PLAIN}[ \t]*+(?=[#\n]|\Z)|([\[{{]))")
_PAIR = re.compile(rf"{_SPACES}{_NAME}(?:{_PLAIN}{_SPACES}([,}}])|([\[{{]))")
_ITEM = re.compile(rf"{_SPACES}()(?:{_PLAIN}{_SPACES}([,\]])|([\[{{]))")
# A table's header of bare names.
_HEADER = re.compile(rf"\[([A-Za-z0-9_.-]{{1,{_LONGEST_PATH}}}+)\]")
_CLOSERS = {"[": "]", "{": "}"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class TooDeepError(Exception):
    """The document is nested too deeply; `place` says where it passes the bound."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__(str(place))


class _NotUnderstoodError(Exception):
    """The text cannot be TOML from here on."""


class TomlPlaces(Mapping[str, Place]):
    """Places by key path; lines are counted when the first one is asked for."""

    def __init__(self, offsets: Mapping[str, int], lines: LinePlaces) -> None:
        """Keep what places are worked out from.

        Args:
            offsets: From key path to where the key or item begins.
            lines: The places of the text's offsets.
        """
        self._offsets, self._lines = offsets, lines

    def __getitem__(self, path: str) -> Place:
        return self._lines.place(self._offsets[path])

    def __contains__(self, path: object) -> bool:
        return path in self._offsets

    def __iter__(self) -> Iterator[str]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)


def scan_places(text: str, file: str) -> TomlPlaces:
    """Return the place of every key and list item of a TOML document, by key path.

    Args:
        text: The document.
        file: Its path, part of every place.

    Raises:
        TooDeepError: Keys or values are nested deeper than `DEEPEST`.
    """
    lines = LinePlaces(text, file)
    scanner = _Scanner(text, lines)
    with contextlib.suppress(_NotUnderstoodError):
        scanner.document()
    return TomlPlaces(scanner.offsets, lines)


@attrs.define
class _Frame:
    """An array or inline table that is open; a `path` of None is not recorded."""

    path: str | None
    closer: str
    depth: int
    count: int = 0


class _Scanner:
    def __init__(self, text: str, lines: LinePlaces) -> None:
        self.text = text
        self.offsets: dict[str, int] = {}
        self.position = 0
        self._lines = lines
        self._counts: dict[str, int] = {}

    def document(self) -> None:
        """Read expressions up to the end."""
        table: str | None = ""
        depth = 0
        while True:
            self._plain_lines(table, depth)
            self._skip(_SPACE)
            if self.position == len(self.text):
                return
            if self._at("["):
                table, depth = self._header()
            else:
                stack: list[_Frame] = []
                self._open_pair(table, depth, stack)
                self._fill(stack)

    def _at(self, token: str) -> bool:
        return self.text.startswith(token, self.position)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        if match is None:
            raise _NotUnderstoodError
        self.position = match.end()

    def _expect(self, token: str) -> None:
        if not self._at(token):
            raise _NotUnderstoodError
        self.position += len(token)

    def _check_depth(self, depth: int, offset: int) -> None:
        if depth > DEEPEST:
            raise TooDeepError(self._lines.place(offset))

    def _record(self, path: str | None, offset: int) -> None:
        if path is not None and path not in self.offsets:
            self.offsets[path] = offset

    def _header(self) -> tuple[str | None, int]:
        brackets = 2 if self._at("[[") else 1
        plain = None if self._counts else _HEADER.match(self.text, self.position)
        if plain and plain[1].count(".") < DEEPEST:
            return self._plain_header(plain)
        self.position += brackets
        parts = self._key(0)
        self._expect("]" * brackets)
        path: str | None = ""
        for index, (name, offset) in enumerate(parts):
            path = _below(path, name)
            self._record(path, offset)
            if path is None:
                continue
            if brackets == 2 and index == len(parts) - 1:
                self._counts[path] = self._counts.get(path, 0) + 1
            if path in self._counts:
                path = f"{path}[{self._counts[path] - 1}]"
                self._record(path, offset)
        return path, len(parts)

    def _plain_header(self, match: re.Match[str]) -> tuple[str, int]:
        """Read a header of bare names while no table stands in a list."""
        path, start = match[1], match.start(1)
        parts = path.split(".")
        begin = 0
        for part in parts:
            end = begin + len(part)
            self._record(path[:end], start + begin)
            begin = end + 1
        self.position = match.end()
        return path, len(parts)

    def _key(self, depth: int) -> list[tuple[str, int]]:
        """Read a dotted key: the name and offset of each of its parts."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_BLANK)
            match = _KEY.match(self.text, self.position)
            if match is None:
                raise _NotUnderstoodError
            parts.append((_name(match), self.position))
            self._check_depth(depth + len(parts), self.position)
            self.position = match.end()
            self._skip(_BLANK)
            if not self._at("."):
                return parts
            self.position += 1

    def _plain_lines(self, table: str | None, depth: int) -> None:
        """Read lines of a bare key and a value as long as there are such."""
        text, offsets, read = self.text, self.offsets, _LINE.match
        room, prefix = _room(table)
        while match := read(text, self.position):
            name, opener = match.groups()
            start = match.start(1)
            if depth >= DEEPEST:
                self._check_depth(depth + 1, start)
            path = prefix + name if len(name) <= room else None
            if path is not None:
                offsets.setdefault(path, start)
            self.position = match.end()
            if opener:
                self._fill([_Frame(path, _CLOSERS[opener], depth + 1)])

    def _fill(self, stack: list[_Frame]) -> None:
        """Read the arrays and inline tables that are open, and all that is in them."""
        while stack:
            if not self._plain_run(stack):
                self._step(stack)

    def _plain_run(self, stack: list[_Frame]) -> bool:
        """Read items or pairs as long as they are plain; tell whether there was one."""
        frame, begin = stack[-1], self.position
        is_list = frame.closer == "]"
        text, read = self.text, _ITEM.match if is_list else _PAIR.match
        room, prefix = _room(frame.path)
        while match := read(text, self.position):
            name, separator, opener = match.groups()
            start = match.start(1)
            if is_list:
                path = self._item(frame, start)
            else:
                self._check_depth(frame.depth + 1, start)
                path = prefix + name if len(name) <= room else None
                self._record(path, start)
            self.position = match.end()
            if opener:
                self._open(path, opener, frame.depth + 1, stack)
                return True
            if separator != ",":
                stack.pop()
                return True
        return self.position > begin

    def _step(self, stack: list[_Frame]) -> None:
        """Read the bracket or comma that is next, or a pair or item that is not plain."""
        frame = stack[-1]
        self._skip(_SPACE)
        if self._at(frame.closer):
            self.position += 1
            stack.pop()
        elif self._at(","):
            self.position += 1
        elif frame.closer == "]":
            path = self._item(frame, self.position)
            self._open_value(path, frame.depth + 1, stack)
        else:
            self._open_pair(frame.path, frame.depth, stack)

    def _open_pair(self, table: str | None, depth: int, stack: list[_Frame]) -> None:
        parts = self._key(depth)
        self._expect("=")
        path = table
        for name, offset in parts:
            path = _below(path, name)
            self._record(path, offset)
        self._open_value(path, depth + len(parts), stack)

    def _item(self, frame: _Frame, offset: int) -> str | None:
        """Return the path of a list's next item, which begins at an offset."""
        number = frame.count
        frame.count += 1
        if frame.path is None or number >= _MOST_ITEMS:
            return None
        path = f"{frame.path}[{number}]"
        self._record(path, offset)
        return path

    def _open_value(self, path: str | None, depth: int, stack: list[_Frame]) -> None:
        """Read a scalar, or open the array or inline table that begins here."""
        self._skip(_BLANK)
        opener = self.text[self.position : self.position + 1]
        if opener in _CLOSERS:
            self.position += 1
            self._open(path, opener, depth, stack)
            return
        for pattern in _SCALARS:
            match = pattern.match(self.text, self.position)
            if match:
                self.position = match.end()
                return
        raise _NotUnderstoodError

    def _open(self, path: str | None, opener: str, depth: int, stack: list[_Frame]) -> None:
        self._check_depth(depth, self.position - 1)
        stack.append(_Frame(path, _CLOSERS[opener], depth))


def _room(path: str | None) -> tuple[int, str]:
    """Return how long a name below a path may be, and what stands before it."""
    if path is None:
        return -1, ""
    return _LONGEST_PATH - len(path), f"{path}." if path else ""


def _below(path: str | None, name: str) -> str | None:
    room, prefix = _room(path)
    return prefix + name if len(name) <= room else None


def _name(match: re.Match[str]) -> str:
    basic = match["basic"]
    if basic is None:
        return match["bare"] if match["bare"] is not None else match["literal"]
    return _ESCAPE.sub(_unescape, basic) if "\\" in basic else basic


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code is None:
        return _ESCAPES.get(match[4], match[4])
    number = int(code, 16)
    if number > 0x10FFFF:
        raise _NotUnderstoodError
    return chr(number)
