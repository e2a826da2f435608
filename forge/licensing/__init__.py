"""Licence expressions, texts and verdicts."""

from forge.licensing.check import check_expression
from forge.licensing.files import LICENCE_DATA, inspect_licensing
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

__all__ = [
    "LICENCE_DATA",
    "And",
    "Expression",
    "License",
    "LicenseSyntaxError",
    "Or",
    "With",
    "check_expression",
    "inspect_licensing",
    "leaves",
    "parse_expression",
]
