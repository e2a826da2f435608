"""Licence expressions: the tree and its text are inverses, and no text breaks the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.model.expressions import (
    And,
    Expression,
    License,
    LicenseSyntaxError,
    Or,
    With,
    leaves,
    parse_expression,
)

_LICENSES = st.one_of(
    st.builds(
        License, st.sampled_from(["MIT", "Apache-2.0", "EUPL-1.2", "CECILL-2.1"]), st.booleans()
    ),
    st.builds(License, st.sampled_from(["LicenseRef-llama-2", "DocumentRef-a:LicenseRef-b"])),
)
_LEAVES = st.one_of(
    _LICENSES,
    st.builds(
        With,
        st.just(License("GPL-2.0-or-later")),
        st.sampled_from(["Classpath-exception-2.0", "LLVM-exception"]),
    ),
)


def _normal(kind: type[And | Or], operands: list[Expression]) -> Expression:
    """An operand of the same operator is lifted, as brackets around it change nothing."""
    lifted: list[Expression] = []
    for operand in operands:
        lifted += operand.operands if isinstance(operand, kind) else [operand]
    return kind(tuple(lifted))


_TREES: st.SearchStrategy[Expression] = st.recursive(
    _LEAVES,
    lambda inner: st.builds(
        _normal, st.sampled_from([And, Or]), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=8,
)


@given(_TREES)
def test_a_tree_and_its_text_are_inverses(tree: Expression) -> None:
    assert parse_expression(str(tree)) == tree


@given(st.text(max_size=600))
def test_any_text_is_an_expression_or_a_syntax_error(text: str) -> None:
    try:
        tree = parse_expression(text)
    except LicenseSyntaxError:
        return

    assert parse_expression(str(tree)) == tree


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("MIT", "MIT"),
        ("mit or apache-2.0", "MIT OR Apache-2.0"),
        ("(MIT)", "MIT"),
        ("MIT AND (Apache-2.0 AND ISC)", "MIT AND Apache-2.0 AND ISC"),
        ("(MIT OR ISC) AND EUPL-1.2", "(MIT OR ISC) AND EUPL-1.2"),
        ("MIT OR (ISC AND EUPL-1.2)", "MIT OR ISC AND EUPL-1.2"),
        ("gpl-2.0+", "GPL-2.0+"),
        ("GPL-2.0-only WITH classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("LicenseRef-Llama-2", "LicenseRef-Llama-2"),
        ("DocumentRef-x:LicenseRef-y OR MIT", "DocumentRef-x:LicenseRef-y OR MIT"),
        ("GPL-2.0-only WITH AdditionRef-z", "GPL-2.0-only WITH AdditionRef-z"),
        ("Unheard-Of", "Unheard-Of"),
    ],
)
def test_the_text_of_a_tree_is_canonical(typed: str, canonical: str) -> None:
    assert str(parse_expression(typed)) == canonical


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "license-operand-missing"),
        ("MIT OR", "license-operand-missing"),
        ("AND MIT", "license-operand-missing"),
        ("MIT ISC", "license-operator-missing"),
        ("MIT License", "license-operator-missing"),
        ("(MIT", "license-bracket"),
        ("MIT)", "license-bracket"),
        ("MIT WITH", "license-operand-missing"),
        ("MIT;ISC", "license-character"),
        ("LicenseRef-x+", "license-character"),
        ("GPL-2.0-only WITH LLVM-exception+", "license-character"),
        ("(" * 21 + "MIT" + ")" * 21, "license-too-deep"),
        ("(" * 400, "license-too-deep"),
        ("M" * 501, "license-too-long"),
        ("(" * 100_000, "license-too-long"),
    ],
)
def test_what_is_no_expression_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(LicenseSyntaxError) as caught:
        parse_expression(text)

    assert caught.value.reason == reason


def test_the_leaves_stand_in_the_order_of_the_text() -> None:
    tree = parse_expression("MIT AND (ISC OR GPL-2.0-only WITH LLVM-exception)")

    assert list(map(str, leaves(tree))) == ["MIT", "ISC", "GPL-2.0-only WITH LLVM-exception"]
