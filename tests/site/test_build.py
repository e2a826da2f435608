"""The site as files: complete, the same each time, whole or not at all."""

import json
from pathlib import Path

import attrs
import pytest

from forge.errors import ForgeError
from forge.site import build_site
from forge.text import Localized
from tests.support.catalogues import generated
from tests.support.content import Content, algorithm, full_algorithm, release
from tests.support.html import dead_links

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


def test_a_long_list_is_cut_into_pages_that_reach_all_and_links_of_none_are_dead(tmp_path):
    items = tuple(generated(number) for number in range(70))
    site = build_site(Content(items=items), tmp_path / "out", languages=("fr", "ar")).out
    listed = [page.read_text("utf-8") for page in (site / "fr/algorithms").glob("*.html")]

    assert len(listed) == 3
    assert all(any(f"a/{item.id}/" in html for html in listed) for item in items)
    assert all(len(html) < 100_000 for html in listed)
    assert dead_links(site) == []


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

    records = [record["id"] for name, record in read.items() if name[:2] == "r/"]
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
    def some(self, ids):
        raise OSError("the disk went away")


def test_a_build_that_fails_leaves_the_old_site(tmp_path):
    out = tmp_path / "out"
    build_site(CONTENT, out)
    before = files(out)
    more = tuple(algorithm(release(f"ija/more-{number}")) for number in range(3))
    with pytest.raises(ForgeError, match="cannot be written"):
        build_site(_Broken(items=(*CONTENT.items, *more)), out)

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

    assert len(fonts) == 5
    assert sum(font.stat().st_size for font in fonts) < 80_000
    assert len(list((site / "static/fonts").glob("OFL-*.txt"))) == 2
