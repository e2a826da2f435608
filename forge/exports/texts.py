"""Values as bytes that are always the same: YAML that both versions read alike, and JSON."""

from __future__ import annotations

import functools
import json
import re
from typing import TYPE_CHECKING, Any

from forge.manifests.yaml_scalars import resolve_core

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["in_order", "json_text", "yaml_text"]

# A text that needs no quotes anywhere: no sign that means something in YAML, nothing that 1.1 or
# 1.2 takes for a number, a date, a truth value or nothing.
_PLAIN = re.compile(
    r"[A-Za-z][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*|https?://[A-Za-z0-9_./+%~-]+"
)
_WORDS_OF_1_1 = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# What a literal block keeps as it is; the rest is escaped between double quotes.
_LITERAL = re.compile(
    r"[^\s\x00-\x1f\x7f-\x9f\ud800-\uffff][^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]*"
)
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
