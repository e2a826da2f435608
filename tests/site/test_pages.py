"""The pages of a whole site: each sort is there, its links lead somewhere, it says what it must."""

import gzip
import itertools
import json
import re
from importlib import resources
from pathlib import Path

import pytest

from forge.site import build_site
from forge.site.contents import slim
from forge.text.fold import fold
from tests.support.content import SETTINGS
from tests.support.html import Reader, dead_links
from tests.support.registry_of_all import CONTENT

LANGUAGES = ("fr", "ar", "zgh")
# Every sort of page, by one of it.
SORTS = (
    "index.html",
    "algorithms/index.html",
    "owners/index.html",
    "owners/onb/index.html",
    "institutes/index.html",
    "regions/index.html",
    "regions/MA-04/index.html",
    "domains/index.html",
    "domains/education/index.html",
    "kinds/index.html",
    "kinds/rules/index.html",
    "licences/index.html",
    "licences/MIT/index.html",
    "languages/index.html",
    "languages/ar/index.html",
    "statistics.html",
    "completeness.html",
    "completeness/index.html",
    "about.html",
    "adopt.html",
    "accessibility.html",
    "tour.html",
    "state.html",
    "a/onb/bareme-bourses/index.html",
    "a/onb/bareme-bourses/2.1.0/index.html",
    "a/onb/bareme-bourses/1.9.2/index.html",
    "a/onb/bareme-bourses/2.1.0/changes.html",
    "a/ija/moteur/compare.html",
    "a/ija/langues/0.0.dev20261121101500+g4f1c2ab00000/index.html",
)
# What a page and its files may weigh together, as they are and as a host sends them.
_MOST, _MOST_SENT = 145_000, 100_000


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    return build_site(CONTENT, folder / "out", languages=LANGUAGES, cache=folder / "cache").out


@pytest.fixture(scope="module")
def readers(site) -> dict[str, Reader]:
    return {
        path.relative_to(site).as_posix(): Reader(path) for path in sorted(site.rglob("*.html"))
    }


def test_every_sort_of_page_is_there_in_every_language(readers):
    wanted = {f"{language}/{path}" for language in LANGUAGES for path in SORTS}

    assert wanted - readers.keys() == set()


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(site):
    assert dead_links(site) == []


def test_headings_go_down_one_level_at_a_time_and_ids_are_unique(readers):
    for path, reader in readers.items():
        levels = [int(tag[1]) for tag, _ in reader.elements if re.fullmatch("h[1-6]", tag)]
        named = [item for item in reader.ids if item]

        assert levels.count(1) == 1, path
        # The contents list stands before the page's own sections and has a heading of its own.
        assert all(new - old <= 1 for old, new in itertools.pairwise(levels)), path
        assert len(named) == len(set(named)), path


def test_every_page_states_the_notice_the_signatures_and_where_its_state_is(readers):
    for path, reader in readers.items():
        language = reader.all("html")[0]["lang"]
        notice = SETTINGS.notice.best(language, "fr")
        state = [item for item in reader.all("a") if item.get("class") == "registry-state"]
        signatures = "التوقيعات: لا توجد" if language == "ar" else "Signatures : aucune"

        assert notice in reader.words, path
        assert signatures in reader.words.replace("\u00a0", " "), path
        assert len(state) == 1, path


def test_nothing_is_said_to_be_signed_or_approved_by_the_state(readers):
    for path, reader in readers.items():
        text = reader.words.lower().replace("ne sont pas signés", "")

        assert not re.search(r"\bsignée?s?\b(?! \(«)", text), path
        assert "vérifié par l" not in text, path


def test_every_page_has_a_language_a_direction_a_title_and_a_strict_policy(readers):
    for path, reader in readers.items():
        [html] = reader.all("html")
        language = path.partition("/")[0] if "/" in path else "fr"
        policies = [
            item["content"]
            for item in reader.all("meta")
            if item.get("http-equiv") == "Content-Security-Policy"
        ]

        assert html["lang"] == language, path
        assert html["dir"] == ("rtl" if language == "ar" else "ltr"), path
        assert len(policies) == 1, path
        assert policies[0].startswith("default-src 'none'; script-src 'self'; "), path
        assert "unsafe" not in policies[0], path
        assert reader.all("title"), path


def test_every_page_names_itself_in_all_languages(readers):
    for path, reader in readers.items():
        there = [item["hreflang"] for item in reader.all("link") if "hreflang" in item]

        assert there == [*LANGUAGES, "x-default"], path


def test_no_page_runs_anything_of_its_own_or_asks_elsewhere(readers):
    for path, reader in readers.items():
        for item in reader.all("script"):
            data = item.get("type") == "application/ld+json" and "src" not in item
            assert data or item["src"].endswith(".js"), path
        assert reader.all("style") == [], path
        for tag, attributes in reader.elements:
            assert "style" not in attributes, path
            assert not any(name.startswith("on") for name in attributes), path
            assert "//" not in attributes.get("src", ""), path
            if tag == "link" and attributes.get("rel") != "canonical":
                assert "//" not in attributes["href"], path


def test_the_data_for_search_engines_cannot_end_its_element(site):
    html = (site / "fr/a/onb/bareme-bourses/index.html").read_text("utf-8")
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    read = json.loads(data)

    assert not set("<>&") & set(data)
    assert read["@context"] == "https://schema.org"
    assert read["name"]


def test_unreviewed_pages_say_so_and_the_original_does_not(readers):
    for path, reader in readers.items():
        said = "unreviewed" in {item.get("class") for item in reader.all("p")}

        assert said == (reader.all("html")[0]["lang"] != "fr"), path


def test_a_text_in_another_language_than_the_page_is_marked(site):
    html = (site / "ar/a/onb/bareme-bourses/index.html").read_text("utf-8")

    assert '<span lang="fr" dir="ltr">Écrire à l&#39;office sous 30 jours.</span>' in html
    assert '<span class="other-title" lang="zgh" dir="ltr">ⵜⵉⵎⵏⴰ</span>' in html


def test_a_licence_is_confirmed_only_where_the_file_confirms_it(site):
    confirmed = (site / "fr/a/onb/bareme-bourses/index.html").read_text("utf-8")
    declared = (site / "fr/a/ija/langues/index.html").read_text("utf-8")

    assert "Licence confirmée par le fichier" in confirmed
    assert "Licence confirmée" not in declared
    assert "Licence déclarée, pas encore comparée aux fichiers" in declared


def test_what_nobody_stated_is_shown_as_missing(site):
    html = (site / "fr/a/ija/langues/index.html").read_text("utf-8")
    transparency = html[html.index('id="transparency"') :]

    assert transparency.count("Non renseigné") >= 8
    assert "Rien n’est déclaré sur ce dont il dépend" in html


def test_a_snapshot_is_named_by_its_day(site):
    html = (site / "fr/a/ija/langues/index.html").read_text("utf-8")

    assert re.search(r"état du <?.*?\d+(er)?\xa0\w+\xa02026.*? \([0-9a-f]{7}\)", html)


def test_all_algorithms_are_reachable_without_a_script(site):
    html = (site / "fr/algorithms/index.html").read_text("utf-8")

    for item in CONTENT.items:
        assert f"a/{item.id}/index.html" in html


def test_the_page_of_an_algorithm_says_where_its_repository_went(site):
    html = (site / "fr/a/ija/moteur/index.html").read_text("utf-8")

    assert "Son dépôt a déménagé vers" in html
    assert 'href="https://git.ija.example/neuf"' in html
    assert "1er\xa0février\xa02026" in html


def test_what_an_algorithm_is_not_related_to_is_said_without_a_heading(site):
    html = (site / "fr/a/ija/moteur/index.html").read_text("utf-8")

    assert "<h3>Utilisé par</h3>" in html
    assert '<li class="missing">Aucune base n’est déclarée.</li>' in html
    assert "<h3>Fondé sur</h3>" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_members_of_a_group_stand_in_the_order_of_their_names(site, language):
    for group in ("domains", "kinds", "languages"):
        html = (site / language / group / "index.html").read_text("utf-8")
        listed = html.partition('<ul class="counted')[2].partition("</ul>")[0]
        links = re.findall(r"<li><a[^>]*>(.*?)</a>", listed)
        names = [fold(re.sub(r"<[^>]+>", "", link)) for link in links]

        assert len(names) > 1
        assert names == sorted(names)


def test_a_page_leads_to_the_repository_of_its_algorithm(site):
    html = (site / "fr/a/onb/bareme-bourses/index.html").read_text("utf-8")
    glance = html.partition('id="glance"')[2].partition("</section>")[0]

    assert 'href="https://git.onb.example/sie/bareme-bourses"' in glance


def test_versions_and_addresses_read_left_to_right_on_arabic_pages(site):
    compared = (site / "ar/a/ija/moteur/compare.html").read_text("utf-8")
    asked = (site / "ar/a/onb/bareme-bourses/index.html").read_text("utf-8")
    apart = '<bdi dir="ltr">{}</bdi>'.format

    # A span of versions as a whole: the older one stands left in it.
    assert re.search(rf"{apart(apart('[0-9.]+') + ' – ' + apart('[0-9.]+'))}</span>", compared)
    assert f"{apart('https://git.ailleurs.example/moteur')}،" in asked


def test_a_comparison_says_once_that_a_version_may_have_no_value(site):
    compared = (site / "fr/a/ija/moteur/compare.html").read_text("utf-8")
    changed = (site / "fr/a/onb/bareme-bourses/2.1.0/changes.html").read_text("utf-8")

    assert "Une version qui n’est pas nommée ne donnait pas de valeur." in compared
    assert "—" not in compared + changed
    assert "<td></td>" in changed


def test_no_page_weighs_more_than_the_bar(site, readers):
    shared = [
        *(site / "static/fonts").glob("*.woff2"),
        *(site / name for name in ("static/style.css", "static/site.js", "state.css")),
    ]
    plain = sum(file.stat().st_size for file in shared)
    sent = sum(_sent(file) for file in shared)
    for path in readers:
        scripts = [
            (site / path).parent / item["src"]
            for item in readers[path].all("script")
            if "src" in item and not item["src"].endswith("site.js")
        ]
        own = [site / path, *scripts]

        assert plain + sum(file.stat().st_size for file in own) < _MOST, path
        assert sent + sum(_sent(file) for file in own) < _MOST_SENT, path


def _sent(file: Path) -> int:
    """Return what a host that compresses sends of a file."""
    data = file.read_bytes()
    return len(data) if file.suffix == ".woff2" else len(gzip.compress(data, 6))


def test_scripts_lose_comments_and_indentation_and_nothing_else():
    files = (resources.files("forge.site") / "static").iterdir()
    for file in (file for file in files if file.name.endswith(".js")):
        text = file.read_text("utf-8")
        slimmed = slim(file.name, text.encode()).decode()
        kept = re.sub(r"(?m)^\s*//.*$", "", text)

        assert [line.strip() for line in kept.splitlines() if line.strip()] == [
            line.rstrip() for line in slimmed.splitlines()
        ], file.name
        # A text over several lines would lose its indentation.
        assert all(line.count("`") % 2 == 0 for line in kept.splitlines()), file.name


def test_no_direction_is_physical_in_the_style_sheet(site):
    css = (site / "static/style.css").read_text("utf-8")
    physical = re.findall(
        r"\b(?:margin|padding|border)-(?:left|right)\b|[^-\w](?:left|right)\s*:|"
        r"float:(?!\s*inline-)|text-align:\s*right",
        css,
    )

    assert physical == []
