"""The difference of two releases."""

import attrs

from forge.model import Artifact, Licensing
from forge.model.difference import Line, compare
from forge.model.transparency import Transparency
from forge.text import Localized
from tests.support.content import release


def pairs(changes):
    return [(change.path, change.language, change.sort) for change in changes]


def test_two_equal_releases_have_no_difference():
    assert compare(release(), release()) == ()


def test_a_text_is_compared_language_by_language():
    old = release(summary=Localized({"fr": "A", "ar": "ب"}))
    new = release(summary=Localized({"fr": "B", "zgh": "ⴱ"}))

    assert pairs(compare(old, new)) == [
        (("summary",), "ar", "removed"),
        (("summary",), "fr", "changed"),
        (("summary",), "zgh", "added"),
    ]


def test_an_item_of_a_list_is_one_difference_under_its_name():
    old = release(artifacts=(Artifact(name="a.json", kind="data", size=1),))
    new = release(
        artifacts=(
            Artifact(name="a.json", kind="data", size=2),
            Artifact(name="b.json", kind="data"),
        )
    )
    first, second = compare(old, new)

    assert (first.path, first.sort) == (("artifact", "a.json"), "changed")
    assert first.after == (
        Line(key="name", held="a.json"),
        Line(key="kind", held="data"),
        Line(key="size", held=2),
    )
    assert (second.path, second.sort) == (("artifact", "b.json"), "added")


def test_what_is_gone_stands_where_it_stood():
    old = release(
        homepage="https://a.example",
        transparency=Transparency(effect="informs", level="other", personal_data="none"),
    )
    new = release(transparency=Transparency(effect="decides", personal_data="personal"))

    assert pairs(compare(old, new)) == [
        (("homepage",), "", "removed"),
        (("transparency", "effect"), "", "changed"),
        (("transparency", "level"), "", "removed"),
        (("transparency", "personal-data"), "", "changed"),
    ]


def test_the_licence_is_compared_as_it_was_understood():
    old = attrs.evolve(release(license="apache2"), licensing=Licensing(declared="Apache-2.0"))
    new = attrs.evolve(release(license="Apache-2.0"), licensing=Licensing(declared="Apache-2.0"))
    other = attrs.evolve(new, licensing=Licensing(declared="MIT", verdict="contradicted"))

    assert compare(old, new) == ()
    assert pairs(compare(new, other)) == [
        (("license",), "", "changed"),
        (("verdict",), "", "changed"),
    ]
