"""How the reference decodes a file: it keeps one fault, and drops what the fault stands in.

A value that cannot be decoded leaves its field empty, and with it every table around it but the
outermost; the rules then find those fields missing. Of several faults the first in the order of
the fields is reported; an unknown key only where there is no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.publiccode.reference.addresses import Address, parse_address
from forge.manifests.publiccode.reference.scalars import Number, resolve_reference
from forge.manifests.publiccode.reference.shapes import (
    Flag,
    Items,
    ItemsOrOne,
    Link,
    Shape,
    Struct,
    Tables,
    Text,
)

if TYPE_CHECKING:
    from forge.manifests.yaml_places import YamlPlaces
    from forge.problems import Place

__all__ = ["Fault", "Node", "broken_flow_text", "decode", "key_at_line"]


@attrs.frozen
class Fault:
    """Why decoding stopped.

    Attributes:
        line: The line of the value, from 1; None where the reference does not know it.
        rule: What is wrong, a word of the catalogue.
        unknown: The name of a key that is not known, else "".
    """

    line: int | None
    rule: str = "ref-type"
    unknown: str = ""


@attrs.frozen
class Node:
    """A value and its line."""

    value: Any
    line: int


@attrs.frozen
class _Result:
    value: Any
    fault: Fault | None = None


def decode(shape: Shape, node: Node, places: YamlPlaces) -> tuple[Any, Fault | None]:
    """Return the decoded value, with what could be used of it, and the fault that is reported.

    Args:
        shape: The type that is expected.
        node: The composed value, with the reference's scalars.
        places: Where its keys and items stand.
    """
    result = _Decoder(places).decode(shape, node, keep=True)
    return result.value, result.fault


def _zero(shape: Shape) -> Any:
    if isinstance(shape, Text):
        return None if shape.optional else ""
    if isinstance(shape, Flag):
        return None if shape.optional else False
    if isinstance(shape, Struct) and not shape.optional:
        return {name: _zero(field) for name, field in shape.fields.items()}
    return None


class _Decoder:
    def __init__(self, places: YamlPlaces) -> None:
        self._places = places

    def decode(self, shape: Shape, node: Node, *, keep: bool = False) -> _Result:
        """Return the value; with a fault the zero value, unless it is kept."""
        if node.value is None:
            return _Result(_zero(shape))
        result = self._decode(shape, node)
        if result.fault and not keep:
            return _Result(_zero(shape), result.fault)
        return result

    def _decode(self, shape: Shape, node: Node) -> _Result:
        if isinstance(shape, Struct):
            return self._struct(shape, node)
        if isinstance(shape, Tables):
            return self._tables(shape, node)
        if isinstance(shape, Items):
            return self._items(shape, node)
        if isinstance(shape, ItemsOrOne):
            many = self._items(Items(Link()), node)
            one = self._link(node) if many.fault else many
            return one if one.fault or one is many else _Result([one.value])
        if isinstance(shape, Link):
            return self._link(node)
        return self._flag(node) if isinstance(shape, Flag) else self._text(node)

    def _text(self, node: Node) -> _Result:
        value = node.value
        if isinstance(value, str):
            return _Result(value)
        if isinstance(value, bool):
            return _Result("true" if value else "false")
        return _Result(value.text) if isinstance(value, Number) else _Result("", Fault(node.line))

    def _flag(self, node: Node) -> _Result:
        if isinstance(node.value, bool):
            return _Result(node.value)
        return _Result(False, Fault(node.line))

    def _link(self, node: Node) -> _Result:
        text = self._text(node)
        if text.fault:
            return text
        address = parse_address(text.value)
        if isinstance(address, Address):
            return _Result(address)
        return _Result(None, Fault(None, "ref-address"))

    def _items(self, shape: Items, node: Node) -> _Result:
        if not isinstance(node.value, list):
            return _Result(None, Fault(node.line))
        items, fault = [], None
        for index, item in enumerate(node.value):
            event = self._places.events(node.value, index)[1]
            result = self.decode(shape.item, Node(item, event.start_mark.line + 1))
            fault = fault or result.fault
            items.append(result.value)
        return _Result(items, fault)

    def _tables(self, shape: Tables, node: Node) -> _Result:
        if not isinstance(node.value, Mapping):
            return _Result(None, Fault(node.line))
        tables, fault = {}, None
        for name, item, line in self._pairs(node.value):
            result = self.decode(shape.table, Node(item, line))
            fault = fault or result.fault
            tables[name] = result.value
        return _Result(tables, fault)

    def _struct(self, shape: Struct, node: Node) -> _Result:
        values = {name: _zero(field) for name, field in shape.fields.items()}
        if not isinstance(node.value, Mapping):
            return _Result(values, Fault(node.line))
        if not all(self._is_text_key(node.value, name) for name in node.value):
            return _Result(values)
        found = {name: Node(item, line) for name, item, line in self._pairs(node.value)}
        fault = None
        for name, field in shape.fields.items():
            if name in found:
                result = self.decode(field, found[name])
                values[name] = result.value
                fault = fault or result.fault
        return _Result(values, fault or self._unknown(shape, node.value))

    def _unknown(self, shape: Struct, table: Mapping[str, Any]) -> Fault | None:
        for name in table:
            if name not in shape.fields and name != "<<":
                line = self._places.at(table, name).line
                return Fault(line, unknown=name)
        return None

    def _is_text_key(self, table: Mapping[str, Any], name: str) -> bool:
        event = self._places.events(table, name)[0]
        return not event.implicit[0] or isinstance(resolve_reference(event.value), str)

    def _pairs(self, table: Mapping[str, Any]) -> list[tuple[str, Any, int]]:
        """Return key, value and the value's line, those of merge keys included."""
        pairs: list[tuple[str, Any, int]] = []
        for name, item in table.items():
            line = self._places.events(table, name)[1].start_mark.line + 1
            if name == "<<" and isinstance(item, Mapping):
                pairs += self._pairs(item)
            else:
                pairs.append((name, item, line))
        return pairs


def key_at_line(tree: Any, line: int, places: YamlPlaces) -> str:
    """Return the key path of the first key or item on a line, which the reference names."""
    waiting = _children("", tree)
    while waiting:
        path, container, key = waiting.pop()
        if places.at(container, key).line == line:
            return path
        waiting += _children(path, container[key])
    return ""


def _children(prefix: str, value: Any) -> list[tuple[str, Any, Any]]:
    """Return the keys or items of a value with their paths, the first one last."""
    if isinstance(value, Mapping):
        dot = f"{prefix}." if prefix else ""
        return [(f"{dot}{name}", value, name) for name in reversed(value)]
    if isinstance(value, list):
        return [(f"{prefix}[{index}]", value, index) for index in reversed(range(len(value)))]
    return []


def _is_broken_text(event: Any) -> bool:
    quoted = getattr(event, "style", "?")
    return not quoted and event.end_mark.line > event.start_mark.line


def broken_flow_text(tree: Any, places: YamlPlaces) -> Place | None:
    """Return where a text without quotes goes on over a line inside `{…}`, which is refused."""
    waiting = [(item, False) for item in _children("", tree)]
    while waiting:
        (path, container, key), flow = waiting.pop()
        event = places.events(container, key)[1]
        if flow and isinstance(container, Mapping) and _is_broken_text(event):
            return places.at(container, key)
        flow = bool(getattr(event, "flow_style", False))
        waiting += [(item, flow) for item in _children(path, container[key])]
    return None
