import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest
from bareme_ir import ScaleError, assess, scale_on, scales
from bareme_ir.assessment import gross_tax

VECTORS = json.loads(Path(__file__).with_name("income-tax.json").read_text(encoding="utf-8"))
KNOWN = {scale.id: scale for scale in scales()}
CASES = [case for case in VECTORS["cases"] if case["version"] in KNOWN]


def _money(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=lambda c: (
        f"{c['version']}-{c['gross_taxable_year'] or c['net_taxable_year']}-{c['dependants']}"
    ),
)
def test_every_case_of_the_vectors_is_reproduced(case):
    gross = _money(case["gross_taxable_year"])
    net = None if gross is not None else _money(case["net_taxable_year"])
    result = assess(
        KNOWN[case["version"]].valid_from, gross=gross, net=net, dependants=case["dependants"]
    )

    assert result.net_taxable == _money(case["net_taxable_year"])
    assert result.gross_tax == _money(case["gross_tax"])
    assert result.family_reduction == _money(case["family_reduction"])
    assert result.tax == _money(case["tax_year"])
    assert len(result.steps) == len(result.sources)


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_the_bands_meet_and_equal_the_marginal_method(scale):
    below = Decimal(0)
    tax = Decimal(0)
    for band in scale.bands[:-1]:
        tax += (band.up_to - below) * band.rate_percent / 100
        below = band.up_to

        assert gross_tax(scale, band.up_to) == tax


@pytest.mark.parametrize("scale", scales(), ids=lambda scale: scale.id)
def test_every_number_has_a_source(scale):
    assert all(row.source for row in (*scale.bands, *scale.expenses))
    assert scale.family_source


def test_the_periods_follow_each_other_without_gap_or_overlap():
    for before, after in zip(scales(), scales()[1:], strict=False):
        assert before.valid_to + datetime.timedelta(days=1) == after.valid_from

    assert scales()[-1].valid_to is None


def test_the_scale_of_a_day_is_the_one_in_force():
    for scale in scales():
        assert scale_on(scale.valid_from) is scale
        assert scale_on(scale.valid_to or datetime.date(2030, 1, 1)) is scale


def test_a_day_before_the_first_scale_is_refused():
    with pytest.raises(ScaleError):
        scale_on(datetime.date(2009, 12, 31))


@pytest.mark.parametrize(
    "wrong", [{}, {"gross": Decimal(1), "net": Decimal(1)}, {"net": Decimal(-1)}]
)
def test_an_unclear_question_is_refused(wrong):
    with pytest.raises(ValueError):
        assess(datetime.date(2010, 1, 1), **wrong)


@pytest.mark.skipif("2025" not in KNOWN, reason="this version ends before 2025")
@pytest.mark.parametrize(
    "row", VECTORS["published_checks"]["rows"], ids=lambda row: str(row["net_taxable_month"])
)
def test_the_published_simulation_of_2025_is_reproduced(row):
    year = _money(row["net_taxable_month"]) * 12

    for day, month in (("2023-01-01", row["old_tax_month"]), ("2025-01-01", row["new_tax_month"])):
        tax = assess(datetime.date.fromisoformat(day), net=year).tax / 12
        assert abs(tax - _money(month)) < Decimal("0.01")


@pytest.mark.skipif("2023" not in KNOWN, reason="this version ends before 2023")
def test_the_threshold_of_78000_is_a_cliff():
    day = datetime.date(2023, 6, 1)

    assert assess(day, gross=Decimal(78000)).tax == 2140
    assert assess(day, gross=Decimal(78001)).tax == Decimal("3700.15")
