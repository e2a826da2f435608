"""The other files of a registry as values: settings, owners, vocabularies, statements of use."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import attrs

from forge.errors import RegistryError
from forge.model import AlgorithmId, Owner, Period, Term, Use
from forge.model.kinds import NOTHING, Date
from forge.model.settings import Settings
from forge.model.structure import keys_of, structure, unstructure
from forge.problems import Place, Problem, Severity, problem
from forge.registry.paths import SETTINGS, owner_path, slot_of
from forge.registry.tables import SCHEMA, Faults, dump, parse
from forge.text import Localized, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "append_periods",
    "meet",
    "owner_from_toml",
    "owner_to_toml",
    "periods_from_toml",
    "settings_from_toml",
    "settings_to_toml",
    "terms_from_toml",
    "unspoken",
]

# The tables of a vocabulary file are named in the singular.
_ITEMS = {
    "domains": "domain",
    "regions": "region",
    "languages": "language",
    "laws": "law",
    "licenses": "license",
}


def settings_from_toml(data: bytes, file: str = SETTINGS) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a registry, and what is wrong with them.

    Raises:
        RegistryError: The file is no TOML, was written for a newer forge, or asks for signatures,
            which nobody would check.
    """
    table, faults = parse(data, file)
    if table is None:
        raise RegistryError(*faults.found)
    rest = {name: value for name, value in table.items() if name != "schema"}
    settings = structure(Settings, rest, faults.report)
    if any(item.key == "signatures" for item in faults.found):
        raise RegistryError(*faults.located(data))
    faults.found += [_unknown(faults.file, path, name) for path, name in faults.later]
    return (Settings() if settings is NOTHING else settings), faults.located(data)


def _unknown(file: str, path: str, name: str) -> Problem:
    # A warning only: a newer forge of the same schema may know the key.
    near = nearest(name, keys_of(Settings))
    key = f"{path}.{name}" if path else name
    place = Place(file=file)
    return problem("unknown-key", place, key=key, severity=Severity.WARNING, name=name, near=near)


def settings_to_toml(settings: Settings) -> bytes:
    """Return the content of registry.toml."""
    return dump({"schema": SCHEMA, **unstructure(settings)})


def owner_from_toml(data: bytes, path: str) -> tuple[Owner | None, tuple[Problem, ...]]:
    """Return the owner of a file `owners/<id>.toml`, and what is wrong with it."""
    table, faults = parse(data, path)
    if table is None:
        return None, tuple(faults.found)
    expected = slot_of(path).name
    rest = {name: value for name, value in table.items() if name != "schema"}
    owner = structure(Owner, {"id": expected} | rest, faults.report)
    if owner is not NOTHING and owner.id != expected:
        faults.found.append(
            problem("misplaced-file", path, key="id", found=owner.id, expected=expected)
        )
        return None, faults.located(data)
    return (None if owner is NOTHING else owner), faults.located(data)


def owner_to_toml(owner: Owner, before: bytes = b"") -> bytes:
    """Return the file of an owner.

    Args:
        owner: The owner.
        before: The file as it was; keys in it that this forge does not know are kept.
    """
    table: dict[str, Any] = {"schema": SCHEMA, **unstructure(owner)}
    if before:
        old, _ = parse(before, owner_path(owner.id))
        known = {"schema", *keys_of(Owner)}
        table |= {name: value for name, value in (old or {}).items() if name not in known}
    return dump(table)


def terms_from_toml(data: bytes, path: str) -> tuple[dict[str, Term], tuple[Problem, ...]]:
    """Return the entries of a vocabulary file by id, and what is wrong with it."""
    table, faults = parse(data, path)
    if table is None:
        return {}, tuple(faults.found)
    items = table.get(_ITEMS[slot_of(path).name], [])
    terms = {}
    for index, item in enumerate(items if isinstance(items, list) else []):
        term = _term(item)
        if term is None:
            reason = f"entry {index + 1} has no id, or no name as texts by language"
            faults.found.append(problem("unreadable-file", path, said=reason))
        else:
            terms[term.id] = term
    return terms, tuple(faults.found)


def _term(item: object) -> Term | None:
    if not isinstance(item, dict):
        return None
    identity, name = item.get("id"), item.get("name")
    if not isinstance(identity, str) or not identity or not isinstance(name, dict):
        return None
    if not name or not all(isinstance(text, str) for text in name.values()):
        return None
    extra = [
        pair
        for key, value in item.items()
        if key not in ("id", "name", "aliases")
        for pair in _flat(key, value)
    ]
    aliases = item.get("aliases", [])
    return Term(
        id=identity,
        name=Localized(name),
        aliases=tuple(alias for alias in aliases if isinstance(alias, str))
        if isinstance(aliases, list)
        else (),
        extra=tuple(extra),
    )


def _flat(key: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _flat(f"{key}.{name}", inner)
    elif isinstance(value, list):
        if not any(isinstance(item, (dict, list)) for item in value):
            yield key, ", ".join(str(item) for item in value)
    else:
        yield key, str(value)


@attrs.frozen(kw_only=True)
class _Statement(Use):
    """A period as its file holds it: the use without its body, and the day it was declared."""

    declared: datetime.date | None = attrs.field(
        default=None, metadata={"kind": Date(), "about": "The day it was declared.", "name": ""}
    )


def periods_from_toml(data: bytes, path: str) -> tuple[tuple[Period, ...], tuple[Problem, ...]]:
    """Return the statements of a file of `uses/` in their order, and what is wrong with it."""
    slot = slot_of(path)
    table, faults = parse(data, path)
    if table is None or slot.algorithm is None:
        return (), tuple(faults.found)
    items = table.get("period", [])
    periods = [
        _period(item, f"period[{index}]", slot.name, slot.algorithm, faults)
        for index, item in enumerate(items if isinstance(items, list) else [])
    ]
    return tuple(item for item in periods if item is not None), tuple(faults.found)


def _period(
    item: object, key: str, body: str, identity: AlgorithmId, faults: Faults
) -> Period | None:
    statement = structure(_Statement, item, faults.report, key)
    if statement is NOTHING:
        return None
    values = {name: getattr(statement, name) for name in attrs.fields_dict(Use)}
    use = Use(**values | {"owner": body})
    return Period(body=body, algorithm=identity, use=use, declared=statement.declared)


def append_periods(
    before: bytes | None,
    path: str,
    uses: Iterable[Use],
    declared: datetime.date,
    *,
    again: bool = False,
) -> bytes | None:
    """Return a file of `uses/` with statements added at its end; None when all stand there.

    A statement is never declared before one that was there already: a clock that went back does
    not change which of them is the later one.

    Args:
        before: The file's bytes as they are; they stay as they are. None: there is no file.
        path: Its path in the registry.
        uses: The statements.
        declared: The day on which they enter the registry.
        again: Whether one that stands there already is said once more, as the last word.

    Raises:
        RegistryError: The file that is there cannot be read.
    """
    known: list[Use] = []
    if before is not None:
        periods, problems = periods_from_toml(before, path)
        if problems:
            raise RegistryError(*problems)
        known = [period.use for period in periods]
        declared = max([declared, *(item.declared for item in periods if item.declared)])
    added = [use for use in dict.fromkeys(uses) if again or use not in known]
    if not added:
        return None
    start = dump({"schema": SCHEMA}) if before is None else before
    start += b"" if start.endswith(b"\n") else b"\n"
    return start + b"".join(_block(use, declared) for use in added)


def unspoken(uses: Iterable[Use], before: bytes | None, path: str) -> list[Use]:
    """Return the statements about days of which nothing has been said yet.

    Args:
        uses: Statements of one body.
        before: Its file as it is; None: there is none.
        path: The file's path in the registry.
    """
    said = [period.use for period in periods_from_toml(before or b"", path)[0]]
    return [use for use in uses if not any(meet(use, other) for other in said)]


def meet(one: Use, two: Use) -> bool:
    """Tell whether two statements are about one day at least."""
    if one.since is None or two.since is None:
        return False
    last = datetime.date.max
    return one.since <= (two.until or last) and two.since <= (one.until or last)


def _block(use: Use, declared: datetime.date) -> bytes:
    table: Mapping[str, Any] = unstructure(use)
    rest = {name: value for name, value in table.items() if name != "owner"}
    return b"\n[[period]]\n" + dump(rest | {"declared": declared})
