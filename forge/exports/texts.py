"""Values as bytes that are always the same: YAML that both versions read alike, and JSON."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any, cast

from forge.manifests.yaml_scalars import resolve_core

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["dumped_text", "in_order", "json_text", "yaml_text"]

# A text that needs no quotes anywhere: no sign that means something in YAML, nothing that 1.1 or
# 1.2 takes for a number, a date, a truth value or nothing.
_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*|https?://[A-Za-z0-9_./+%~-]+"
)
_WORDS_OF_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# What a literal block keeps as it is; the rest is escaped between double quotes.
_LITERAL = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\ud800-\uffff][^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*"
)
# What is escaped between double quotes, and what has a short sign there.
_ESCAPED = re.compile(
    r"[^\x20\x21\x23-\x5b\x5d-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]"
)
_SHORT_ESCAPES = dict(
    zip('\0\a\b\t\n\v\f\r\x1b"\\\x85\u2028\u2029', '0abtnvfre"\\NLP', strict=True)
)
# Well below the length at which YAML writes a key on a line of its own.
_SIMPLE_KEY = re.compile(r"[^\n\x85\u2028\u2029]{1,100}")
# Wider than any text: a line that is folded depends on the width, a line that is not does not.
_WIDTH = 2**31 - 1


def in_order(tree: Mapping[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    """Return a table with the keys of an order first, and the others after them by name.

    Args:
        tree: The table.
        order: Keys; those that are not there are passed over.
    """
    known = {name: tree[name] for name in order if name in tree}
    return known | {name: tree[name] for name in sorted(tree) if name not in known}


def json_text(value: object) -> str:
    """Return a value as JSON, two spaces a level, every letter as it is."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # Half of a character is none in UTF-8, and JSON can escape it.
    return re.sub(r"[\ud800-\udfff]", lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def yaml_text(value: object) -> str:
    """Return a value as YAML, every text in the style that 1.1 and 1.2 read alike."""
    try:
        return "".join(f"{line}\n" for line in _block(value, ""))
    except _UnusualError:
        return dumped_text(value)


def dumped_text(value: object) -> str:
    """Return any value as YAML, as PyYAML writes it: what `yaml_text` is held to."""
    import yaml

    text: str = yaml.dump(
        value,
        Dumper=_dumper(),
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=_WIDTH,
    )
    return text


class _UnusualError(Exception):
    """A value that `_block` does not write; the pages of a site hold none, and many of the rest."""


def _block(value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a table or a list as PyYAML writes them, in a twentieth of its time.

    A site has two such files for every algorithm. PyYAML's emitter in C is quick enough, too, but
    cannot set lists in below their key, which an export does everywhere.
    """
    if not value or value.__class__ not in (dict, list):
        raise _UnusualError
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _entry(f"{indent}{_key(key)}:", item, indent)
        return
    for item in cast("list[object]", value):
        if not item or item.__class__ not in (dict, list):
            yield from _entry(f"{indent}-", item, indent)
            continue
        first, *rest = _block(item, f"{indent}  ")
        yield f"{indent}- {first[len(indent) + 2 :]}"
        yield from rest


def _entry(head: str, item: object, indent: str) -> Iterator[str]:
    """Yield what stands behind a key or the dash of an item, and below it."""
    if item and item.__class__ in (dict, list):
        yield head
        yield from _block(item, f"{indent}  ")
    elif isinstance(item, str) and _style(item) == "|":
        if item.endswith("\n\n"):
            raise _UnusualError
        yield f"{head} |" if item.endswith("\n") else f"{head} |-"
        lines = item.removesuffix("\n").split("\n")
        yield from (f"{indent}  {line}" if line else "" for line in lines)
    else:
        yield f"{head} {_scalar(item)}"


def _key(key: object) -> str:
    if not isinstance(key, str) or not _SIMPLE_KEY.fullmatch(key):
        raise _UnusualError
    return _scalar(key)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _style(value) is None else f'"{_ESCAPED.sub(_escape, value)}"'
    if value.__class__ is int:
        return str(value)
    if value.__class__ in (dict, list):
        return "{}" if value.__class__ is dict else "[]"
    raise _UnusualError


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    if letter in _SHORT_ESCAPES:
        return f"\\{_SHORT_ESCAPES[letter]}"
    code = ord(letter)
    return (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}"
        if code < 0x10000
        else f"\\U{code:08X}"
    )


@functools.cache
def _dumper() -> Any:
    import yaml

    class Dumper(yaml.SafeDumper):
        """PyYAML's own, with our choice of quotes, and lists set in below their key."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # PyYAML's signature.
            """Write every value out: a reader counts what an anchor multiplies."""
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
            super().increase_indent(flow, indentless=False)

    def represent(dumper: Any, text: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=_style(text))

    Dumper.add_representer(str, represent)
    return Dumper


@functools.lru_cache(maxsize=1000)
def _style(text: str) -> str | None:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS_OF_1_1:
        return None if isinstance(resolve_core(text), str) else '"'
    has_lines = "\n" in text and all(line == line.rstrip() for line in text.split("\n"))
    return "|" if has_lines and _LITERAL.fullmatch(text) else '"'
