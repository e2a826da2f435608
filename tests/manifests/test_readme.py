"""README files: a title and a summary, where the language can be told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.manifests.personal import has_personal_data
from forge.manifests.reading import Reading
from forge.manifests.readme import read_readme
from forge.problems import Place
from forge.text import Localized
from forge.text.graphemes import grapheme_length

_FRENCH = "Cette bibliothèque calcule le montant des bourses pour les familles et les écoles."
_ENGLISH = "This library computes the amount of the grants for families and is used by the office."


def _read(text: str | bytes, file: str = "README.md") -> Reading:
    return read_readme(text if isinstance(text, bytes) else text.encode(), file)


def _texts(reading: Reading) -> tuple[dict[str, str], dict[str, str]]:
    return dict(reading.manifest.title), dict(reading.manifest.summary)


@pytest.mark.parametrize(
    "text",
    [
        f"# Bourses\n\n{_FRENCH}\n",
        f"Bourses\n=======\n{_FRENCH}\n",
        f"\ufeff#   Bourses  ##\r\n\r\n{_FRENCH}\r\n",
        f"---\ntitle: x\n---\n# Bourses\n{_FRENCH}",
        f"<!-- a\ncomment -->\n\n# **Bourses** :rocket:\n\n{_FRENCH}\n\n## Suite\n\nAutre.",
        f"[![Build](https://ci.example/b.svg)](https://ci.example)\n# Bourses\n\n{_FRENCH}",
        f'<p align="center"><img src="logo.png"></p>\n\n<h1>Bourses</h1>\n\n{_FRENCH}',
        f'<h1 align="center">\n  <img src="l.png">Bourses\n</h1>\n<p>{_FRENCH}</p>',
        f"# [Bourses](https://onb.example)\n\n![logo](l.png)\n\n{_FRENCH}",
        f"# Bourses\n\n[Aide](https://a.example) | [Code](https://b.example)\n\n{_FRENCH}",
        f'# Bourses\n\n<a href="https://a.example">Aide</a> • [Code][1]\n\n{_FRENCH}',
        f"# Bourses\n\n{_FRENCH.replace('bourses', '[bourses]')}",
        f"# Bourses\n\n> Note : en cours.\n\n- une liste\n\n| a | b |\n\n{_FRENCH}",
        f"# Bourses\n\n```sh\nthe and of is with this\n```\n\n{_FRENCH}",
        f"# Bourses\n\n    code the and of\n\n{_FRENCH}",
        f"# Bourses\n\n{_FRENCH.replace('calcule', '`calcule`').replace('montant', '__montant__')}",
        f"# Bourses\n\n{_FRENCH.replace(' le ', chr(10) + 'le ')}\n",
        f"# Bourses&nbsp;\n\n{_FRENCH.replace('é', '&eacute;').replace('è', '&egrave;')}\n",
    ],
)
def test_the_first_heading_and_paragraph_are_title_and_summary(text: str) -> None:
    assert _texts(_read(text)) == ({"fr": "Bourses"}, {"fr": _FRENCH})


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("README.rst", f"=======\nBourses\n=======\n\n.. image:: logo.png\n\n{_FRENCH}\n"),
        ("README.rst", f"Bourses\n~~~~~~~\n\n:Version: 1.2\n\n{_FRENCH}\n"),
        (
            "README.rst",
            f"Bourses\n-------\n{_FRENCH.replace('bourses', '`bourses <https://b.example>`_')}",
        ),
        ("README.txt", f"Bourses\n\n{_FRENCH}\n"),
        ("README", f"Bourses\n\n{_FRENCH}\n"),
        ("readme", f"BOURSES\n=======\n\n{_FRENCH}\n".replace("BOURSES", "Bourses")),
    ],
)
def test_other_formats_are_read_too(file: str, text: str) -> None:
    assert _texts(_read(text, file)) == ({"fr": "Bourses"}, {"fr": _FRENCH})


def test_values_have_the_lines_on_which_they_stand() -> None:
    reading = _read(f"<!-- one\ntwo -->\n\n# Bourses\n\n\n{_FRENCH}\n", "algos/x/README.md")

    assert reading.places == {
        "algorithm.title.fr": Place(file="algos/x/README.md", line=4, column=1),
        "algorithm.summary.fr": Place(file="algos/x/README.md", line=7, column=1),
    }


@pytest.mark.parametrize(
    ("file", "text", "language"),
    [
        ("README.md", f"# x\n\n{_ENGLISH}", "en"),
        ("README.md", "# جدول المنح\n\nيحسب هذا البرنامج مبلغ المنحة لكل أسرة.", "ar"),
        ("README.md", "# ⵜⴰⵎⴰⵣⵉⵖⵜ\n\nⵜⵓⵜⵍⴰⵢⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ", "zgh"),
        ("README.ar.md", "# x\n\nabc", "ar"),
        ("README.fr.md", "# Bourses\n\nCalcul.", "fr"),
        ("README-zgh.md", "# x", "zgh"),
        ("README_fr_MA.md", "# x", "fr-MA"),
        ("docs/README.pt-br.md", "# x", "pt-BR"),
        (
            "README.md",
            "# x\n\nDeze dienst is voor het beheer van een vergunning met zorg.",
            "nl",
        ),
    ],
)
def test_the_language_is_told_by_name_script_or_frequent_words(
    file: str, text: str, language: str
) -> None:
    title = _read(text, file).manifest.title

    assert list(title) == [language]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("README.md", "# bareme-bourses\n"),
        ("README.md", "# Test\n\nHello world"),
        ("README.dev.md", "# Test\n\nHello world"),
        ("README.md", f"# x\n\n{_FRENCH} {_ENGLISH}"),
        ("README.md", "# x\n\nHello world\n\nAutre chose"),
        ("README.md", "# پروژه\n\nاین یک پروژه برای گزارش است و چند کلمه دیگر"),
    ],
)
def test_a_language_that_cannot_be_told_gives_no_value_but_a_note(file: str, text: str) -> None:
    reading = _read(text, file)

    assert _texts(reading) == ({}, {})
    assert [(item.code, item.severity.value) for item in reading.problems] == [
        ("readme-language", "note")
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\n---\n", "![a](b)\n", "<!--", "```\n# x\n", "***"]
)
def test_a_readme_that_says_nothing_is_no_problem(text: str) -> None:
    reading = _read(text)

    assert _texts(reading) == ({}, {})
    assert reading.problems == ()


def test_a_paragraph_in_another_language_is_a_summary_in_that_language() -> None:
    arabic = "يحسب هذا البرنامج مبلغ المنحة لكل أسرة."
    text = f"# Bourses\n\n{_ENGLISH}\n\n{arabic}\n\nThis is the second.\n\n## Suite\n\n{_FRENCH}"

    assert _texts(_read(text)) == ({"en": "Bourses"}, {"en": _ENGLISH, "ar": arabic})


def test_a_text_is_never_given_a_language_of_another_script() -> None:
    arabic = "يحسب هذا البرنامج مبلغ المنحة لكل أسرة. " * 9
    title, summary = _texts(_read(f"# جدول المنح\n\n{_ENGLISH}\n\n## وصف\n\n{arabic}"))

    assert title == {"ar": "جدول المنح"}
    assert summary == {"en": _ENGLISH}


def test_a_paragraph_may_follow_several_headings_but_not_one_about_something_else() -> None:
    below = _read(f"# Bourses\n\n## Pour les communes\n\n### Premiers pas\n\n{_FRENCH}")
    aside = _read(f"# Bourses\n\n## Installation\n\n{_FRENCH}")

    assert _texts(below) == ({"fr": "Bourses"}, {"fr": _FRENCH})
    assert _texts(aside) == ({"fr": "Bourses"}, {})


def test_a_long_paragraph_is_cut_between_letters() -> None:
    reading = _read("# جدول\n\n" + "بَ" * 400)
    summary = reading.manifest.summary["ar"]

    assert grapheme_length(summary) == 150
    assert summary == "بَ" * 149 + "…"
    assert grapheme_length(_read("# " + "بَ" * 400 + "\n\nجملة").manifest.title["ar"]) == 150


def test_a_paragraph_with_a_person_s_address_is_passed_over() -> None:
    text = f"# Bourses\n\nÉcrire à prenom.nom@onb.example pour les aides.\n\n{_FRENCH}\n"
    reading = _read(text)

    assert _texts(reading) == ({"fr": "Bourses"}, {"fr": _FRENCH})
    assert [(item.code, str(item.place)) for item in reading.problems] == [
        ("personal-data", "README.md:3:1")
    ]


def test_badges_that_only_refer_to_a_picture_are_no_summary() -> None:
    text = b"""[![coverage badge]][coverage status] [![container badge]][container status]

# Moteur

The tool that computes the grants of all the families in the country.
"""
    reading = read_readme(text, "README.md")

    assert reading.manifest.title == Localized({"en": "Moteur"})
    assert reading.manifest.summary["en"].startswith("The tool that computes")


def test_scripts_and_escapes_of_a_readme_stay_out() -> None:
    text = f"# \x1b[31mBourses\x1b[0m<script>alert(1)</script>\u202e\n\n\x1b]0;x\x07{_FRENCH}\n"
    title, summary = _texts(_read(text))

    assert title == {"fr": "Bourses alert(1)"}
    assert summary == {"fr": _FRENCH}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (10 * 1024 * 1024), "manifest-too-large"),
        (f"# Barème\n\n{_FRENCH}".encode("cp1252"), "wrong-encoding"),
        (f"# Barème\n\n{_FRENCH}".encode("utf-16"), "wrong-encoding"),
        (b"# a\0b", "binary-file"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "binary-file"),
    ],
    ids=["large", "latin", "utf-16", "null", "binary"],
)
def test_a_readme_that_is_no_text_is_a_note_and_no_error(data: bytes, code: str) -> None:
    reading = _read(data)

    assert _texts(reading) == ({}, {})
    assert [(item.code, item.severity.value) for item in reading.problems] == [(code, "note")]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 400_000,
        "![" * 300_000,
        "<" * 500_000,
        "<!--" * 200_000,
        "# " + "*_`" * 200_000,
        "\n".join(["a"] * 200_000),
        "# x\n\n" + "[a](" * 200_000,
        "```\n" * 200_000,
        "x\n=\n" * 200_000,
        "`" + "a <" * 200_000,
        ":a" * 300_000,
    ],
    ids=range(11),
)
def test_a_readme_made_to_be_slow_is_read(text: str) -> None:
    assert isinstance(_read(text), Reading)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("#=-*_`[]()<>!| \n\r\té جⵣa:.@+0123"), max_size=120))
def test_any_text_gives_values_that_the_model_holds(text: str) -> None:
    reading = _read(text, "README.fr.md")

    for texts in (reading.manifest.title, reading.manifest.summary):
        assert isinstance(texts, Localized)
        for value in texts.values():
            assert value == " ".join(value.split())
            assert 0 < grapheme_length(value) <= 150
            assert not has_personal_data(value)
