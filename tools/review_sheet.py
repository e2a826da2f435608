"""The sheet on which a native editor reads the site's texts, and its way back.

    python -m tools.review_sheet write FILE.csv
    python -m tools.review_sheet read FILE.csv

A row is a text, or one of its forms where it counts something. The editor changes the columns of a
language, says in its `-reviewed` column `yes` for what may stand, and may name a source. Reading
the sheet writes the catalogues, or nothing at all when anything in it is wrong.
"""

from __future__ import annotations

import argparse
import csv
import gettext
import io
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from forge.site.texts import text_of
from forge.text.spreadsheet import plain_cell, safe_cell
from tools.catalogues import (
    TEMPLATE,
    aligned,
    catalogue_text,
    misnamed,
    read_catalogue,
    translations,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from babel.messages import Catalog, Message

__all__ = ["read_sheet", "sheet"]

_TEMPLATES = Path(__file__).resolve().parents[1] / "forge" / "site" / "templates"
_YES = frozenset({"yes", "oui", "نعم", "ⵢⴰⵀ", "x", "1", "true", "vrai"})
_NO = frozenset({"", "no", "non", "لا", "ⵓⵀⵓ", "0", "false", "faux"})
_EDITED = ("en", "ar", "zgh")
_COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 101)

Row = dict[str, str]


def columns() -> list[str]:
    """Return the names of the sheet's columns."""
    own = [f"{language}{part}" for language in _EDITED for part in ("", "-source", "-reviewed")]
    return ["key", "form", "where", "counts", "fr", *own]


def sheet(template: Catalog, catalogues: Mapping[str, Catalog]) -> str:
    """Return the sheet as CSV, without the mark of its encoding.

    Args:
        template: The French texts.
        catalogues: The translations by language, aligned with the template.
    """
    found = {language: _by_key(catalogue) for language, catalogue in catalogues.items()}
    places = _places()
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(), lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    for french in template:
        if french.context:
            entries = {language: found[language][french.context] for language in _EDITED}
            for row in _rows(french, entries, catalogues):
                row["where"] = ", ".join(places.get(french.context, ()))
                writer.writerow({name: safe_cell(cell) for name, cell in row.items()})
    return out.getvalue()


def _rows(
    french: Message, entries: Mapping[str, Message], catalogues: Mapping[str, Catalog]
) -> Iterator[Row]:
    forms = {"fr": _forms(french.id), **{name: _forms(one.string) for name, one in entries.items()}}
    for number in range(max(map(len, forms.values()))):
        row = {"key": str(french.context), "form": str(number), "counts": ""}
        if not isinstance(french.id, str):
            row["counts"] = " · ".join(_counts(name, catalogues[name], number) for name in entries)
        for name, texts in forms.items():
            row[name] = texts[number] if number < len(texts) else ""
        for name, entry in entries.items():
            text = text_of(entry, original=False)
            row[f"{name}-source"] = text.source if text else ""
            row[f"{name}-reviewed"] = "yes" if text and text.reviewed else ""
        yield row


def _forms(held: str | Iterable[str]) -> tuple[str, ...]:
    return (held,) if isinstance(held, str) else tuple(held)


def _counts(language: str, catalogue: Catalog, form: int) -> str:
    plural = gettext.c2py(catalogue.plural_expr)
    shown = [str(count) for count in _COUNTS if plural(count) == form]
    return f"{language}: {', '.join(shown) or '-'}"


def _places() -> dict[str, list[str]]:
    """Return the templates that name each key, or the beginning of keys of its group."""
    named: dict[str, list[str]] = defaultdict(list)
    keys = [str(message.context) for message in read_catalogue(TEMPLATE) if message.context]
    for file in sorted(_TEMPLATES.glob("*.html")):
        words = set(re.findall(r'"([a-z][a-z0-9-]*)"', file.read_text("utf-8")))
        groups = {word if word.endswith("-") else f"{word}-" for word in words}
        for key in keys:
            if key in words or any(key.startswith(group) for group in groups):
                named[key].append(file.stem)
    return named


def read_sheet(text: str) -> tuple[dict[str, Catalog], list[str]]:
    """Return the catalogues as a sheet has them, and what is wrong with it.

    Args:
        text: The sheet, as a spreadsheet saved it: with commas, semicolons or tabs.
    """
    template = _by_key(read_catalogue(TEMPLATE))
    made = _catalogues()
    first = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(";,\t", key=first.count))
    missing = [name for name in columns() if name not in (rows.fieldnames or ())]
    if missing:
        return made, [f"the sheet has no column {', '.join(missing)}"]
    by_key: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        plain = {name: plain_cell(row[name] or "") for name in columns()}
        by_key[plain["key"]].append(plain)
    problems = []
    entries = {language: _by_key(made[language]) for language in _EDITED}
    for key, group in by_key.items():
        if key not in template:
            problems.append(f"{key}: there is no such text any more")
        elif not _is_french(group, template[key]):
            problems.append(f"{key}: the French text is not the one of today")
        else:
            for language in _EDITED:
                entry = entries[language][key]
                problems += _take(language, entry, group, made[language])
    return made, problems


def _is_french(group: list[Row], entry: Message) -> bool:
    """Return whether the rows of a text are all there, in order, with the French of today."""
    french = _forms(entry.id)
    said = tuple(row["fr"] for row in group)
    ordered = [row["form"] for row in group] == [str(number) for number in range(len(group))]
    return ordered and said[: len(french)] == french


def _by_key(catalogue: Catalog) -> dict[str, Message]:
    return {str(message.context): message for message in catalogue if message.context}


def _catalogues() -> dict[str, Catalog]:
    template = read_catalogue(TEMPLATE)
    found = translations().items()
    return {name: aligned(read_catalogue(file), template) for name, file in found}


def _take(language: str, entry: Message, group: list[Row], catalogue: Catalog) -> list[str]:
    """Write one text of the sheet into its catalogue, and return what is wrong with it."""
    size = 1 if isinstance(entry.id, str) else catalogue.num_plurals
    forms = tuple(row[language].strip() for row in group[:size])
    source = group[0][f"{language}-source"].strip()
    said = group[0][f"{language}-reviewed"].strip().lower()
    lost = not any(forms) and any(entry.string) and language != "zgh"
    entry.string = forms[0] if isinstance(entry.id, str) else forms
    entry.user_comments = [f"source: {source}"] if source else []
    entry.flags.discard("fuzzy")
    if any(forms) and said in _NO:
        entry.flags.add("fuzzy")
    if said in _YES:
        entry.previous_id = []
    wrong = [*_wrong(language, forms, source, said), *misnamed(entry, catalogue)]
    wrong += ["has lost its text"] if lost else []
    return [f"{entry.context}: {language} {what}" for what in wrong]


def _wrong(language: str, forms: tuple[str, ...], source: str, said: str) -> Iterator[str]:
    if said not in _YES | _NO:
        yield f"is {said!r} in the column of review, not yes or empty"
    if any(forms) and not all(forms):
        yield "has no text for one of its forms"
    if any(forms) and language == "zgh" and said in _NO and not source:
        yield "has neither a source nor an editor who has read it"


def main(arguments: list[str] | None = None) -> int:
    """Write the sheet, or read one."""
    parser = argparse.ArgumentParser(prog="python -m tools.review_sheet", description=__doc__)
    parser.add_argument("action", choices=("write", "read"))
    parser.add_argument("file", type=Path)
    chosen = parser.parse_args(arguments)
    if chosen.action == "write":
        made = _catalogues()
        chosen.file.parent.mkdir(parents=True, exist_ok=True)
        chosen.file.write_bytes(sheet(read_catalogue(TEMPLATE), made).encode("utf-8-sig"))
        print(chosen.file)
        return 0
    made, problems = read_sheet(chosen.file.read_text("utf-8-sig"))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        for language, file in translations().items():
            file.write_bytes(catalogue_text(file, made[language]).encode("utf-8"))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
