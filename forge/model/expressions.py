"""SPDX licence expressions as a tree: licences, exceptions, AND, OR.

`parse_expression` and `str` are inverses: the text of a tree is its canonical spelling. Ids get
the letter case of the SPDX list, which matches them without regard to it (SPDX specification 2.3,
annex D.2); ids that the list does not have are kept as written, for `check_expression` to report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

import attrs

from forge.model.spdx import exception_ids, license_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "LONGEST_EXPRESSION",
    "And",
    "Expression",
    "License",
    "LicenseSyntaxError",
    "Or",
    "With",
    "is_custom",
    "leaves",
    "parse_expression",
]

# What a record keeps of one; a dozen licences joined by AND fit well.
LONGEST_EXPRESSION = 500
# Parentheses inside each other; the parser's own depth, far from the interpreter's.
_DEEPEST = 20

_TOKEN = re.compile(r"\s*(?:([()])|([^\s()]+))")
_NO_WORDS = frozenset({"AND", "OR", "WITH", "(", ")"})
_ID = re.compile(r"[A-Za-z0-9.-]+\+?", re.ASCII)
_CUSTOM = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+", re.ASCII)
_ADDITION = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?AdditionRef-[A-Za-z0-9.-]+", re.ASCII)


class LicenseSyntaxError(ValueError):
    """A text is no licence expression.

    Attributes:
        reason: A word of the problems' vocabulary that says why.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@attrs.frozen
class License:
    """One licence: an id of the SPDX list, or a `LicenseRef-`.

    Attributes:
        or_later: Whether a "+" stands behind it: this version or any later one.
    """

    id: str
    or_later: bool = False

    def __str__(self) -> str:
        return f"{self.id}+" if self.or_later else self.id


@attrs.frozen
class With:
    """A licence with an exception to it."""

    license: License
    exception: str

    def __str__(self) -> str:
        return f"{self.license} WITH {self.exception}"


@attrs.frozen
class And:
    """Every one of the operands holds."""

    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        return " AND ".join(
            f"({operand})" if isinstance(operand, Or) else str(operand) for operand in self.operands
        )


@attrs.frozen
class Or:
    """The user chooses one of the operands."""

    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        return " OR ".join(map(str, self.operands))


Expression: TypeAlias = License | With | And | Or


def parse_expression(text: str) -> Expression:
    """Return the tree of an expression; operators may be in lower case.

    Raises:
        LicenseSyntaxError: It is none, or longer or deeper than any real one.
    """
    if len(text) > LONGEST_EXPRESSION:
        raise LicenseSyntaxError("license-too-long")
    return _Parser(text).parse()


def leaves(expression: Expression) -> Iterator[License | With]:
    """Yield the licences of an expression, with their exceptions, from left to right."""
    if isinstance(expression, (And, Or)):
        for operand in expression.operands:
            yield from leaves(operand)
    else:
        yield expression


def is_custom(identifier: str) -> bool:
    """Tell whether an id is a `LicenseRef-`: a licence that the SPDX list does not have."""
    return _CUSTOM.fullmatch(identifier) is not None


class _Parser:
    """A recursive descent over the tokens; OR binds weakest, then AND, then WITH."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = [bracket or word for bracket, word in _TOKEN.findall(text)]
        self._next = 0
        self._depth = 0

    def parse(self) -> Expression:
        tree = self._or()
        if self._next < len(self._tokens):
            closing = self._tokens[self._next] == ")"
            raise LicenseSyntaxError("license-bracket" if closing else "license-operator-missing")
        return tree

    def _or(self) -> Expression:
        operands = [self._and()]
        while self._take("OR"):
            operands.append(self._and())
        return Or(_lift(operands, Or)) if len(operands) > 1 else operands[0]

    def _and(self) -> Expression:
        operands = [self._with()]
        while self._take("AND"):
            operands.append(self._with())
        return And(_lift(operands, And)) if len(operands) > 1 else operands[0]

    def _with(self) -> Expression:
        if self._take("("):
            return self._bracket()
        license_ = _license(self._word())
        return With(license_, _exception(self._word())) if self._take("WITH") else license_

    def _bracket(self) -> Expression:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise LicenseSyntaxError("license-too-deep")
        tree = self._or()
        if not self._take(")"):
            raise LicenseSyntaxError("license-bracket")
        self._depth -= 1
        return tree

    def _take(self, token: str) -> bool:
        found = self._next < len(self._tokens) and self._tokens[self._next].upper() == token
        self._next += found
        return found

    def _word(self) -> str:
        if self._next == len(self._tokens):
            raise LicenseSyntaxError("license-operand-missing")
        word = self._tokens[self._next]
        if word.upper() in _NO_WORDS:
            raise LicenseSyntaxError("license-operand-missing")
        self._next += 1
        return word


def _lift(operands: list[Expression], kind: type[And | Or]) -> tuple[Expression, ...]:
    """Return the operands of an associative operator without brackets that change nothing."""
    return tuple(
        inner
        for operand in operands
        for inner in (operand.operands if isinstance(operand, kind) else (operand,))
    )


def _license(word: str) -> License:
    if is_custom(word):
        return License(word)
    name, or_later = word.removesuffix("+"), word.endswith("+")
    if _ID.fullmatch(word) is None or is_custom(name):
        raise LicenseSyntaxError("license-character")
    known = license_ids().get(name.lower())
    return License(known.id if known else name, or_later)


def _exception(word: str) -> str:
    if _ADDITION.fullmatch(word):
        return word
    if _ID.fullmatch(word) is None or word.endswith("+"):
        raise LicenseSyntaxError("license-character")
    known = exception_ids().get(word.lower())
    return known.id if known else word
