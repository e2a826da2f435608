"""The sheet of the native editor: complete, harmless in a spreadsheet, and read back whole."""

import csv
import io

import pytest

from forge.text.spreadsheet import plain_cell
from tools.catalogues import TEMPLATE, catalogue_text, read_catalogue, translations
from tools.review_sheet import columns, main, read_sheet, sheet

TEMPLATE_KEYS = [message.context for message in read_catalogue(TEMPLATE) if message.context]


@pytest.fixture(scope="module")
def written() -> str:
    made = {language: read_catalogue(file) for language, file in translations().items()}
    return sheet(read_catalogue(TEMPLATE), made)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def changed(text: str, changed_key: str, form: str = "0", **cells: str) -> str:
    """Return the sheet with other cells in one row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns())
    writer.writeheader()
    for row in rows_of(text):
        mine = row["key"] == changed_key and row["form"] == form
        writer.writerow(row | ({n.replace("_", "-"): c for n, c in cells.items()} if mine else {}))
    return out.getvalue()


def text_in(language: str, key: str, text: str):
    made, problems = read_sheet(text)
    entry = next(message for message in made[language] if message.context == key)
    return entry, problems


def test_every_text_is_on_the_sheet_with_its_languages_and_its_places(written):
    rows = {(row["key"], row["form"]): row for row in rows_of(written)}

    assert list(dict.fromkeys(key for key, _ in rows)) == TEMPLATE_KEYS
    home = rows["home", "0"]
    assert (home["fr"], home["en"], home["zgh"]) == ("Accueil", "Home", "ⴰⵙⵏⵓⴱⴳ")
    assert home["zgh-source"] == "Mastodon (copy JustLady/clowntown), locales zgh, key column.home"
    assert (home["ar-reviewed"], home["zgh-reviewed"], home["en-reviewed"]) == ("", "", "yes")
    assert "macros" in home["where"]
    assert rows["count-algorithms", "3"]["ar"] == "{count} خوارزميات"
    assert rows["count-algorithms", "3"]["counts"].startswith("en: - · ar: 3, 10") or (
        "ar: 3, 10" in rows["count-algorithms", "3"]["counts"]
    )


def test_no_cell_of_the_sheet_is_a_formula(written):
    for row in rows_of(written):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_a_sheet_that_nobody_changed_changes_nothing(written):
    made, problems = read_sheet(written)

    assert problems == []
    for language, file in translations().items():
        assert catalogue_text(file, made[language]) == file.read_text("utf-8")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_sheet_saved_with_another_separator_is_read(written, separator):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows(csv.reader(io.StringIO(written)))

    assert read_sheet(out.getvalue())[1] == []


def test_what_an_editor_has_read_is_reviewed(written):
    entry, problems = text_in(
        "ar", "tagline", changed(written, "tagline", ar="سجل خوارزميات الإدارة", ar_reviewed="oui")
    )

    assert problems == []
    assert (entry.string, entry.fuzzy) == ("سجل خوارزميات الإدارة", False)


def test_what_an_editor_changed_without_a_word_stays_unreviewed(written):
    entry, problems = text_in("ar", "tagline", changed(written, "tagline", ar="سجل"))

    assert problems == []
    assert (entry.string, entry.fuzzy) == ("سجل", True)


def test_a_new_text_in_tamazight_needs_a_source_or_an_editor(written):
    without = changed(written, "tagline", zgh="ⴰⵙⴽⴽⵉⵏ")
    read = changed(written, "tagline", zgh="ⴰⵙⴽⴽⵉⵏ", zgh_reviewed="yes")

    assert read_sheet(without)[1] == [
        "tagline: zgh has neither a source nor an editor who has read it"
    ]
    assert text_in("zgh", "tagline", read)[0].string == "ⴰⵙⴽⴽⵉⵏ"
    assert read_sheet(read)[1] == []


@pytest.mark.parametrize(
    ("key", "form", "cells", "expected"),
    [
        ("tagline", "0", {"fr": "Autre"}, "tagline: the French text is not the one of today"),
        ("tagline", "0", {"key": "gone"}, "gone: there is no such text any more"),
        ("tagline", "0", {"ar": " "}, "tagline: ar has lost its text"),
        (
            "tagline",
            "0",
            {"ar_reviewed": "perhaps"},
            "tagline: ar is 'perhaps' in the column of review, not yes or empty",
        ),
        ("search-none", "0", {"ar": "{q}"}, "search-none: ar names {q}, not {query}"),
        (
            "count-algorithms",
            "4",
            {"ar": "خوارزمية"},
            "count-algorithms: ar names nothing, not {count}",
        ),
        (
            "count-algorithms",
            "2",
            {"ar": ""},
            "count-algorithms: ar has no text for one of its forms",
        ),
    ],
)
def test_a_mistake_on_the_sheet_is_named(written, key, form, cells, expected):
    assert read_sheet(changed(written, key, form, **cells))[1] == [expected]


def test_a_file_that_is_no_sheet_is_refused():
    assert read_sheet("a,b\n1,2\n")[1] == [f"the sheet has no column {', '.join(columns())}"]


def test_the_file_opens_in_a_spreadsheet_and_comes_back(tmp_path, capsys):
    file = tmp_path / "new" / "sheet.csv"

    assert main(["write", str(file)]) == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    before = {path: path.read_bytes() for path in translations().values()}
    assert main(["read", str(file)]) == 0
    assert {path: path.read_bytes() for path in translations().values()} == before
    file.write_text("no sheet", "utf-8")
    assert main(["read", str(file)]) == 1
    assert "no column" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in translations().values()} == before


def test_a_formula_in_a_catalogue_is_a_text_on_the_sheet(written):
    made = {language: read_catalogue(file) for language, file in translations().items()}
    entry = next(message for message in made["en"] if message.context == "tagline")
    entry.string = "=HYPERLINK(1)"
    row = rows_of(sheet(read_catalogue(TEMPLATE), made))[0]

    assert row["en"] == "'=HYPERLINK(1)"
    assert plain_cell(row["en"]) == "=HYPERLINK(1)"
