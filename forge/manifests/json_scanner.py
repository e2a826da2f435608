"""JSON read letter by letter, so that a fault is named with its place.

One scan from left to right with its own stack: no depth of nesting can exhaust the interpreter's.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from forge.manifests.json_places import SPACE, SURROGATE, TEXT

__all__ = ["DEEPEST", "LONGEST_NUMBER", "BadJsonError", "Scanner"]

DEEPEST = 64  # As for YAML; real files have half a dozen levels.
# A number of more digits is no number that a manifest means, and Python refuses to convert one of
# more than 4,300.
LONGEST_NUMBER = 400

# What most keys and values are, each in one step.
_KEY = re.compile(r'[ \t\r\n]*+(?:"([^"\\\x00-\x1f]*+)"|("))')
_COLON = re.compile(r"[ \t\r\n]*+:")
_VALUE = re.compile(
    r'[ \t\r\n]*+(?:"([^"\\\x00-\x1f]*+)"|([{\[])|(true|false|null)'
    r'|(-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?+([eE][-+]?[0-9]++)?+)|("))'
)
_NEXT = re.compile(r"[ \t\r\n]*+([,}\]])")
_WORDS: Final = {"true": True, "false": False, "null": None}
_NO_NUMBER = re.compile(r"[ \t\r\n]*+[-+]?(?:NaN|Infinity|nan|inf)")

# What is next: the first pair or item or none, a pair or item, or what follows one.
_FRESH, _WANTING, _AFTER = "fresh", "wanting", "after"


class BadJsonError(Exception):
    """The text is no JSON from an offset on.

    Attributes:
        offset: Where.
        reason: The name of the words that say why; "depth" where it is nested too deeply.
    """

    def __init__(self, offset: int, reason: str = "") -> None:
        """Keep where and why."""
        self.offset, self.reason = offset, reason
        super().__init__(reason)


class Scanner:
    """Reads one text.

    Attributes:
        twice: The keys that stand twice in a table: the name, and the offsets of both.
        surrogates: The offsets of texts with half of a surrogate pair.
    """

    def __init__(self, text: str) -> None:
        """Prepare to read a text."""
        self.text = text
        self.twice: list[tuple[str, int, int]] = []
        self.surrogates: list[int] = []
        # By the identity of a table: the offset of each of its keys.
        self._offsets: dict[int, dict[str, int]] = {}

    def document(self) -> Any:
        """Return the value of the whole text.

        Raises:
            BadJsonError: It is no JSON.
        """
        value, position = self._value(0)
        if value.__class__ in (dict, list):
            position = self._fill(value, position)
        end = self._after(position)
        if end != len(self.text):
            raise BadJsonError(end, "json-after-end")
        return value

    def _after(self, position: int) -> int:
        found = SPACE.match(self.text, position)
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
            self._offsets[id(opened)] = {}
            return opened, match.end()
        if group == 3:
            return _WORDS[match[3]], match.end()
        if group == 7:
            return self._escaped(match.end() - 1)
        return self._number(match), match.end()

    def _number(self, match: re.Match[str]) -> int | float:
        spelling = match[4]
        if len(spelling) > LONGEST_NUMBER:
            raise BadJsonError(match.start(4), "json-number")
        if match[5] is None and match[6] is None:
            return int(spelling)
        number = float(spelling)
        if number in (float("inf"), float("-inf")):
            raise BadJsonError(match.start(4), "json-number")
        return number

    def _escaped(self, start: int) -> tuple[str, int]:
        match = TEXT.match(self.text, start)
        if match is None:
            raise BadJsonError(start, "json-text")
        value: str = json.loads(match.group())
        if SURROGATE.search(value):
            self.surrogates.append(start)
            value = SURROGATE.sub("\ufffd", value)
        return value, match.end()

    def _fault(self, position: int) -> BadJsonError:
        at = self._after(position)
        if at == len(self.text):
            return BadJsonError(at, "json-open")
        return BadJsonError(at, "json-number" if _NO_NUMBER.match(self.text, at) else "json-value")

    def _fill(self, root: Any, position: int) -> int:
        """Fill a table or list and all that is in it, and return the offset after it."""
        stack, state = [root], _FRESH
        while stack:
            position, state = self._step(stack, position, state)
        return position

    def _open(self, stack: list[Any], value: Any, position: int) -> str:
        stack.append(value)
        if len(stack) > DEEPEST:
            raise BadJsonError(position - 1, "depth")
        return _FRESH

    def _step(self, stack: list[Any], position: int, state: str) -> tuple[int, str]:
        """Read the bracket or comma that is next, or a pair or item."""
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
                raise BadJsonError(at, "json-open" if at == len(self.text) else "json-comma")
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
            value, position = self._value(position)
            container.append(value)
            return value, position
        key, start, position = self._key(position)
        value, position = self._value(position)
        offsets = self._offsets[id(container)]
        if key in offsets:
            # The first one counts: a later one would take its place unseen.
            self.twice.append((key, offsets[key], start))
        else:
            container[key], offsets[key] = value, start
        return value, position

    def _key(self, position: int) -> tuple[str, int, int]:
        match = _KEY.match(self.text, position)
        if match is None:
            at = self._after(position)
            raise BadJsonError(at, "json-open" if at == len(self.text) else "json-key")
        if match.lastindex == 1:
            key, start, position = match[1], match.start(1) - 1, match.end()
        else:
            start = match.start(2)
            key, position = self._escaped(start)
        colon = _COLON.match(self.text, position)
        if colon is None:
            raise BadJsonError(self._after(position), "json-colon")
        return key, start, colon.end()
