"""JSON from strangers: plain values, the place of every key and item, problems for the rest.

One scan from left to right makes values and places together, with its own stack: no depth of
nesting can exhaust the interpreter's.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, Final

from forge.manifests.decoding import decode_text
from forge.manifests.reading import MANIFEST_LIMIT
from forge.manifests.tree_places import TreePlaces
from forge.problems import Place, Problem, Word, problem

__all__ = ["DEEPEST", "JsonPlaces", "Offsets", "Parsed", "parse_json"]

DEEPEST = 64  # As for YAML; real files have half a dozen levels.
# A number of more digits is no number that a manifest means, and Python refuses to convert one of
# more than 4,300.
_LONGEST_NUMBER = 400
# A file that is wrong everywhere is not made clearer by a longer list.
_MOST_PROBLEMS = 200

_SPACE = re.compile(r"[ \t\r\n]*+")
# What most keys and values are, each in one step: a key, then a value, then what follows it.
_KEY = re.compile(r'[ \t\r\n]*+(?:"([^"\\\x00-\x1f]*+)"|("))')
_BREAK = re.compile("\n")
_COLON = re.compile(r"[ \t\r\n]*+:")
_VALUE = re.compile(
    r'[ \t\r\n]*+(?:"([^"\\\x00-\x1f]*+)"|([{\[])|(true|false|null)'
    r'|(-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?+([eE][-+]?[0-9]++)?+)|("))'
)
# The same for all that most files consist of: a pair or an item and what follows it, in one step.
_PLAIN = (
    r'(?:(?:"([^"\\\x00-\x1f]*+)"|(true|false|null)|(-?(?:0|[1-9][0-9]{0,17}))(?![0-9.eE]))'
    r"[ \t\r\n]*+([,}\]])?|([{\[]))"
)
_PAIR = re.compile(rf'[ \t\r\n]*+"([^"\\\x00-\x1f]*+)"[ \t\r\n]*+:[ \t\r\n]*+{_PLAIN}')
_ITEM = re.compile(rf"[ \t\r\n]*+(){_PLAIN}")
_COMMA = re.compile(r"[ \t\r\n]*+,")
_NEXT = re.compile(r"[ \t\r\n]*+([,}\]])")
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"')
_SURROGATE = re.compile("[\ud800-\udfff]")
_WORDS: Final = {"true": True, "false": False, "null": None}
_NO_NUMBER = re.compile(r"[ \t\r\n]*+[-+]?(?:NaN|Infinity|nan|inf)")

# What is next: the first pair or item or none, a pair or item, or what follows one.
_FRESH, _WANTING, _AFTER = "fresh", "wanting", "after"

# By the identity of a table or list: the offset of each of its keys or items.
Offsets = dict[int, dict[Any, int]]
Parsed = tuple[Any, "JsonPlaces", tuple[Problem, ...]]


class JsonPlaces(TreePlaces):
    """Places by key path, from the offsets of keys and items."""

    def __init__(self, tree: object, offsets: Offsets, text: str, file: str) -> None:
        """Keep what places are worked out from.

        Args:
            tree: The value; its tables and lists are those that `offsets` names.
            offsets: Where each key and item begins.
            text: The file's text.
            file: The file's path.
        """
        super().__init__(tree, file)
        self._offsets, self._text = offsets, text
        self._lines: list[int] | None = None

    def at(self, container: object, key: object) -> Place:
        """Return where a key of a table, or an item of a list, stands."""
        return self.place(self._offsets[id(container)][key])

    def place(self, offset: int) -> Place:
        """Return the place of an offset in the text."""
        if self._lines is None:
            self._lines = [0, *(found.end() for found in _BREAK.finditer(self._text))]
        line = bisect_right(self._lines, offset)
        return Place(file=self._file, line=line, column=offset - self._lines[line - 1] + 1)


class _BadError(Exception):
    """The text is no JSON from an offset on."""

    def __init__(self, offset: int, reason: str = "") -> None:
        self.offset, self.reason = offset, reason
        super().__init__(reason)


def parse_json(data: bytes, file: str, limit: int = MANIFEST_LIMIT) -> Parsed:
    """Return the value of a JSON file, the place of every key and item, and what is wrong.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
        limit: The most bytes that are read.

    Returns:
        The value, or None with at least one problem; places by key path such as `a.b[0].c`.
    """
    text = decode_text(data, file, limit)
    if isinstance(text, Problem):
        return None, JsonPlaces(None, {}, "", file), (text,)
    scanner = _Scanner(text, file)
    try:
        tree = scanner.document()
    except _BadError as error:
        places = JsonPlaces(None, {}, text, file)
        place = places.place(error.offset)
        if error.reason == "depth":
            return None, places, (problem("too-deep", place, limit=DEEPEST),)
        return None, places, (problem("bad-json", place, reason=Word(error.reason)),)
    places = JsonPlaces(tree, scanner.offsets, text, file)
    return tree, places, tuple(scanner.problems(places))


class _Scanner:
    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.offsets: Offsets = {}
        self._twice: list[tuple[str, int, int]] = []
        self._surrogates: list[int] = []

    def problems(self, places: JsonPlaces) -> list[Problem]:
        """Return what is wrong with a text that is JSON all the same."""
        found = [
            problem("duplicate-key", places.place(again), name=name, line=places.place(first).line)
            for name, first, again in self._twice[:_MOST_PROBLEMS]
        ]
        halves = self._surrogates[: _MOST_PROBLEMS - len(found)]
        return found + [problem("lone-surrogate", places.place(offset)) for offset in halves]

    def document(self) -> Any:
        """Return the value of the whole text.

        Raises:
            _BadError: It is no JSON.
        """
        value, position = self._value(0)
        if value.__class__ in (dict, list):
            position = self._fill(value, position)
        end = self._after(position)
        if end != len(self.text):
            raise _BadError(end, "json-after-end")
        return value

    def _after(self, position: int) -> int:
        found = _SPACE.match(self.text, position)
        return found.end() if found else position

    def _value(self, position: int) -> tuple[Any, int]:
        """Return the scalar that begins here, or the empty table or list that is to be filled."""
        match = _VALUE.match(self.text, position)
        if match is None:
            raise self._fault(position)
        group = match.lastindex
        if group == 1:
            return match[1], match.end()
        if group == 2:
            opened: dict[str, Any] | list[Any] = {} if match[2] == "{" else []
            self.offsets[id(opened)] = {}
            return opened, match.end()
        if group == 3:
            return _WORDS[match[3]], match.end()
        if group == 7:
            return self._escaped(match.end() - 1)
        return self._number(match), match.end()

    def _number(self, match: re.Match[str]) -> int | float:
        spelling = match[4]
        if len(spelling) > _LONGEST_NUMBER:
            raise _BadError(match.start(4), "json-number")
        if match[5] is None and match[6] is None:
            return int(spelling)
        number = float(spelling)
        if number in (float("inf"), float("-inf")):
            raise _BadError(match.start(4), "json-number")
        return number

    def _escaped(self, start: int) -> tuple[str, int]:
        match = _TEXT.match(self.text, start)
        if match is None:
            raise _BadError(start, "json-text")
        value: str = json.loads(match.group())
        if _SURROGATE.search(value):
            self._surrogates.append(start)
            value = _SURROGATE.sub("\ufffd", value)
        return value, match.end()

    def _fault(self, position: int) -> _BadError:
        at = self._after(position)
        if at == len(self.text):
            return _BadError(at, "json-open")
        return _BadError(at, "json-number" if _NO_NUMBER.match(self.text, at) else "json-value")

    def _fill(self, root: Any, position: int) -> int:
        """Fill a table or list and all that is in it, and return the offset after it."""
        stack, state = [root], _FRESH
        while stack:
            if state is _AFTER and (comma := _COMMA.match(self.text, position)):
                position, state = comma.end(), _WANTING
            if state is _AFTER or not (plain := self._plain_run(stack, position)):
                position, state = self._step(stack, position, state)
            else:
                position, state = plain
        return position

    def _plain_run(self, stack: list[Any], position: int) -> tuple[int, str] | None:
        """Read pairs or items as long as they are plain and in one table or list.

        Returns:
            The offset after them and what is next; None where the first one is not plain.
        """
        container, text = stack[-1], self.text
        offsets = self.offsets[id(container)]
        is_table = container.__class__ is dict
        read, closer = (_PAIR.match, "}") if is_table else (_ITEM.match, "]")
        state = None
        while match := read(text, position):
            key, value, word, number, separator, opener = match.groups()
            if value is None:
                if opener:
                    value = {} if opener == "{" else []
                    self.offsets[id(value)] = {}
                else:
                    value = int(number) if word is None else _WORDS[word]
            if is_table:
                if key in container:
                    break
                container[key] = value
                offsets[key] = match.start(1) - 1
            else:
                offsets[len(container)] = match.start(1)
                container.append(value)
            position = match.end()
            if opener:
                return position, self._open(stack, value, position)
            if separator != ",":
                if separator == closer:
                    stack.pop()
                    return position, _AFTER
                # A wrong bracket is looked at again, to be named.
                return position - (separator is not None), _AFTER
            state = _WANTING
        return (position, state) if state else None

    def _open(self, stack: list[Any], value: Any, position: int) -> str:
        stack.append(value)
        if len(stack) > DEEPEST:
            raise _BadError(position - 1, "depth")
        return _FRESH

    def _step(self, stack: list[Any], position: int, state: str) -> tuple[int, str]:
        """Read the bracket or comma that is next, or a pair or item that is not plain."""
        container = stack[-1]
        closer = "}" if container.__class__ is dict else "]"
        if state is _FRESH:
            end = self._after(position)
            if self.text.startswith(closer, end):
                stack.pop()
                return end + 1, _AFTER
        elif state is _AFTER:
            separator = _NEXT.match(self.text, position)
            if separator is None or separator[1] not in ("," + closer):
                at = self._after(position)
                raise _BadError(at, "json-open" if at == len(self.text) else "json-comma")
            if separator[1] == closer:
                stack.pop()
                return separator.end(), _AFTER
            return separator.end(), _WANTING
        value, position = self._add(container, position)
        if value.__class__ is dict or value.__class__ is list:
            return position, self._open(stack, value, position)
        return position, _AFTER

    def _add(self, container: Any, position: int) -> tuple[Any, int]:
        """Add the pair or item that begins here, and return its value and the offset after it."""
        if container.__class__ is list:
            start = self._after(position)
            value, position = self._value(start)
            self.offsets[id(container)][len(container)] = start
            container.append(value)
            return value, position
        key, start, position = self._key(position)
        value, position = self._value(position)
        offsets = self.offsets[id(container)]
        if key in offsets:
            # The first one counts: a later one would take its place unseen.
            self._twice.append((key, offsets[key], start))
        else:
            container[key], offsets[key] = value, start
        return value, position

    def _key(self, position: int) -> tuple[str, int, int]:
        match = _KEY.match(self.text, position)
        if match is None:
            at = self._after(position)
            raise _BadError(at, "json-open" if at == len(self.text) else "json-key")
        if match.lastindex == 1:
            key, start, position = match[1], match.start(1) - 1, match.end()
        else:
            start = match.start(2)
            key, position = self._escaped(start)
        colon = _COLON.match(self.text, position)
        if colon is None:
            raise _BadError(self._after(position), "json-colon")
        return key, start, colon.end()
