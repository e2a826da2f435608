import datetime

import pytest
from feries import is_holiday, of_year


def test_a_year_has_its_days_in_order():
    days = [holiday.date for holiday in of_year(2024)]

    assert days == sorted(days)
    assert len(days) == 10


def test_the_newest_day_is_marked_as_uncertain():
    assert len(of_year(2026)) == 11
    assert [holiday.date.isoformat() for holiday in of_year(2026) if holiday.uncertain] == [
        "2026-10-31"
    ]


def test_announced_days_of_the_lunar_calendar_count():
    day = datetime.date(2026, 3, 3)  # an invented announcement

    assert not is_holiday(day)
    assert is_holiday(day, announced=[day])


def test_every_day_has_a_source():
    assert all(holiday.source for holiday in of_year(2026))


def test_years_before_the_table_are_refused():
    with pytest.raises(ValueError, match="2024"):
        of_year(2023)
