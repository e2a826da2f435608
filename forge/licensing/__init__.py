"""Licence expressions, texts and verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
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
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.licensing.check": ("check_expression",),
            "forge.licensing.inspect": ("inspect_licensing",),
            "forge.model.expressions": (
                "And",
                "Expression",
                "License",
                "LicenseSyntaxError",
                "Or",
                "With",
                "leaves",
                "parse_expression",
            ),
            "forge.model.spdx": ("LICENCE_DATA",),
        },
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
