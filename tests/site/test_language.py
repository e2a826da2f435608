"""The interface's texts: the same in every language, counted and dated as each writes."""

import datetime
import tomllib
from collections import Counter, defaultdict

import pytest
from babel.messages.pofile import PoFileError, read_po

from forge.model import Verdict
from forge.model.manifest import KINDS, STATUSES
from forge.model.structure import keys_of
from forge.model.transparency import EFFECTS, Transparency
from forge.site.language import available_languages, names_of_language, read_interface
from forge.site.texts import SOURCE, read_texts
from tests.support.shared import shared_path
from tools.catalogues import (
    TEMPLATE,
    aligned,
    catalogue_text,
    misnamed,
    read_catalogue,
    translations,
)

LANGUAGES = available_languages()
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)
# A noun of Tamazight begins so when it stands alone (its free state, as in F. Boukhris and others,
# « La nouvelle grammaire de l'amazighe », IRCAM 2008), and otherwise after a preposition or a verb.
FREE = ("ⴰ", "ⵉ", "ⵜⴰ", "ⵜⵉ")
WORD = " (word taken from it)"
# Tamazight has the texts that are attested and no others.
WHOLE = tuple(language for language in LANGUAGES if language != "zgh")


def test_the_interface_exists_in_four_languages():
    assert LANGUAGES == ("ar", "en", "fr", "zgh")


@pytest.mark.parametrize("language", WHOLE)
def test_no_text_is_missing(language):
    assert [
        key for key in read_texts(SOURCE).by_key if key not in read_texts(language).by_key
    ] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_in_line_with_the_french(language):
    file = translations()[language]
    made = aligned(read_catalogue(file), read_catalogue(TEMPLATE))

    assert file.read_text("utf-8") == catalogue_text(file, made), "run python -m tools.catalogues"


@pytest.mark.parametrize("name", ["site.pot", *(f"{language}.po" for language in TRANSLATED)])
def test_a_catalogue_is_one_that_translators_tools_read(name):
    file = TEMPLATE.with_name(name)
    with file.open("rb") as opened:
        try:
            catalogue = read_po(opened, abort_invalid=True)
        except PoFileError as error:
            pytest.fail(f"{name}: {error}")
    keys = Counter(message.context for message in catalogue if message.id)

    assert None not in keys
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_names_what_the_french_names(language):
    catalogue = read_catalogue(translations()[language])
    wrong = {entry.context: [*misnamed(entry, catalogue)] for entry in catalogue if entry.context}

    assert {key: found for key, found in wrong.items() if found} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_the_form_that_its_language_needs(language):
    texts = read_texts(language)
    needed = {texts.plural(count) for count in range(1000)}
    for key, text in texts.by_key.items():
        if len(text.forms) > 1:
            assert needed == set(range(len(text.forms))), key


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_plural_forms_are_those_of_the_locale(language):
    interface = read_interface(language)
    found = {
        (interface.locale.plural_form(count), interface.texts.plural(count))
        for count in range(1000)
    }

    assert len(found) == len({form for form, _ in found}) == len({number for _, number in found})


def test_every_word_of_the_model_has_a_name():
    wanted = {f"verdict-{verdict}" for verdict in Verdict}
    wanted |= {f"kind-{kind}" for kind in KINDS} | {f"status-{status}" for status in STATUSES}
    wanted |= {f"effect-{effect}" for effect in EFFECTS}
    wanted |= {f"field-{key}" for key in keys_of(Transparency)}

    assert wanted <= read_texts(SOURCE).by_key.keys()


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "لا خوارزمية"),
        (1, "خوارزمية واحدة"),
        (2, "خوارزميتان"),
        (3, "3 خوارزميات"),
        (11, "11 خوارزمية"),
        (100, "100 خوارزمية"),
        (1103, "1.103 خوارزميات"),
    ],
)
def test_arabic_counts_in_six_ways(count, expected):
    assert str(read_interface("ar").text("count-algorithms", count=count)) == expected


def test_days_numbers_and_sizes_are_written_as_in_morocco():
    french, arabic, tamazight = map(read_interface, ("fr", "ar", "zgh"))
    day = datetime.date(2026, 11, 21)

    assert french.day(day) == "21\xa0novembre\xa02026"
    assert french.day("2026-11-01T10:00:00Z") == "1er\xa0novembre\xa02026"
    assert french.day(datetime.date(2026, 11, 11)) == "11\xa0novembre\xa02026"
    assert arabic.day(day) == "21\xa0نونبر\xa02026"
    assert tamazight.day(day) == "21\xa0ⵏⵓⵡⴰⵏⴱⵉⵔ\xa02026"
    assert read_interface("en").day(day) == "21\xa0November\xa02026"
    assert french.size(12_345).replace("\u202f", "\u00a0") == "12,3\u00a0ko"
    assert arabic.size(12_345) == "12,3 كيلوبايت"
    assert tamazight.size(12_345) == "12,3\u00a0kB"
    assert arabic.number(1_234_567) == "1.234.567"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_can_write_days_and_numbers_as_the_pages_do(language):
    interface = read_interface(language)
    patterns = interface.patterns()
    for day in (
        datetime.date(2026, month, number)
        for month in range(1, 13)
        for number in (1, 9, 30)
        if (month, number) != (2, 30)
    ):
        number = patterns["pattern-first"] if day.day == 1 else str(day.day)
        made = patterns[f"pattern-{day.month}"].replace("22", number).replace("2000", str(day.year))
        assert made == interface.day(day)
    assert f"1{patterns['pattern-group']}234" == interface.number(1234)


def test_every_language_has_its_own_name():
    names = [read_interface(language).name for language in LANGUAGES]

    assert names == ["العربية", "English", "Français", "ⵜⴰⵎⴰⵣⵉⵖⵜ"]


def test_tamazight_is_called_as_in_morocco():
    names = [str(read_interface(language).language_name("zgh")) for language in LANGUAGES]

    assert names == ["الأمازيغية", "Tamazight", "amazighe", "ⵜⴰⵎⴰⵣⵉⵖⵜ"]
    assert read_interface("fr").language_name("zgh-Tfng") == "amazighe (tifinagh)"
    assert read_interface("ar").language_name("zgh-Tfng") == "الأمازيغية (التيفيناغ)"
    assert read_interface("ar").language_name("ary") == "العربية المغربية"


def test_a_language_is_called_as_the_registry_does_and_else_as_the_interface_does():
    known = {"fr": "amazighe standard marocain", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"}

    assert names_of_language("zgh-Tfng", known)["fr"] == "amazighe standard marocain"
    assert names_of_language("zgh-Latn", {})["fr"] == "amazighe (latin)"
    assert "zgh" not in names_of_language("ary", {})
    assert names_of_language("no tag", {"fr": "?"}) == {"fr": "?"}


def test_two_spellings_of_one_language_are_not_called_the_same():
    names = [names_of_language(tag, {"zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ"})["zgh"] for tag in ("zgh", "zgh-Tfng")]

    assert names == ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "ⵜⴰⵎⴰⵣⵉⵖⵜ (tifinagh)"]


def test_a_script_or_a_country_without_a_name_in_the_language_has_its_french_one_marked():
    tamazight = read_interface("zgh")

    assert tamazight.language_name("zgh-Latn") == (
        'ⵜⴰⵎⴰⵣⵉⵖⵜ (<span lang="fr" dir="ltr">latin</span>)'
    )
    assert tamazight.language_name("fr-MA") == "ⵜⴰⴼⵔⴰⵏⵙⵉⵙⵜ (ⵍⵎⵖⵔⵉⴱ)"
    assert read_interface("ar").language_name("fr-MA") == "الفرنسية (المغرب)"
    assert read_interface("fr").language_name("uz-Cyrl-UZ") == "ouzbek (cyrillique, Ouzbékistan)"
    assert read_interface("fr").language_name("fr-Qabx") == "français (Qabx)"
    assert read_interface("fr").language_name("fr-x-ma") == "français"


def test_an_unreviewed_translation_is_not_called_reviewed():
    assert read_interface("fr").original
    assert not read_interface("ar").original
    assert not read_interface("ar").reviewed
    assert not read_interface("zgh").reviewed


def test_values_in_texts_are_escaped():
    shown = read_interface("fr").text("search-none", query="<b>{count}</b>")

    assert "<b>" not in shown
    assert "{count}" in shown


def test_what_reorders_or_rings_in_a_value_is_replaced():
    french, tamazight = read_interface("fr"), read_interface("zgh")

    assert "\u202e" not in french.text("search-none", query="\u202egnp")
    assert "\x07" not in tamazight.text("search-none", query="\x07é")
    assert french.quote("\u202e<b>", french) == "\ufffd&lt;b&gt;"
    assert (
        tamazight.quote("\u202e<b>", french) == '<span lang="fr" dir="ltr">\ufffd&lt;b&gt;</span>'
    )


def test_what_is_missing_in_tamazight_is_french_and_marked():
    tamazight = read_interface("zgh")

    assert tamazight.text("tagline") == (
        '<span lang="fr" dir="ltr">Registre des algorithmes publics</span>'
    )
    assert tamazight.words("tagline") == "Registre des algorithmes publics"
    assert tamazight.lang_of("tagline") == ' lang="fr" dir="ltr"'
    assert tamazight.lang_of("tagline", directed=False) == ' lang="fr"'
    assert tamazight.text("version") == "ⵜⴰⵍⵇⵇⵎⵜ"
    assert tamazight.lang_of("version") == ""
    assert tamazight.choice("status", "pilot") == '<span lang="fr" dir="ltr">Pilote</span>'
    assert tamazight.choice("kind", "unheard") == "unheard"
    assert tamazight.language_name("ary") == '<span lang="fr" dir="ltr">arabe marocain</span>'


def test_a_french_text_on_a_page_in_tamazight_has_french_days_and_numbers():
    tamazight = read_interface("zgh")

    shown = tamazight.text("uses-since", since=tamazight.day("2026-11-01"))
    assert shown == '<span lang="fr" dir="ltr">depuis le 1er\xa0novembre\xa02026</span>'
    shown = tamazight.text("count-algorithms", count=0)
    assert shown == '<span lang="fr" dir="ltr">0 algorithme</span>'


def test_a_name_in_tamazight_within_a_french_text_is_marked_back():
    shown = read_interface("zgh").text("release-title", title="ⵜⵉⴼⵉⵏⴰⵖ <b>", version="v1")

    assert shown == (
        '<span lang="fr" dir="ltr"><span lang="zgh" dir="ltr">ⵜⵉⴼⵉⵏⴰⵖ &lt;b&gt;</span>, '
        "version v1</span>"
    )


def test_tamazight_has_only_attested_or_reviewed_texts():
    texts = read_texts("zgh").by_key

    assert len(texts) > 25
    assert [key for key, text in texts.items() if not text.source and not text.reviewed] == []


@pytest.mark.parametrize("language", ["ar", "zgh"])
def test_terms_taken_from_a_source_are_as_the_source_has_them(language):
    path = shared_path("reference", "data", "ui-terms.toml")
    attested: dict[str, list[dict]] = defaultdict(list)
    for item in tomllib.loads(path.read_text("utf-8"))["term"]:
        attested[item.get(f"{language}-source")].append(item)
    texts = [text for text in read_texts(language).by_key.values() if not text.reviewed]
    whole = [text for text in texts if text.source in attested]
    words = [text for text in texts if text.source.endswith(WORD)]

    assert len(whole) > 25
    for text in whole:
        terms = [item for item in attested[text.source] if stands(item, language)]
        assert text.forms[0] in [item[language] for item in terms], text
    for text in words if language == "zgh" else ():
        terms = attested.get(text.source.removesuffix(WORD))
        assert text.forms[0].startswith(FREE), text
        assert terms is None or text.forms[0] in {item["zgh"].removesuffix(" %s") for item in terms}


def stands(item: dict, language: str) -> bool:
    """Say whether a term is the whole string of its source: Tamazight inflects within one."""
    return language != "zgh" or item["zgh-use"] == "exact"
