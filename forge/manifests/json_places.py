"""Where every key and item of a JSON file stands, looked up in the text when it is asked for."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any

from forge.manifests.line_places import LinePlaces
from forge.manifests.tree_places import Trail, TreePlaces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forge.problems import Place

__all__ = ["SPACE", "SURROGATE", "TEXT", "JsonPlaces", "Members"]

SPACE = re.compile(r"[ \t\r\n]*+")
TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"')
SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN_KEY = re.compile(r'"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+:[ \t\r\n]*+')
_COLON = re.compile(r"[ \t\r\n]*+:[ \t\r\n]*+")
_NEXT = re.compile(r"[ \t\r\n]*+([,}\]])[ \t\r\n]*+")
_SKIP = json.JSONDecoder().raw_decode

# Key or index, the offset of the key or item, that of its value, and the value.
_Member = tuple[Any, int, int, Any]


class Members:
    """The members of one table or list of a text, one by one.

    What is in them is read by the standard library's own scanner, which is written in C.

    Attributes:
        end: The offset after the table or list and the space behind it, once all were read.
    """

    def __init__(self, text: str, start: int, decode: Callable[[str, int], tuple[Any, int]]):
        """Prepare to read.

        Args:
            text: The whole text.
            start: The offset of the bracket that opens the table or list.
            decode: Returns the value at an offset, and the offset after it.
        """
        self.end = start
        self._text, self._start, self._decode = text, start, decode

    def __iter__(self) -> Iterator[_Member]:
        """Yield the members; raise ValueError where the text is no JSON."""
        text, decode = self._text, self._decode
        closer = "}" if text[self._start] == "{" else "]"
        position, separator = _after(SPACE, text, self._start + 1), ""
        if text.startswith(closer, position):
            self.end = _after(SPACE, text, position + 1)
            return
        for index in count():
            name, value = self._key(position) if closer == "}" else (index, position)
            found, end = decode(text, value)
            yield name, position, value, found
            match = _NEXT.match(text, end)
            separator, position = (match[1], match.end()) if match else ("", end)
            if separator != ",":
                break
        if separator != closer:
            raise ValueError
        self.end = position

    def _key(self, position: int) -> tuple[str, int]:
        """Return the key that begins at an offset, and the offset of its value."""
        plain = _PLAIN_KEY.match(self._text, position)
        if plain:
            return plain[1], plain.end()
        spelt = TEXT.match(self._text, position)
        colon = spelt and _COLON.match(self._text, spelt.end())
        if not (spelt and colon):
            raise ValueError
        return json.loads(spelt.group()), colon.end()


class JsonPlaces(TreePlaces):
    """Places by key path; the tables and lists around a key are looked through as far as it stands.

    What is not on the way is skipped.
    """

    def __init__(self, tree: object, text: str, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            tree: The value that the text was read as.
            text: The file's text.
            file: The file's path.
        """
        super().__init__(tree, file)
        self._text, self._lines = text, LinePlaces(text, file)
        self._root = _after(SPACE, text, 0)
        self._known: dict[int, dict[Any, tuple[int, int]]] = {}
        self._rest: dict[int, Iterator[_Member]] = {}

    def place(self, offset: int) -> Place:
        """Return the place of an offset in the text."""
        return self._lines.place(offset)

    def knows(self, members: dict[Any, tuple[int, int]]) -> None:
        """Take the offsets of the outermost members, which need not be looked for then.

        Args:
            members: By key or index: the offset of the key or item, and that of its value.
        """
        self._known[self._root] = members

    def _at(self, trail: Trail) -> Place:
        key, value = 0, self._root
        for _, name in trail:
            key, value = self._member(value, name)
        return self.place(key)

    def _member(self, start: int, wanted: Any) -> tuple[int, int]:
        """Return the offsets of a member of the table or list that begins at an offset."""
        found = self._known.setdefault(start, {})
        while wanted not in found:
            if start not in self._rest:
                self._rest[start] = iter(Members(self._text, start, _SKIP))
            name, key, value, _ = next(self._rest[start])
            shown = SURROGATE.sub("\ufffd", name) if name.__class__ is str else name
            # Of two equal keys the first counts.
            found.setdefault(shown, (key, value))
        return found[wanted]


def _after(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position
