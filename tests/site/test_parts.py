"""Long lists in parts: each is read in order, and one entry more changes next to none of them."""

import re
from operator import itemgetter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge.model import Owner
from forge.site import paths
from forge.site.language import available_languages, read_interface
from forge.site.parts import Listing, cut, in_parts
from forge.site.render import Renderer
from forge.text import Localized
from tests.support.registry_of_all import CONTENT, catalogue_of

MOST, FEWEST = 60, 20
HOME = "things/index.html"


def names(count):
    return [f"ija/thing-{number}" for number in range(count)]


def parts(listed):
    return [tuple(listed[start:end]) for start, end in cut(listed)]


def pages(count):
    """Return the pages of a list of so many bodies, by path."""
    items = tuple(Owner(id=f"body-{number}") for number in range(count))
    chapters = in_parts(Listing(path=HOME, template="list.html", items=items), "fr")
    return {page.path: page for chapter in chapters for page in chapter.make()}


@given(st.lists(st.text(max_size=8), unique=True, max_size=300))
def test_parts_hold_every_entry_in_order_and_none_is_very_long_or_short(listed):
    made = parts(listed)

    assert [name for part in made for name in part] == listed
    assert max(map(len, made)) <= MOST
    assert len(made) == 1 or min(map(len, made)) >= FEWEST


# The same examples at every run: of 10,000 random changes some 500 concern two parts, 60 three, and
# 3 four.
@settings(derandomize=True)
@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 10**9))
def test_an_entry_that_comes_or_goes_changes_at_most_three_parts(count, place, number):
    listed = names(count)
    more = [*listed[:place], f"onb/new-{number}", *listed[place:]]
    without, with_it = set(parts(listed)), set(parts(more))

    assert len(with_it - without) <= 3
    assert len(without - with_it) <= 3


def test_an_entry_that_comes_or_goes_changes_one_part_in_nearly_all_cases():
    listed = names(1000)
    whole = set(parts(listed))
    changed = [len(set(parts(listed[:at] + listed[at + 1 :])) - whole) for at in range(0, 1000, 5)]

    assert sum(changed) / len(changed) < 1.2


def test_a_short_list_has_one_page_and_an_empty_one_too():
    for count in (0, MOST):
        [page] = pages(count).values()

        assert page.path == HOME
        assert (page.values["part"].total, page.values["part"].first) == (count, True)
        assert page.values["part"].following == page.values["part"].contents == ""


def test_the_parts_of_a_list_lead_from_one_to_the_next_and_only_the_first_counts():
    there = pages(110)
    path, seen = HOME, []
    while path:
        page = there[path]
        assert page.values["part"].previous == (seen[-1].path if seen else "")
        seen.append(page)
        path = page.values["part"].following

    assert there.keys() - {page.path for page in seen} == {paths.contents(HOME)}
    assert [page.values["part"].total for page in seen] == [110, *[0] * (len(seen) - 1)]
    assert [page.path for page in seen[1:]] == [
        f"things/from-{page.values['items'][0].id}.html" for page in seen[1:]
    ]
    assert {page.elsewhere for page in seen[1:]} == {HOME}


def test_from_any_part_of_a_long_list_every_other_is_a_few_steps_away():
    there = pages(5000)
    steps, reached = 0, {HOME}
    while len(reached) < len(there):
        reached |= {link for path in reached for link in _links(there[path])}
        steps += 1

    assert len(there) > 5000 / MOST
    assert {paths.contents(HOME), paths.contents(HOME, 2)} <= there.keys()
    assert steps <= 6


def _links(page):
    part = page.values["part"]
    listed = page.values["items"] if page.template == "parts.html" else ()
    return {
        *filter(None, (part.previous, part.following, part.contents)),
        *(e.path for e in listed),
    }


def test_an_entry_more_changes_few_chapters_of_a_list():
    def shown(count):
        items = tuple(Owner(id=f"body-{number:04}") for number in range(count))
        chapters = in_parts(Listing(path=HOME, template="list.html", items=items), "fr")
        return {chapter.name: chapter.shows for chapter in chapters}

    before, after = shown(2000), shown(2001)
    changed = {name for name in after if before.get(name) != after[name]}

    # The first part counts the whole list, and the last one holds the new entry.
    assert "fr/things/index.html" in changed
    assert len(changed) == 2


@pytest.mark.parametrize("language", available_languages())
def test_the_heading_and_the_title_of_a_part_say_where_it_begins(language):
    bodies = (Owner(id=f"b-{at}", name=Localized({"fr": f"Office {at}."})) for at in range(100))
    listing = Listing(
        path=paths.OWNERS,
        template="owners.html",
        items=tuple((body, 1, 0) for body in bodies),
        subject=itemgetter(0),
    )
    interface = read_interface(language)
    renderer = Renderer(catalogue_of(CONTENT), interface, (interface,), "forge")
    made = [page for chapter in in_parts(listing, language) for page in chapter.make()]
    told = [_names_of(renderer.render(page)) for page in made]
    begins = [page.values["begins"] for page in made]

    assert len(made) > 3
    assert len(set(told)) == len({title for title, _ in told}) == len(told)
    assert begins[0] is None
    for entry, names in zip(begins, told, strict=True):
        assert all(("Office" in name) is bool(entry) for name in names)
        assert all(not entry or f"{entry.title['fr']}" in name for name in names)


def _names_of(html: str) -> tuple[str, str]:
    """Return the title of a page and its heading, as a person reads it."""
    [title], [heading] = re.findall("<title.*?</title>", html), re.findall("<h1>.*?</h1>", html)
    return title, re.sub("<[^>]*>", "", heading)
