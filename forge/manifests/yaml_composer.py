"""From libyaml's events to plain values, without recursion and within limits.

The composer of PyYAML calls itself for every level and dies with the process at some 40,000; the
events alone are safe, and faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from forge.manifests.yaml_places import Marks, place_of
from forge.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["DEEPEST", "MOST_NODES", "MOST_PROBLEMS", "Composer"]

# Real manifests are at most 8 levels deep; what is deeper is an attack or a mistake.
DEEPEST = 64
# The largest public manifest has some 6,000 values; each alias counts as all that it stands for.
MOST_NODES = 100_000
# A file that is wrong everywhere is not made clearer by a longer list.
MOST_PROBLEMS = 200

_NOTHING: Final = object()
_DROPPED: Final = object()
_ITEM: Final = object()
_OPEN: Final = object()
_CORE: Final = "tag:yaml.org,2002:"


class _Stopped(Exception):  # noqa: N818  # It is no error: the file has one, and it is reported.
    """Nothing more of the file can be used."""


@attrs.define
class _Frame:
    """A table or list that is being filled.

    Attributes:
        start: How many values there were when it began.
        key: The key that waits for its value: `_NOTHING` before a key, `_DROPPED` after one that
            cannot be used, `_ITEM` in a list.
    """

    container: Any
    marks: dict[Any, tuple[Any, Any]]
    event: Any
    start: int
    key: Any
    key_event: Any = None


class Composer:
    """Composes one document.

    Attributes:
        problems: What was found, in the order of the file.
        marks: The events of every key and item.
    """

    def __init__(self, next_event: Callable[[], Any], file: str, resolve: Callable[[str], object]):
        """Prepare to compose.

        Args:
            next_event: Returns libyaml's events one by one.
            file: The file's path.
            resolve: Returns the value of a plain scalar.
        """
        import yaml

        self.problems: list[Problem] = []
        self.marks: Marks = {}
        self._next, self._file, self._resolve = next_event, file, resolve
        self._frames: list[_Frame] = []
        self._frame: _Frame | None = None
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        self._root: Any = _NOTHING
        self._documents = 0
        self._actions: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start_table,
            yaml.SequenceStartEvent: self._start_list,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def compose(self) -> Any:
        """Return the value of the first document, or None after a problem that ends it all."""
        next_event, actions = self._next, self._actions
        try:
            while (event := next_event()) is not None:
                action = actions.get(event.__class__)
                if action is not None:
                    action(event)
        except _Stopped:
            return None
        return None if self._root is _NOTHING else self._root

    @property
    def is_empty(self) -> bool:
        """Whether the file holds no document."""
        return self._documents == 0

    def _report(self, code: str, event: Any, **values: str | int | None) -> None:
        place = place_of(event.start_mark, self._file)
        self.problems.append(problem(code, place, key="", severity=None, **values))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _Stopped

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._report("yaml-documents", event)
            raise _Stopped

    def _scalar(self, event: Any) -> None:
        value = event.value
        if event.tag is not None:
            value = self._tagged(event)
        elif event.implicit[0]:
            value = self._resolve(value)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)
        self._add(value, event)

    def _tagged(self, event: Any) -> Any:
        name = event.tag.removeprefix(_CORE)
        if event.tag == "!" or name == "str":
            return event.value
        if name in {"null", "bool", "int", "float"} and name != event.tag:
            return self._resolve(event.value)
        self._report("yaml-tag", event, value=event.tag)
        return event.value

    def _add(self, value: Any, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._report("yaml-too-many", event, limit=MOST_NODES)
            raise _Stopped
        frame = self._frame
        if frame is None:
            self._root = value
            return
        key = frame.key
        if key is _ITEM:
            frame.marks[len(frame.container)] = (event, event)
            frame.container.append(value)
        elif key is _NOTHING:
            self._take_key(frame, value, event)
        else:
            if key is not _DROPPED:
                frame.container[key] = value
                frame.marks[key] = (frame.key_event, event)
            frame.key = _NOTHING

    def _take_key(self, frame: _Frame, value: Any, event: Any) -> None:
        if value.__class__ is not str:
            shown = getattr(event, "value", None)
            self._report("yaml-key", event, value=shown or "…")
            value = _DROPPED if shown is None else shown
        if value.__class__ is str and value in frame.container:
            first = place_of(frame.marks[value][0].start_mark, self._file)
            self._report("duplicate-key", event, name=value, line=first.line)
            value = _DROPPED
        frame.key, frame.key_event = value, event

    def _start_table(self, event: Any) -> None:
        self._start({}, _NOTHING, event)

    def _start_list(self, event: Any) -> None:
        self._start([], _ITEM, event)

    def _start(self, container: Any, key: Any, event: Any) -> None:
        if len(self._frames) == DEEPEST:
            self._report("too-deep", event, limit=DEEPEST)
            raise _Stopped
        if event.tag is not None and event.tag not in (f"{_CORE}map", f"{_CORE}seq", "!"):
            self._report("yaml-tag", event, value=event.tag)
        if event.anchor is not None:
            self._anchors[event.anchor] = (_OPEN, 0)
        marks: dict[Any, tuple[Any, Any]] = {}
        self.marks[id(container)] = marks
        self._frame = _Frame(container, marks, event, self._nodes, key)
        self._frames.append(self._frame)

    def _end(self, _: Any) -> None:
        frame = self._frames.pop()
        self._frame = self._frames[-1] if self._frames else None
        if frame.event.anchor is not None:
            self._anchors[frame.event.anchor] = (frame.container, self._nodes - frame.start + 1)
        self._add(frame.container, frame.event)

    def _alias(self, event: Any) -> None:
        value, nodes = self._anchors.get(event.anchor, (_NOTHING, 0))
        if value is _NOTHING or value is _OPEN:
            code = "yaml-unknown-alias" if value is _NOTHING else "yaml-recursive-alias"
            self._report(code, event, name=event.anchor)
            value = None
        # One of them is counted with the value itself.
        self._nodes += max(nodes - 1, 0)
        self._add(value, event)
