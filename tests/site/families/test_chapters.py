"""The pages about all algorithms: what each shows, and on what it depends."""

from forge.site.contents import sections_of
from forge.site.families.completeness import completeness_chapters
from forge.site.families.lists import list_sections
from forge.site.families.owners import owner_chapters
from forge.site.families.regions import region_chapters, region_sections
from forge.site.families.statistics import statistics_chapters
from forge.site.families.texts import ADOPTION, text_chapters
from forge.site.page import Page
from tests.support.content import Content, algorithm, release
from tests.support.registry_of_all import CONTENT, catalogue_of

CATALOGUE = catalogue_of(CONTENT)


def chapters_in(sections):
    return [chapter for section in sections for chapter in section.chapters()]


def pages_in(chapters):
    return [item for chapter in chapters for item in chapter.make() if isinstance(item, Page)]


def values(chapters, path):
    """Return what the page at a path shows, in the first language that has it."""
    return next(page.values for page in pages_in(chapters) if page.path == path)


def test_everything_has_a_name_of_its_own_and_pages_stand_once_a_language():
    sections = list(sections_of(CATALOGUE, ("fr", "ar")))
    chapters = chapters_in(sections)
    names = [item.name for item in chapters]
    places = [
        (language, page.path)
        for page in pages_in(chapters)
        for language in page.languages or ("fr", "ar")
    ]

    assert len(names) == len(set(names))
    assert len(sections) == len({item.name for item in sections})
    assert len(places) == len(set(places))


def test_a_licence_that_is_no_id_has_no_page():
    odd = algorithm(release("ija/odd", license="LicenseRef-../x AND MIT"))
    sections = list_sections(catalogue_of(Content(items=(odd,))), ("fr",))
    paths = {page.path for page in pages_in(chapters_in(sections))}

    assert "licences/MIT/index.html" in paths
    assert not any(".." in path or " " in path for path in paths)


def test_regions_stand_in_the_order_of_their_codes_with_all_that_is_theirs():
    chapters = [
        *region_chapters(CATALOGUE),
        *chapters_in(region_sections(CATALOGUE, ("fr",))),
    ]
    region = values(chapters, "regions/MA-04/index.html")["region"]

    assert values(chapters, "regions/index.html")["regions"] == (("MA-04", 1, 1, 0),)
    assert [str(card.id) for card in region.made_for] == ["onb/bareme-bourses"]
    assert [(str(card.id), made.body) for card, made in region.services] == [("ija/moteur", "onb")]


def test_institutes_are_those_with_an_entry():
    chapters = owner_chapters(CATALOGUE, ("fr",))
    listed = values(chapters, "institutes/index.html")["items"]

    assert [(owner.id, owned, used) for owner, owned, used in listed] == [("ija", 3, 2)]


def test_statistics_count_and_keep_the_order_of_their_lists():
    told = values(statistics_chapters(CATALOGUE), "statistics.html")
    charts = {chart.key: dict(chart.rows) for chart in told["charts"]}

    assert told["total"] == 4
    assert (charts["kind"]["rules"], charts["kind"]["library"]) == (3, 1)
    assert list(charts["kind"]) == ["software", "library", "service", "model", "rules"]
    assert sum(charts["releases"].values()) == told["releases"] == 7
    years = list(map(int, charts["releases"]))
    assert years == list(range(years[0], years[-1] + 1))


def test_completeness_is_counted_at_the_date_of_the_registry_and_in_alphabetical_order():
    chapters = list(completeness_chapters(CATALOGUE, ("fr",)))
    told = values(chapters, "completeness.html")
    bodies = values(chapters, "completeness/index.html")["items"]

    assert told["today"] == "2026-11-21"
    assert sum(count for _, count in told["ages"]) == 4
    assert ("licence", 1, 4) in told["points"]
    assert (told["reviewed"], told["review_old"], told["unreviewed"]) == (1, 0, 3)
    assert [body.owner.id for body in bodies] == ["ija", "onb"]


def test_repositories_that_somebody_should_look_at_are_counted_and_listed():
    chapters = list(completeness_chapters(CATALOGUE, ("fr",)))
    told = values(chapters, "completeness.html")
    listed = values(chapters, "repositories/index.html")["items"]
    sound = catalogue_of(Content(items=CONTENT.items[:1]))

    assert {state: count for state, count in told["repositories"] if count} == {
        "moved": 1,
        "unseen": 3,
    }
    assert [str(card.id) for card in listed] == ["ija/moteur"]
    assert not any(
        page.path.startswith("repositories/")
        for chapter in completeness_chapters(sound, ("fr",))
        for page in chapter.make()
    )


def test_pages_of_time_depend_on_the_date_and_others_do_not():
    later = catalogue_of(Content(items=CONTENT.items, date="2031-01-01T00:00:00Z"))
    made, other = (
        {item.name: item.shows for item in chapters_in(sections_of(catalogue, ("fr",)))}
        for catalogue in (CATALOGUE, later)
    )

    assert {name for name in made if made[name] != other[name]} == {
        "completeness.html",
        "fr/completeness/index.html",
        "state",
    }


def test_the_tour_leads_to_what_tells_most_and_searches_in_three_scripts():
    told = values(text_chapters(CATALOGUE), "tour.html")

    assert str(told["one"].id) == "onb/bareme-bourses"
    assert str(told["two"].id) == "ija/moteur"
    assert [language for language, _ in told["samples"]] == ["fr", "ar", "zgh"]


def test_an_empty_registry_has_all_shared_pages():
    sections = sections_of(catalogue_of(Content(items=())), ("fr",))
    paths = {page.path for page in pages_in(chapters_in(sections))}

    assert {"index.html", "algorithms/index.html", "statistics.html", "tour.html"} <= paths


def test_another_country_needs_ten_commands():
    assert len(ADOPTION) == 10
