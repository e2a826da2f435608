"""How the reference judges a licence expression: go-spdx, as far as a verdict depends on it.

Its ids are found in any letter case, its operators only in capitals. It puts `+` in the place of
`-or-later`, and in doing so loses the character that follows.
"""

from __future__ import annotations

import re

from forge.model.spdx import exception_ids, license_ids

__all__ = ["is_licence_expression"]

_ID = re.compile(r"[A-Za-z0-9.-]+")
_OPERATORS = ("WITH", "AND", "OR", "(", ")", ":", "+")
_LATER, _ONLY = "-or-later", "-only"
_DEEPEST = 200

# SPDX added these in 3.29; the reference holds the list before it, and no deprecated exception.
_NEWER = frozenset(
    {"bugroff", "cc-by-nc-3.0-igo", "informatica", "atc-game", "spelling-provider-lgpl-exception"}
)

Token = tuple[str, str]


def _is_id(name: str) -> bool:
    return name.lower() in license_ids() and name.lower() not in _NEWER


def _is_exception(name: str) -> bool:
    entry = exception_ids().get(name.lower())
    return entry is not None and not entry.deprecated and name.lower() not in _NEWER


def is_licence_expression(text: str) -> bool:
    """Tell whether the reference takes a text for a licence expression."""
    text = text.strip()
    words = text.split()
    if len(words) == 3 and words[1].upper() == "WITH" and " " in text:
        return _is_id(words[0]) and _is_exception(words[2])
    if _is_id(text):
        return True
    tokens = _tokens(text)
    return bool(tokens) and _Parser(tokens or []).is_expression()


def _tokens(text: str) -> list[Token] | None:
    found: list[Token] = []
    position = 0
    while True:
        while text[position : position + 1] == " ":
            position += 1
        if position >= len(text):
            return found
        step = _token(text, position)
        if step is None:
            return None
        token, text, position = step
        found.append(token)


def _token(text: str, position: int) -> tuple[Token, str, int] | None:
    for operator in _OPERATORS:
        if text.startswith(operator, position):
            if operator == "+" and position > 0 and text[position - 1] == " ":
                return None
            return ("operator", operator), text, position + len(operator)
    for prefix, role in (("DocumentRef-", "document"), ("LicenseRef-", "reference")):
        if text.startswith(prefix, position):
            name = _ID.match(text, position + len(prefix))
            return ((role, name.group()), text, name.end()) if name else None
    name = _ID.match(text, position)
    return _licence(text, name.group(), name.end()) if name else None


def _role(name: str) -> str:
    entry = license_ids().get(name.lower())
    if entry and not entry.deprecated and _is_id(name):
        return "licence"
    return "exception" if _is_exception(name) else ""


def _licence(text: str, name: str, end: int) -> tuple[Token, str, int] | None:
    role = _role(name) or (_role(name.removesuffix(_ONLY)) if name.endswith(_ONLY) else "")
    if role:
        return (role, name), text, end
    if text[end : end + 1] == "+" and _role(name + _LATER):
        return ("licence", name), text, end + 1
    if name.endswith(_LATER) and (role := _role(name.removesuffix(_LATER))):
        start = end - len(_LATER)
        return (role, name), f"{text[:start]}+{text[end + 1 :]}", start
    return (("licence", name), text, end) if _is_id(name) else None


class _Parser:
    """Recognises expressions: OR binds least, AND more, WITH most."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._position = tokens, 0

    def is_expression(self) -> bool:
        """Tell whether all of the tokens are one expression."""
        return self._either(0) and self._position == len(self._tokens)

    def _peek(self) -> Token:
        end = self._position >= len(self._tokens)
        return ("end", "") if end else self._tokens[self._position]

    def _take(self, *token: str) -> bool:
        if self._peek()[: len(token)] == token:
            self._position += 1
            return True
        return False

    def _either(self, depth: int) -> bool:
        while self._both(depth):
            if not self._take("operator", "OR"):
                return True
        return False

    def _both(self, depth: int) -> bool:
        while self._one(depth):
            if not self._take("operator", "AND"):
                return True
        return False

    def _one(self, depth: int) -> bool:
        if depth > _DEEPEST:
            return False
        if self._take("operator", "("):
            return self._either(depth + 1) and self._take("operator", ")")
        if self._take("document"):
            return self._take("operator", ":") and self._take("reference")
        if self._take("reference"):
            return True
        if not self._take("licence"):
            return False
        self._take("operator", "+")
        return self._take("exception") if self._take("operator", "WITH") else True
