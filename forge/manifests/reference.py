"""Writes docs/manifest.md and docs/transparency.md from the declarations of the model.

`python -m forge.manifests.reference` writes both pages; a test compares them with what it writes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.manifests.algorithm_toml import SCHEMA, Workspace
from forge.manifests.facts import FACTS
from forge.model import Manifest
from forge.model.kinds import ListOf
from forge.model.shape import SECTIONS
from forge.model.structure import Table, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.model.kinds import Kind
    from forge.model.structure import Key

__all__ = ["manifest_page", "transparency_page", "write_pages"]

_MANIFEST_HEAD = f"""\
# The manifest: every key of `algorithm.toml`

<!-- Written by `python -m forge.manifests.reference` from the model. Do not edit. -->

`algorithm.toml` stands at the root of a repository, or in the directory of one algorithm of a
repository that holds several. It is forge's only with the marker `schema = "{SCHEMA}"`; any other
file of that name is ignored. This page is the closed list of keys: an unknown key is an error, and
forge names the key that was probably meant. Everything but `schema` may be left out where another
metadata file of the repository says it; after merging, `name`, `license`, `title` and `summary`
must be there, and the owner must be known, by `owner` or by the repository's address. What else is
missing is shown as missing.

A repository with other metadata needs no `algorithm.toml`. Files are taken in this order:
`algorithm.toml`, `publiccode.yml`, README (first heading and first paragraph), git (the name).
Every value keeps its file and line. Where two files differ, the first is taken and a warning names
both; for `license` and `owner` it is an error. A README and git never contradict.

## How values are written

* UTF-8, at most 1 MiB, at most 64 levels deep. A byte order mark is no fault.
* Texts by language are tables: `title = {{ fr = "…", ar = "…" }}`, with BCP 47 tags.
* Lengths count letters as people do (extended grapheme clusters): an Arabic letter with its vowel
  mark is one.
* `"false"` is a text, never a truth value; numbers are whole; dates are written `2026-10-01`.
* No person: e-mail addresses and phone numbers are left out of texts, and a contact is a form or
  the mailbox of a function.

## An example

```toml
schema = "{SCHEMA}"

[algorithm]
name      = "bareme-bourses"
owner     = "onb"
kind      = "rules"
license   = "Apache-2.0"
status    = "stable"
domains   = ["education"]
title     = {{ fr = "Barème des bourses", ar = "جدول المنح" }}
summary   = {{ fr = "Calcule le droit à une bourse.", ar = "يحسب الحق في المنحة." }}
languages = ["fr", "ar"]

[interface]
kind     = "library"
language = "python"
entry    = "bareme_bourses:droits"
inputs   = [{{ name = "revenu", type = "number", unit = "MAD/an" }}]
outputs  = [{{ name = "montant", type = "number", unit = "MAD/an" }}]

[reuse]
contact     = "https://onb.example/contact"
maintenance = "internal"

[[depends]]
name        = "Annuaire des établissements"
kind        = "service"
country     = "MA"
replaceable = true

[transparency]
effect   = "supports"
purpose  = {{ fr = "Le même calcul partout." }}
reviewed = 2026-10-01

[[use]]
owner   = "onb"
version = "2.0.3"
since   = 2025-03-01
regions = ["MA-04"]
```

## Top level

| key | value | meaning |
|---|---|---|
| `schema` | text `{SCHEMA}` | The marker. |
"""

_TRANSPARENCY_HEAD = """\
# The section `[transparency]`, key by key

<!-- Written by `python -m forge.manifests.reference` from the model. Do not edit. -->

What people want to know of an algorithm that touches them. One key, `effect`, decides what is asked
for; a missing `effect` means "unstated", never "none".

| `effect` | what it means | what is asked for |
|---|---|---|
"""

_ASKED = {
    "none": "nothing",
    "informs": "`purpose`, `how`, and `reuse.contact`",
    "supports": "also `oversight`, `appeal`, `risks`, `legal-basis`, `personal-data`",
    "decides": "the same",
    "interacts": "the same",
}

_TRANSPARENCY_MIDDLE = """
Where `personal-data` is `personal` or `sensitive`, `processing-reference` is asked for too. What is
missing is a warning (`missing-effect`, `missing-transparency`) and is shown as missing. Questions
for the service that owns the procedure: `forge check --format form --lang fr` (or `ar`, `en`).

How complete an entry is, is data: `completeness` in `forge show --json` and in the site's JSON
says how many facts the effect asks for (`asked`, the effect counted), how many are there (`given`)
and which are not (`missing`); in `Registry.rows()` they are `completeness_asked`,
`completeness_given` and `completeness_missing`.

"""

# Public registers' names of the same facts; the full table stands with the exporters.
_ELSEWHERE = {
    "effect": "ATRS 3.1; NL human_intervention; Canada impact30; FR niveau d'automatisation",
    "method": "ATRS 2.4; NL methods_and_models; FR type d'algorithme",
    "level": "NL publication_category; AI Act Annex III; Canada level I to IV",
    "purpose": "ATRS 2.2; NL goal; Canada businessDrivers; FR finalité",
    "rationale": "ATRS 2.3; NL proportionality",
    "how": "ATRS 2.4; NL methods_and_models; FR opérations",
    "limits": "ATRS 2.1; SPDX limitation; CycloneDX technicalLimitations",
    "oversight": "ATRS 3.3; NL human_intervention; Canada fairness 4",
    "appeal": "ATRS 3.5; Canada fairness 13",
    "personal-data": "ATRS sensitive_attributes; SPDX useSensitivePersonalInformation",
    "processing-reference": "NL process_index_url",
    "reviewed": "FR date de mise à jour",
    "data": "ATRS 4.1 to 4.4; NL source_data; FR données",
    "risks": "ATRS 5.5 to 5.7; NL risks; Canada riskProfile",
    "assessments": "ATRS 5.1 to 5.4; NL impacttoetsen; AI Act Annex VIII C4, C5",
    "legal-basis": "NL lawful_basis; Canada projectAuthority; FR fondements juridiques",
    "models": "ATRS 4.2; SPDX AI profile; CycloneDX modelCard; Hugging Face model card",
}


def manifest_page() -> str:
    """Return docs/manifest.md."""
    parts = [_MANIFEST_HEAD]
    top = [key for name, key in keys_of(Manifest).items() if name not in SECTIONS]
    parts.append(_table("`[algorithm]`", "Who it is and what it is for.", top))
    for name in SECTIONS:
        parts += _section(name, keys_of(Manifest)[name])
    workspace = list(keys_of(Workspace).values())
    about = "Only in the `algorithm.toml` of the root of a repository with several algorithms."
    parts.append(_table("`[workspace]`", about, workspace))
    return "\n".join(parts)


def _section(name: str, key: Key) -> Iterator[str]:
    """Yield the table of a section, and of the lists of tables in it."""
    cls = _table_class(key.kind)
    keys = list(keys_of(cls).values())
    heading = f"`[[{name}]]`" if isinstance(key.kind, ListOf) else f"`[{name}]`"
    yield _table(heading, key.about, keys, _required(key.kind))
    for inner in keys:
        if _table_class(inner.kind) is not None:
            yield from _section(f"{name}.{inner.name}", inner)


def _table_class(kind: Kind) -> object:
    inner = kind.item if isinstance(kind, ListOf) else kind
    return inner.cls if isinstance(inner, Table) else None


def _required(kind: Kind) -> tuple[str, ...]:
    inner = kind.item if isinstance(kind, ListOf) else kind
    return inner.required if isinstance(inner, Table) else ()


def _table(heading: str, about: str, keys: list[Key], required: tuple[str, ...] = ()) -> str:
    rows = [f"## {heading}", "", about, "", "| key | value | meaning |", "|---|---|---|"]
    for key in keys:
        mark = " (required)" if key.name in required else ""
        rows.append(f"| `{key.name}`{mark} | {_cell(key.kind)} | {key.about} |")
    return "\n".join([*rows, ""])


def _cell(kind: Kind) -> str:
    if _table_class(kind) is not None:
        return "list of tables, below" if isinstance(kind, ListOf) else "table, below"
    return kind.describe().replace("|", "\\|")


def transparency_page() -> str:
    """Return docs/transparency.md."""
    parts = [_TRANSPARENCY_HEAD]
    effect = FACTS[0]
    parts += [
        f"| `{word}` | {about['en']}<br>*{about['fr']}* | {_ASKED[word]} |\n"
        for word, about in effect.choices
    ]
    parts.append(_TRANSPARENCY_MIDDLE)
    for item in FACTS:
        name = item.key.partition(".")[2]
        parts.append(
            f"## `{name}`\n\n{item.question['en']} ({item.example['en']})\n\n"
            f"*{item.question['fr']}* ({item.example['fr']})\n\n"
            f"```toml\n{item.toml}\n```\n\nElsewhere: {_ELSEWHERE[name]}.\n\n"
        )
    return "".join(parts).rstrip("\n") + "\n"


def write_pages(docs: Path) -> None:
    """Write both pages into a directory.

    Args:
        docs: The directory `docs` of the project.
    """
    for name, text in (("manifest", manifest_page()), ("transparency", transparency_page())):
        (docs / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_pages(Path("docs"))
