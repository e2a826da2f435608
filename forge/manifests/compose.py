"""`forge init`: which facts are still to be asked for, and the shortest `algorithm.toml`."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.algorithm_toml import SCHEMA
from forge.manifests.completeness import value_at
from forge.manifests.facts import fact
from forge.manifests.licence_names import is_expression
from forge.model.shape import SECTIONS
from forge.model.structure import unstructure
from forge.text import Localized

if TYPE_CHECKING:
    from forge.manifests.merged import Merged
    from forge.model import Owner

__all__ = ["Missing", "compose_manifest", "missing_facts", "write_table"]

_NEEDED = ("algorithm.name", "algorithm.license", "algorithm.title", "algorithm.summary")


@attrs.frozen(kw_only=True)
class Missing:
    """A fact that no file states and that `forge init` asks for.

    Attributes:
        key: Its key path.
        choices: The values to choose from and what each means; () where any text will do.
    """

    key: str
    choices: tuple[tuple[str, Localized], ...] = ()


def missing_facts(
    merged: Merged, owners: Mapping[str, Owner] | None = None, owner: str = ""
) -> tuple[Missing, ...]:
    """Return what a registry needs and no file states, in the order in which one asks.

    Args:
        merged: What the repository's files say.
        owners: The registry's owners, to choose from.
        owner: The owner that the repository's address already names; "" for none.
    """
    manifest = merged.manifest
    found = []
    if not (manifest.owner or owner):
        choices = tuple((item.id, item.name) for item in (owners or {}).values())
        found.append(Missing(key="algorithm.owner", choices=choices))
    found += [Missing(key=key) for key in _NEEDED if not _is_usable(key, value_at(manifest, key))]
    if not manifest.transparency.effect:
        effect = fact("transparency.effect")
        found.append(Missing(key=effect.key, choices=effect.choices))
    return tuple(found)


def _is_usable(key: str, value: object) -> bool:
    """Tell whether a value does; a licence that is in no list, such as "agpl", does not."""
    return is_expression(str(value)) if value and key == "algorithm.license" else bool(value)


def compose_manifest(merged: Merged, answers: Mapping[str, object]) -> str | None:
    """Return the shortest `algorithm.toml` that adds what the files do not say.

    Args:
        merged: What the repository's files say.
        answers: By key path ("algorithm.owner", "transparency.effect"): a plain value, or a table
            of texts by language. What a file already says in the same words is left out.

    Returns:
        The file's text, or None where it would add nothing.
    """
    table: dict[str, dict[str, Any]] = {"algorithm": {}}
    for key, answer in answers.items():
        news = _news(answer, unstructure(value_at(merged.manifest, key)))
        if news not in (None, "", [], {}):
            section, _, name = key.partition(".")
            table.setdefault(section, {})[name] = news
    sections = {name: table[name] for name in ("algorithm", *SECTIONS) if table.get(name)}
    return write_table({"schema": SCHEMA} | sections) if sections else None


def _news(answer: object, known: object) -> object:
    """Return the part of an answer that is not known: for texts, the languages that differ."""
    if isinstance(answer, Mapping):
        texts = known if isinstance(known, Mapping) else {}
        return {tag: text for tag, text in answer.items() if text and texts.get(tag) != text}
    plain = list(answer) if isinstance(answer, (list, tuple)) else answer
    return None if plain == known else plain


def write_table(table: Mapping[str, Any]) -> str:
    """Return a manifest's plain table as TOML: short tables inline, keys as they stand.

    Args:
        table: Scalars, then sections: tables, or lists of tables.
    """
    scalars = {name: value for name, value in table.items() if not _is_section(value)}
    blocks = [_lines(scalars)] if scalars else []
    for name, value in table.items():
        if isinstance(value, Mapping):
            blocks.append(f"[{_key(name)}]\n{_lines(value)}")
        elif _is_section(value):
            blocks += [f"[[{_key(name)}]]\n{_lines(item)}" for item in value]
    return "\n".join(blocks)


def _is_section(value: object) -> bool:
    if isinstance(value, Mapping):
        return True
    return isinstance(value, Sequence) and bool(value) and isinstance(value[0], Mapping)


def _lines(table: Mapping[str, Any]) -> str:
    width = max((len(_key(name)) for name in table), default=0)
    return "".join(f"{_key(name):{width}} = {_value(value)}\n" for name, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, (int, datetime.date)):
        return str(value)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{_key(name)} = {_value(item)}" for name, item in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return f"[{', '.join(_value(item) for item in value)}]"


def _key(name: str) -> str:
    plain = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if plain else _string(name)


def _string(text: str) -> str:
    # JSON's escapes are TOML's too; TOML also wants DEL escaped.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
