"""Where every key of a TOML document stands, which tomllib does not tell.

The scanner reads the text once, from left to right, with its own stack. It accepts more than TOML
does and stops where it understands nothing: whether a document is TOML is tomllib's to say.
"""

from __future__ import annotations

import contextlib
import re

import attrs

from forge.problems import Place

__all__ = ["DEEPEST", "TooDeepError", "scan_places"]

# tomllib recurses into values, and walks a dotted key once for each of its parts; no manifest
# needs more than six levels.
DEEPEST = 64
# Paths of this length are no keys of ours. Without a bound, many keys below one very long key
# would take memory in the square of the document's size.
_LONGEST_PATH = 300
# No list of ours is longer; later items are found by the place of their list.
_MOST_ITEMS = 1000

_SPACE = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
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
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class TooDeepError(Exception):
    """The document is nested too deeply; `place` says where it passes the bound."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__(str(place))


class _NotUnderstoodError(Exception):
    """The text cannot be TOML from here on."""


def scan_places(text: str, file: str) -> dict[str, Place]:
    """Return the place of every key and list item of a TOML document, by key path.

    Args:
        text: The document.
        file: Its path, part of every place.

    Raises:
        TooDeepError: Keys or values are nested deeper than `DEEPEST`.
    """
    scanner = _Scanner(text, file)
    with contextlib.suppress(_NotUnderstoodError):
        scanner.document()
    return scanner.places


@attrs.define
class _Frame:
    """An array or inline table that is open; a `path` of None is not recorded."""

    path: str | None
    closer: str
    depth: int
    count: int = 0


class _Scanner:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.places: dict[str, Place] = {}
        self.position = 0
        self._counts: dict[str, int] = {}
        self._line = 1
        self._line_start = 0
        self._marked = 0

    def document(self) -> None:
        """Read expressions up to the end."""
        table: str | None = ""
        depth = 0
        while True:
            self._skip(_SPACE)
            if self.position == len(self.text):
                return
            if self._at("["):
                table, depth = self._header()
            else:
                self._key_and_value(table, depth)

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

    def _place(self, offset: int) -> Place:
        """Return the place of an offset; offsets only grow, so each newline is counted once."""
        self._line += self.text.count("\n", self._marked, offset)
        self._line_start = max(self.text.rfind("\n", self._marked, offset) + 1, self._line_start)
        self._marked = offset
        return Place(file=self.file, line=self._line, column=offset - self._line_start + 1)

    def _record(self, path: str | None, offset: int) -> None:
        if path is not None and path not in self.places:
            self.places[path] = self._place(offset)

    def _header(self) -> tuple[str | None, int]:
        brackets = 2 if self._at("[[") else 1
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

    def _key(self, depth: int) -> list[tuple[str, int]]:
        """Read a dotted key: the name and offset of each of its parts."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_BLANK)
            match = _KEY.match(self.text, self.position)
            if match is None:
                raise _NotUnderstoodError
            parts.append((_name(match), self.position))
            if depth + len(parts) > DEEPEST:
                raise TooDeepError(self._place(self.position))
            self.position = match.end()
            self._skip(_BLANK)
            if not self._at("."):
                return parts
            self.position += 1

    def _key_and_value(self, table: str | None, depth: int) -> None:
        stack: list[_Frame] = []
        self._open_pair(table, depth, stack)
        while stack:
            frame = stack[-1]
            self._skip(_SPACE)
            if self._at(frame.closer):
                self.position += 1
                stack.pop()
            elif self._at(","):
                self.position += 1
            elif frame.closer == "]":
                self._open_item(frame, stack)
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

    def _open_item(self, frame: _Frame, stack: list[_Frame]) -> None:
        path = None
        if frame.path is not None and frame.count < _MOST_ITEMS:
            path = f"{frame.path}[{frame.count}]"
        frame.count += 1
        self._record(path, self.position)
        self._open_value(path, frame.depth + 1, stack)

    def _open_value(self, path: str | None, depth: int, stack: list[_Frame]) -> None:
        """Read a scalar, or open the array or inline table that begins here."""
        self._skip(_BLANK)
        closer = "]" if self._at("[") else "}" if self._at("{") else ""
        if closer:
            if depth > DEEPEST:
                raise TooDeepError(self._place(self.position))
            self.position += 1
            stack.append(_Frame(path, closer, depth))
            return
        for pattern in _SCALARS:
            match = pattern.match(self.text, self.position)
            if match:
                self.position = match.end()
                return
        raise _NotUnderstoodError


def _below(path: str | None, name: str) -> str | None:
    if path is None or len(path) + len(name) > _LONGEST_PATH:
        return None
    return f"{path}.{name}" if path else name


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
