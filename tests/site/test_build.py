"""The site as files: complete, the same each time, whole or not at all."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import attrs
import pytest

from forge.errors import ForgeError
from forge.site import build_site
from forge.text import Localized
from tests.support.content import SETTINGS, Content, algorithm, full_algorithm, release

CONTENT = Content(
    items=(
        full_algorithm(),
        algorithm(
            release(
                "ija/translitteration",
                title=Localized({"fr": "Translittération", "zgh": "ⵜⵉⴼⵉⵏⴰⵖ"}),
                status="retired",
            )
        ),
        algorithm(release("ija/langues", version="0.0.dev20261121101500+g4f1c2ab00000")),
    )
)


class Reader(HTMLParser):
    """Gathers the elements of a page, and checks that they are closed in order."""

    VOID = frozenset({"meta", "link", "input", "br", "hr", "rect", "circle"})

    def __init__(self, path: Path):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text("utf-8"))
        assert self._open == [], path

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, self.getpos()

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build_site(CONTENT, tmp_path_factory.mktemp("site") / "out").out


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_report_says_what_was_built(tmp_path):
    report = build_site(CONTENT, tmp_path / "out")

    assert report.languages == ("fr", "ar")
    assert report.pages == len(pages(report.out))
    assert report.commit == CONTENT.commit
    assert report.problems == ()


def test_two_builds_of_one_commit_are_the_same_bytes(tmp_path):
    one = build_site(CONTENT, tmp_path / "one").out
    other = build_site(CONTENT, tmp_path / "elsewhere" / "other").out

    assert files(one) == files(other)


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(site):
    missing = []
    for page in pages(site):
        reader = Reader(page)
        ids = {attributes.get("id") for _, attributes in reader.elements}
        for _, attributes in reader.elements:
            for name in ("href", "src", "action"):
                address = urlsplit(attributes.get(name, ""))
                if address.scheme in ("http", "https"):
                    continue
                target = (page.parent / unquote(address.path)).resolve() if address.path else page
                lost = bool(address.fragment) and not address.path and address.fragment not in ids
                if lost or not target.is_file() or site.resolve() not in target.resolve().parents:
                    missing.append((page.name, attributes[name]))

    assert missing == []


def test_every_algorithm_release_and_change_has_its_page_in_both_languages(site):
    for language in ("fr", "ar"):
        there = {path.relative_to(site / language).as_posix() for path in pages(site / language)}
        assert there >= {
            "index.html",
            "algorithms/index.html",
            "owners/index.html",
            "owners/onb/index.html",
            "kinds/rules/index.html",
            "domains/education/index.html",
            "tour.html",
            "about.html",
            "a/onb/bareme-bourses/index.html",
            "a/onb/bareme-bourses/2.1.0/index.html",
            "a/onb/bareme-bourses/1.9.2/index.html",
            "a/onb/bareme-bourses/2.1.0/changes.html",
            "a/ija/langues/0.0.dev20261121101500+g4f1c2ab00000/index.html",
        }


def test_every_page_states_the_notice_the_signatures_and_the_commit(site):
    for page in pages(site):
        text = "".join(Reader(page).text)
        french = "/ar/" not in page.as_posix()
        assert SETTINGS.notice["fr" if french else "ar"] in text, page
        assert ("Signatures\u00a0: aucune" if french else "التوقيعات: لا توجد") in text, page
        assert CONTENT.commit[:12] in text, page


def test_nothing_is_said_to_be_signed_or_approved_by_the_state(site):
    for page in pages(site):
        text = " ".join(Reader(page).text).lower()
        assert not re.search(r"\bsignée?s?\b(?! \(«)", text.replace("ne sont pas signés", "")), page
        assert "vérifié par l" not in text


def test_every_page_has_a_language_a_direction_a_title_and_a_strict_policy(site):
    for page in pages(site):
        reader = Reader(page)
        [html] = reader.all("html")
        expected = ("ar", "rtl") if "/ar/" in page.as_posix() else ("fr", "ltr")
        assert (html["lang"], html["dir"]) == expected
        [policy] = [
            item["content"]
            for item in reader.all("meta")
            if item.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
        assert reader.all("title")
        assert len(reader.all("h1")) == 1, page


def test_no_page_has_an_inline_script_a_style_or_a_file_from_elsewhere(site):
    for page in pages(site):
        reader = Reader(page)
        assert all(item.get("src", "").endswith(".js") for item in reader.all("script")), page
        assert reader.all("style") == []
        for tag, attributes in reader.elements:
            assert "style" not in attributes, page
            assert not any(name.startswith("on") for name in attributes), page
            assert "//" not in attributes.get("src", ""), page
            if tag == "link":
                assert "//" not in attributes["href"], page


def test_the_arabic_pages_say_that_their_interface_was_not_reviewed(site):
    for page in pages(site):
        said = "نسخة عمل، في انتظار المراجعة" in page.read_text("utf-8")
        assert said == ("/ar/" in page.as_posix()), page


def test_a_text_in_another_language_than_the_page_is_marked(site):
    html = (site / "ar/a/onb/bareme-bourses/index.html").read_text("utf-8")

    assert '<span lang="fr" dir="ltr">Écrire à l&#39;office sous 30 jours.</span>' in html
    assert '<p class="other-title" lang="zgh" dir="ltr">ⵜⵉⵎⵏⴰ</p>' in html


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


def test_a_snapshot_is_named_by_its_day(site):
    html = (site / "fr/a/ija/langues/index.html").read_text("utf-8")

    assert re.search(r"état du \d+(er)? \w+ 2026 \([0-9a-f]{7}\)", html)


def test_all_algorithms_are_reachable_without_a_script(site):
    html = (site / "fr/algorithms/index.html").read_text("utf-8")

    for item in CONTENT.items:
        assert f"a/{item.id}/index.html" in html


def test_a_long_list_is_cut_into_pages_that_reach_all(tmp_path):
    items = tuple(algorithm(release(f"ija/name-{number:03}")) for number in range(130))
    site = build_site(Content(items=items), tmp_path / "out", languages=("fr",)).out
    listed = [page.read_text("utf-8") for page in (site / "fr/algorithms").glob("*.html")]

    assert len(listed) == 3
    assert all(any(f"a/{item.id}/" in html for html in listed) for item in items)
    assert all(len(html) < 100_000 for html in listed)


def test_the_json_of_an_algorithm_stands_at_a_stable_path(site):
    document = json.loads((site / "json/onb/bareme-bourses.json").read_text("utf-8"))
    older = json.loads((site / "json/onb/bareme-bourses/1.9.2.json").read_text("utf-8"))
    index = json.loads((site / "json/index.json").read_text("utf-8"))

    assert document["id"] == "onb/bareme-bourses"
    assert (document["version"], older["version"]) == ("2.1.0", "1.9.2")
    assert index["signatures"] == "none"
    assert [item["json"] for item in index["algorithms"]] == [
        "json/ija/langues.json",
        "json/ija/translitteration.json",
        "json/onb/bareme-bourses.json",
    ]


def test_every_file_of_the_search_is_one_statement_with_json(site):
    read = {}
    for file in sorted((site / "search").rglob("*.js")):
        name = file.relative_to(site / "search").as_posix().removesuffix(".js")
        text = file.read_text("utf-8")
        head, tail = f'forgeSearch.take("{name}",', ");\n"

        assert text.startswith(head)
        assert text.endswith(tail)
        read[name] = json.loads(text.removeprefix(head).removesuffix(tail))

    records = [record["id"] for name, part in read.items() if name[:2] == "r/" for record in part]
    assert sorted(records) == ["ija/langues", "ija/translitteration", "onb/bareme-bourses"]
    assert read["index"]["count"] == 3


def test_an_empty_registry_has_a_site(tmp_path):
    site = build_site(Content(items=()), tmp_path / "out").out

    assert "ne contient encore aucun algorithme" in (site / "fr/index.html").read_text("utf-8")
    assert "Le registre est encore vide" in (site / "fr/tour.html").read_text("utf-8")


def test_a_language_without_interface_is_told_and_left_out(tmp_path):
    report = build_site(CONTENT, tmp_path / "out", languages=("es", "ar"))

    assert report.languages == ("ar",)
    assert [item.code for item in report.problems] == ["no-interface"]
    assert (report.out / "index.html").read_text("utf-8").count('dir="rtl"')


def test_a_rebuild_replaces_the_site_and_what_is_gone_is_gone(tmp_path):
    out = tmp_path / "out"
    build_site(CONTENT, out)
    build_site(Content(items=CONTENT.items[:1]), out)

    assert not (out / "fr/a/ija").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


@attrs.frozen(kw_only=True)
class _Broken(Content):
    def algorithms(self):
        yield from self.items[:1]
        raise OSError("the disk went away")


def test_a_build_that_fails_leaves_the_old_site(tmp_path):
    out = tmp_path / "out"
    build_site(CONTENT, out)
    before = files(out)
    with pytest.raises(ForgeError, match="cannot be written"):
        build_site(_Broken(items=CONTENT.items), out)

    assert files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_folder_with_other_files_is_not_touched(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ForgeError) as caught:
        build_site(CONTENT, tmp_path)

    assert [item.code for item in caught.value.problems] == ["not-a-site"]
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_the_fonts_are_ours_and_small(site):
    fonts = sorted((site / "static/fonts").glob("*.woff2"))

    assert len(fonts) == 3
    assert sum(font.stat().st_size for font in fonts) < 80_000
    assert len(list((site / "static/fonts").glob("OFL-*.txt"))) == 2


def test_no_direction_is_physical_in_the_style_sheet(site):
    css = (site / "static/style.css").read_text("utf-8")
    physical = re.findall(
        r"\b(?:margin|padding|border)-(?:left|right)\b|[^-\w](?:left|right)\s*:|"
        r"float:|text-align:\s*right",
        css,
    )

    assert physical == []
