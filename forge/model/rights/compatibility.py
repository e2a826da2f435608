"""May something under one licence go into something under another?

The answer comes from forge's own table (`data/overlay.tsv`, each row with its source), else from
OSADL's compatibility matrix (`data/osadl.tsv`, CC-BY-4.0, OSADL eG and contributors). Of an OR any
branch will do, of an AND each operand must. An orientation, not legal advice.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from forge.model.expressions import And, Expression, License, Or, With, parse_expression
from forge.model.rights.facts import license_facts
from forge.model.rights.osadl_fr import in_french
from forge.model.spdx import license_ids, replacements
from forge.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMBINATIONS", "OSADL", "Combination", "Compatibility", "compatibility"]

Combination: TypeAlias = Literal["link", "merge", "aside", "data"]
COMBINATIONS: tuple[str, ...] = get_args(Combination)

OSADL = "OSADL license compatibility matrix"

_RANK = {"yes": 0, "ask": 1, "no": 2}
# What the matrix says in its "check dependency" where a library may be used but not copied from.
_LINKED = "linked or combined"
_NO_SOURCE = ("no source says so", "aucune source ne le dit")
_SAME = ("it is the same licence", "c'est la même licence")
_EXCEPTION = (
    "only the text of the exception says whether it helps here",
    "seul le texte de l'exception dit si elle aide ici",
)
# Exceptions that were written to let anything be linked with the library.
_LINKING = frozenset(
    {
        *("Classpath-exception-2.0", "GCC-exception-2.0", "GCC-exception-3.1"),
        *("LGPL-3.0-linking-exception", "OCaml-LGPL-linking-exception", "WxWindows-exception-3.1"),
    }
)
_MAY_LINK = (
    "the exception lets independent work be linked with it under any terms",
    "l'exception permet d'y lier une œuvre indépendante sous toutes conditions",
)


@attrs.frozen(kw_only=True)
class Compatibility:
    """Whether one licence may go into another.

    Attributes:
        inbound: The licence that decided, of those of the part that is taken.
        outbound: The licence that decided, of those of the whole.
        use: link, merge, aside or data.
        answer: yes, no or ask.
        source: Who says so; "" where nobody does.
        row: Where in the source: "explanation 41", "row 3"; "" without a source.
    """

    inbound: str
    outbound: str
    use: str
    answer: str
    source: str = ""
    row: str = ""
    texts: tuple[str, str] = _NO_SOURCE

    def __bool__(self) -> bool:
        return self.answer == "yes"

    def explain(self, language: str = "en") -> str:
        """Return the reason as one sentence, in French or English."""
        text = self.texts[language.partition("-")[0] == "fr"]
        return text.format(inbound=self.inbound, outbound=self.outbound)


@attrs.frozen(kw_only=True)
class _Row:
    number: int
    inbound: tuple[str, ...]
    outbound: tuple[str, ...]
    uses: frozenset[str]
    answer: str
    source: str
    texts: tuple[str, str]


def compatibility(inbound: str, outbound: str, use: str = "link") -> Compatibility:
    """Return whether a part under one licence may go into a whole under another.

    Args:
        inbound: The expression of what is taken.
        outbound: The expression of what it goes into.
        use: `link` (used as a library), `merge` (copied into, and distributed as one), `aside`
            (shipped beside), `data` (data made into other data).

    Raises:
        LicenseSyntaxError: One of them is no expression.
        ValueError: There is no such use.
    """
    if use not in COMBINATIONS:
        raise ValueError(f"{use!r} is none of {', '.join(COMBINATIONS)}")
    return _into(parse_expression(inbound), parse_expression(outbound), use)


def _into(inbound: Expression, outbound: Expression, use: str) -> Compatibility:
    if isinstance(inbound, (And, Or)):
        found = [_into(operand, outbound, use) for operand in inbound.operands]
        return (max if isinstance(inbound, And) else min)(found, key=_rank)
    if isinstance(outbound, (And, Or)):
        found = [_into(inbound, operand, use) for operand in outbound.operands]
        return (max if isinstance(outbound, And) else min)(found, key=_rank)
    return _one(inbound, outbound, use)


def _rank(item: Compatibility) -> int:
    return _RANK[item.answer]


def _one(inbound: License | With, outbound: License | With, use: str) -> Compatibility:
    if inbound == outbound:
        return _answer(str(inbound), str(outbound), use, "yes", _SAME)
    exact = _in_matrix(str(inbound), str(outbound), use)
    if exact is not None and isinstance(outbound, With):
        return exact
    base = outbound.license if isinstance(outbound, With) else outbound
    if isinstance(inbound, With):
        return _with_exception(inbound, base, use)
    found = min((_pair(name, base.id, use) for name in _versions(inbound)), key=_rank)
    doubtful = isinstance(outbound, With) and found.answer == "yes" and not _gives_way(inbound.id)
    if doubtful:
        return _answer(found.inbound, str(outbound), use, "ask", _EXCEPTION)
    return found


def _with_exception(inbound: With, outbound: License, use: str) -> Compatibility:
    plain = _one(inbound.license, outbound, use)
    if plain.answer == "yes":
        return plain
    pair = str(inbound), str(outbound), use
    if use == "link" and inbound.exception in _LINKING:
        source = f"the text of {inbound.exception}"
        return _answer(*pair, "yes", _MAY_LINK, source)
    # An exception only adds permissions; what others add is in no table.
    return _answer(*pair, "ask", _EXCEPTION)


def _gives_way(identifier: str) -> bool:
    family = license_facts(identifier).family
    return family in {"public-domain", "permissive", "permissive-patent", "attribution"}


def _versions(license_: License) -> tuple[str, ...]:
    """Return an id, and those of later versions where the licensee may choose one."""
    name = replacements().get(str(license_), replacements().get(license_.id, license_.id))
    if not license_.or_later:
        return (name,)
    stem, _, version = name.rpartition("-")
    later = (
        item.id
        for item in license_ids().values()
        if item.id.rpartition("-")[0] == stem and item.id.rpartition("-")[2] > version
    )
    return (name, *sorted(later))


def _pair(inbound: str, outbound: str, use: str) -> Compatibility:
    outbound = replacements().get(outbound, outbound)
    if inbound == outbound:
        return _answer(inbound, outbound, use, "yes", _SAME)
    for row in _overlay():
        if use in row.uses and _meant(inbound, row.inbound) and _meant(outbound, row.outbound):
            source = row.source.format(inbound=inbound, outbound=outbound)
            return _answer(
                inbound, outbound, use, row.answer, row.texts, source, f"row {row.number}"
            )
    found = _in_matrix(inbound, outbound, use)
    if found is not None:
        return found
    return _answer(inbound, outbound, use, "ask", _NO_SOURCE)


def _answer(
    inbound: str,
    outbound: str,
    use: str,
    answer: str,
    texts: tuple[str, str],
    source: str = "",
    row: str = "",
) -> Compatibility:
    return Compatibility(
        inbound=inbound,
        outbound=outbound,
        use=use,
        answer=answer,
        source=source,
        row=row,
        texts=texts,
    )


def _meant(identifier: str, patterns: tuple[str, ...]) -> bool:
    """Tell whether an id is among "MIT", "@family", "@family:BEGINNING", "*"."""
    for pattern in patterns:
        if pattern in ("*", identifier):
            return True
        family, _, beginning = pattern.partition(":")
        if family == f"@{license_facts(identifier).family}" and identifier.startswith(beginning):
            return True
    return False


def _in_matrix(inbound: str, outbound: str, use: str) -> Compatibility | None:
    names, sentences, rows = _matrix()
    if outbound not in rows or inbound not in names or use == "aside":
        return None
    number = rows[outbound][names[inbound]]
    said, text = sentences[number - 1]
    answer = _meaning(said, text, use)
    texts = text, in_french(text)
    return _answer(inbound, outbound, use, answer, texts, OSADL, f"explanation {number}")


def _meaning(said: str, text: str, use: str) -> str:
    if said in ("Yes", "Same"):
        return "yes"
    if said == "Check dependency" and _LINKED in text:
        return "yes" if use == "link" else "no"
    return "no" if said == "No" else "ask"


@functools.cache
def _overlay() -> tuple[_Row, ...]:
    rows = [line.split("\t") for line in _read("overlay.tsv")[1:]]
    return tuple(
        _Row(
            number=number,
            inbound=tuple(inbound.split()),
            outbound=tuple(outbound.split()),
            uses=frozenset(uses.split()),
            answer=answer,
            source=source,
            texts=(english, french),
        )
        for number, (inbound, outbound, uses, answer, source, english, french) in enumerate(
            rows, start=1
        )
    )


_Matrix: TypeAlias = (
    "tuple[Mapping[str, int], tuple[tuple[str, str], ...], Mapping[str, tuple[int, ...]]]"
)


@functools.cache
def _matrix() -> _Matrix:
    """Return the columns by id, the sentences with their answers, and the rows by id."""
    _, count, *lines = _read("osadl.tsv")
    size = int(count)
    sentences = tuple((said, text) for said, text in (line.split("\t") for line in lines[:size]))
    names = {name.replace("_", " "): at for at, name in enumerate(lines[size].split())}
    rows = (line.split("\t") for line in lines[size + 1 :])
    return names, sentences, {name: tuple(map(int, numbers.split())) for name, numbers in rows}


def _read(file: str) -> list[str]:
    return packaged("forge.model.rights", f"data/{file}").decode().splitlines()
