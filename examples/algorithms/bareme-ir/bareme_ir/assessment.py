"""From a salary to the tax of the year, with every step and the source of every number."""

import datetime
from decimal import Decimal
from typing import NamedTuple

from bareme_ir.scale import Band, Expenses, Scale, scale_on

__all__ = ["Assessment", "assess", "gross_tax"]


class Assessment(NamedTuple):
    """The tax of a year in MAD, unrounded, and how it came about.

    Attributes:
        scale: The id of the scale that was applied.
        steps: The calculation in French, one line a step.
        sources: Where the numbers come from, in the order of the steps.
    """

    scale: str
    net_taxable: Decimal
    gross_tax: Decimal
    family_reduction: Decimal
    tax: Decimal
    steps: tuple[str, ...]
    sources: tuple[str, ...]


def assess(
    day: datetime.date,
    *,
    gross: Decimal | None = None,
    net: Decimal | None = None,
    dependants: int = 0,
) -> Assessment:
    """Return the tax of a year on a salary.

    Args:
        day: A day of the year of the income; it selects the scale.
        gross: The gross taxable salary of the year, from which the flat expenses are deducted.
        net: The net taxable income, when it is known already.
        dependants: How many persons the taxpayer maintains.

    Raises:
        ScaleError: No scale is known for the day.
        ValueError: Both or neither of gross and net, or something negative.
    """
    _check(gross, net, dependants)
    scale = scale_on(day)
    steps: list[str] = []
    sources: list[str] = []
    if net is None:
        net = _net(scale, gross or Decimal(0), steps, sources)
    band = _band(scale, net)
    before = gross_tax(scale, net)
    steps.append(f"{net} x {band.rate_percent} % - {band.deduct} = {before}")
    sources.append(band.source)
    reduction = scale.per_dependant * min(dependants, scale.most_dependants)
    # A reduction of tax cannot become a payment to the taxpayer.
    tax = max(before - reduction, Decimal(0))
    steps.append(f"{before} - {reduction} (charges de famille) = {tax}")
    sources.append(scale.family_source)
    return Assessment(scale.id, net, before, reduction, tax, tuple(steps), tuple(sources))


def gross_tax(scale: Scale, net: Decimal) -> Decimal:
    """Return the tax before the family reduction."""
    band = _band(scale, net)
    return net * band.rate_percent / 100 - band.deduct


def _check(gross: Decimal | None, net: Decimal | None, dependants: int) -> None:
    if (gross is None) == (net is None):
        raise ValueError("Donner soit le brut, soit le net imposable")
    if dependants < 0 or (gross or net or Decimal(0)) < 0:
        raise ValueError("Un montant ou un nombre de personnes ne peut être négatif")


def _net(scale: Scale, gross: Decimal, steps: list[str], sources: list[str]) -> Decimal:
    row: Expenses = next(
        row for row in scale.expenses if row.gross_up_to is None or gross <= row.gross_up_to
    )
    expenses = min(gross * row.rate_percent / 100, row.cap)
    steps.append(
        f"{gross} - {expenses} (frais professionnels, {row.rate_percent} %) = {gross - expenses}"
    )
    sources.append(row.source)
    return gross - expenses


def _band(scale: Scale, net: Decimal) -> Band:
    return next(band for band in scale.bands if band.up_to is None or net <= band.up_to)
