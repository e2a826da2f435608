"""Licence expressions, texts and verdicts."""

from forge.licensing.check import check_expression
from forge.licensing.inspect import inspect_licensing
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
from forge.model.spdx import LICENCE_DATA

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
