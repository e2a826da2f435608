"""The registry's rules, each with an example that breaks it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest

from forge.model import Algorithm, AlgorithmId, Manifest, Owner, Release, Term, Use, Vocabulary
from forge.model.manifest import Reuse
from forge.model.settings import Policy, Settings
from forge.model.transparency import LegalBasis, Transparency
from forge.policy import judge, review
from forge.problems import Place, Problem, Severity, problem
from forge.text import Localized
from tests.support.registries import BODIES
from tests.support.releases import make_release

OTHER = "99d0e11" + "0" * 33


@attrs.frozen(kw_only=True)
class Draft:
    release: Release | None = make_release()
    uses: tuple[Use, ...] = ()
    problems: tuple[Problem, ...] = ()
    repository: str = "https://git.onb.example/sie/bareme-bourses"
    manifest: Manifest = make_release().manifest

    def place(self, key: str) -> Place:
        return Place(file="algorithm.toml", line=3, column=1)


OWNERS = {owner.id: owner for owner in BODIES}
THREE = Settings(languages=("ar", "zgh", "fr"))


@attrs.frozen(kw_only=True)
class View:
    settings: Settings = Settings(languages=("fr",))
    owners: Mapping[str, Owner] = OWNERS
    vocabulary: Vocabulary = Vocabulary(
        domains={
            "education": Term(id="education", name=Localized({"fr": "Éducation et formation"})),
            "water": Term(id="water", name=Localized({"fr": "Eau et ressources hydriques"})),
        },
        regions={"MA-04": Term(id="MA-04", name=Localized({"fr": "Rabat-Salé-Kénitra"}))},
        laws={"xx:31": Term(id="xx:31", name=Localized({"fr": "Loi n° 31"}))},
        languages={
            "ary-Arab": Term(
                id="ary-Arab", name=Localized({"fr": "darija"}), aliases=("darija", "ary")
            )
        },
    )
    releases: tuple[Release, ...] = ()

    def ids(self) -> tuple[AlgorithmId, ...]:
        return tuple(dict.fromkeys(item.id for item in self.releases))

    def algorithm(self, identity: AlgorithmId) -> Algorithm | None:
        found = tuple(item for item in self.releases if item.id == identity)
        owner = Owner(id=identity.owner)
        return Algorithm(id=identity, owner=owner, releases=found) if found else None


def draft(**manifest):
    return Draft(manifest=attrs.evolve(make_release().manifest, **manifest))


def said(item, view=None):
    return [str(found) for found in review(item, view or View())]


def codes(item, view=None):
    return [found.code for found in review(item, view or View())]


def test_a_good_draft_has_no_problem():
    assert said(Draft()) == []


def test_an_unknown_owner_is_named_with_the_near_miss():
    assert said(draft(owner="obn")) == [
        (
            "algorithm.toml:3:1: error[unknown-owner]: algorithm.owner:"
            " The registry has no owner 'obn'\n"
            "  hint: did you mean 'onb'?"
        )
    ]
    assert "did you mean 'onb'?" in said(draft(owner="office-national-des-bourses-exemple"))[0]


def test_a_claim_to_be_another_owner_is_refused():
    assert said(draft(owner="cna")) == [
        (
            "algorithm.toml:3:1: error[owner-mismatch]: algorithm.owner: Says owner 'cna', but"
            " https://git.onb.example/sie/bareme-bourses belongs to 'onb' (git.onb.example/sie)\n"
            "  hint: write 'onb', or publish from a repository of 'cna'; a fork is"
            " published under its"
            " own owner with based-on"
        )
    ]


def test_a_fork_elsewhere_does_not_keep_the_owner():
    fork = attrs.evolve(Draft(), repository="https://git.fork.example/me/bareme-bourses")

    assert said(fork) == [
        (
            "git: error[unowned-repository]: https://git.fork.example/me/bareme-bourses"
            " belongs to no"
            " owner of the registry\n"
            "  hint: if it is a repository of 'onb', its operator adds:"
            " forge registry owner prefix onb git.fork.example/me"
        )
    ]


@pytest.mark.parametrize(
    ("prefix", "repository", "covered"),
    [
        ("git.onb.example/sie", "https://git.onb.example/sie/x", True),
        ("git.onb.example/sie", "https://git.onb.example/sie", True),
        ("git.onb.example/sie/", "https://git.onb.example/sie/x/y", True),
        ("git.onb.example/sie", "https://git.onb.example/sien/x", False),
        ("git.onb.example/sie", "https://git.onb.example/SIE/x", False),
        ("GIT.onb.example/sie", "https://git.ONB.example/sie/x", True),
        ("git.onb.example", "https://git.onb.example.evil.example/sie/x", False),
        ("onb.example", "https://git.onb.example/sie/x", False),
        ("git.onb.example", "https://git.onb.example:8443/sie/x", False),
        ("git.onb.example:8443", "https://git.onb.example:8443/sie/x", True),
        ("git.onb.example:443", "https://git.onb.example/sie/x", True),
        ("git.onb.example/sie/x", "https://git.onb.example/sie/x.git", True),
        ("git.onb.example/sie", "https://git.onb.example/sie/../other/x", False),
        ("git.onb.example/sie", "https://git.onb.example/./sie/x", False),
        ("git.onb.example/sie", "https://evil@git.onb.example/sie/x", False),
        ("", "https://git.onb.example/sie/x", False),
    ],
)
def test_a_prefix_covers_whole_segments_only(prefix, repository, covered):
    view = View(owners={"onb": Owner(id="onb", repositories=(prefix,))})

    found = codes(attrs.evolve(Draft(), repository=repository), view)
    assert found == ([] if covered else ["unowned-repository"])


def test_the_longest_prefix_wins():
    owners = {
        "cna": Owner(id="cna", repositories=("git.example",)),
        "onb": Owner(id="onb", repositories=("git.example/a/b",)),
    }
    inside = attrs.evolve(Draft(), repository="https://git.example/a/b/c")
    outside = attrs.evolve(Draft(), repository="https://git.example/a/bc")

    assert codes(inside, View(owners=owners)) == []
    assert codes(outside, View(owners=owners)) == ["owner-mismatch"]


def test_two_owners_of_one_prefix_own_nothing():
    owners = {name: Owner(id=name, repositories=("git.example/a",)) for name in ("cna", "onb")}
    item = attrs.evolve(Draft(), repository="https://git.example/a/b")

    assert codes(item, View(owners=owners)) == ["unowned-repository"]


def test_a_repository_without_an_address_is_a_warning():
    item = attrs.evolve(Draft(), repository="")

    assert [(found.code, found.severity) for found in review(item, View())] == [
        ("no-origin", Severity.WARNING)
    ]


def test_without_owner_and_address_there_is_no_owner():
    item = attrs.evolve(draft(owner=""), repository="", release=None)

    assert codes(item) == ["missing-owner"]


def test_what_is_required_is_asked_for_in_the_languages_of_the_registry():
    empty = draft(
        name="", license="", title=Localized({"en": "Scale"}), summary=Localized({"es": "x"})
    )

    assert said(attrs.evolve(empty, release=None), View(settings=THREE)) == [
        (
            "algorithm.toml:3:1: error[missing-key]: algorithm.name: Required, but missing\n"
            '  hint: write name = "…"'
        ),
        (
            "algorithm.toml:3:1: error[missing-key]: algorithm.license: Required, but missing\n"
            '  hint: write license = "Apache-2.0"'
        ),
        (
            "algorithm.toml:3:1: error[missing-text]: algorithm.title: Missing in every"
            " language of the"
            " registry (ar, zgh, fr)\n"
            '  hint: write title = { ar = "…" }'
        ),
        (
            "algorithm.toml:3:1: error[missing-text]: algorithm.summary: Missing in every"
            " language of"
            " the registry (ar, zgh, fr)\n"
            '  hint: write summary = { ar = "…" }'
        ),
    ]


def test_what_an_error_explains_already_is_not_told_twice():
    reported = problem("license-undeclared", "algorithm.toml", key="algorithm.license")
    item = attrs.evolve(draft(license=""), problems=(reported,))

    assert codes(item) == []


def test_a_title_in_a_script_of_the_language_counts():
    item = draft(title=Localized({"zgh-Tfng": "ⴰⵎⵓⴷ"}))

    assert "missing-text" not in codes(item, View(settings=THREE))


def test_ids_that_no_list_has_are_named_with_what_was_meant():
    item = draft(
        domains=("education", "Eau et ressource hydriques"),
        regions=("MA-05",),
        reuse=Reuse(openness="restricted", exception="xx:13"),
        transparency=Transparency(legal_basis=(LegalBasis(law="xx:31"), LegalBasis(law="yy:1"))),
    )

    found = list(review(item, View()))
    assert [(f.code, f.key, dict(f.values).get("near")) for f in found] == [
        ("unknown-id", "algorithm.domains[1]", "water"),
        ("unknown-id", "algorithm.regions[0]", "MA-04"),
        ("unknown-id", "reuse.exception", "xx:31"),
        ("unknown-id", "transparency.legal-basis[1].law", None),
    ]
    assert "vocabulary/laws.toml" in found[3].hint()


def test_a_language_that_is_not_listed_is_only_a_note():
    assert said(draft(languages=("ary-Arab", "darijaa", "fr"))) == [
        (
            "algorithm.toml:3:1: note[unlisted-language]: algorithm.languages[1]: 'darijaa'"
            " is not in"
            " the registry's languages; it is kept as written\n"
            "  hint: did you mean 'ary-Arab'?"
        ),
        (
            "algorithm.toml:3:1: note[unlisted-language]: algorithm.languages[2]: 'fr' is"
            " not in the"
            " registry's languages; it is kept as written"
        ),
    ]


def test_a_published_version_from_another_commit_is_refused():
    view = View(releases=(make_release(commit=OTHER), make_release(version="1.0")))

    assert codes(Draft(), View(releases=(make_release(),))) == []
    assert said(Draft(), view) == [
        (
            "error[version-exists]: onb/bareme-bourses 2.1.0 is published from commit 99d0e11;"
            " v2.1.0 now points to 4f1c2ab\n"
            "  hint: published versions never change. Tag the new commit as v2.1.1 and"
            " publish that. To warn the users of 2.1.0: forge mark onb/bareme-bourses@2.1.0"
            " advisory --reason …"
        )
    ]


@pytest.mark.parametrize(
    ("tag", "following"),
    [("v2.1.0", "v2.1.1"), ("2.1.9", "2.1.10"), ("v2.1.0-rc.1", "v2.1.0-rc.2"), ("r/2.1", "r/2.2")],
)
def test_the_next_tag_is_spelt_like_this_one(tag, following):
    view = View(releases=(make_release(commit=OTHER),))
    item = attrs.evolve(Draft(), release=make_release(tag=tag))

    assert f"Tag the new commit as {following} and" in said(item, view)[0]


def test_a_restricted_algorithm_names_the_law_that_withholds_it():
    assert codes(draft(reuse=Reuse(openness="restricted"))) == ["missing-exception"]
    assert codes(draft(reuse=Reuse(openness="restricted", exception="xx:31"))) == []


def test_a_use_by_a_body_that_nobody_knows_is_refused():
    item = attrs.evolve(Draft(), uses=(Use(owner="cna"), Use(owner="anc", regions=("MA-99",))))

    found = list(review(item, View()))
    assert [(f.code, f.key) for f in found] == [
        ("unknown-id", "use[1].regions[0]"),
        ("unknown-user", "use[1].owner"),
    ]


def test_what_it_is_based_on_is_looked_up():
    view = View(releases=(make_release("cna/moteur-regles", "1.4.0"),))
    item = draft(
        reuse=Reuse(
            based_on=(
                "cna/moteur-regles@1.4",
                "https://git.other.example/x",
                "cna/moteur-regle",
                "onb/bareme-bourses",
            )
        )
    )

    assert [(f.code, f.key, dict(f.values).get("near")) for f in review(item, view)] == [
        ("unknown-base", "reuse.based-on[2]", "cna/moteur-regles"),
        ("based-on-itself", "reuse.based-on[3]", None),
    ]


def test_a_registry_raises_single_codes_by_effect_and_level():
    missing = problem("missing-contact", "algorithm.toml", key="reuse.contact")
    table = {"missing-contact": ("decides", "high-risk"), "no-origin": ("always",)}
    view = View(settings=Settings(languages=("fr",), policy=Policy(raise_=table)))
    mild = attrs.evolve(draft(), problems=(missing,), repository="")
    grave = attrs.evolve(mild, manifest=draft(transparency=Transparency(effect="decides")).manifest)
    level = attrs.evolve(
        mild, manifest=draft(transparency=Transparency(level="high-risk")).manifest
    )

    assert [(f.code, f.severity.value) for f in judge(mild, view)] == [
        ("missing-contact", "warning"),
        ("no-origin", "error"),
    ]
    for item in (grave, level):
        assert [f.severity.value for f in judge(item, view)] == ["error", "error"]
    assert [f.severity.value for f in review(mild, view)] == ["error"]


def test_a_registry_without_lists_says_that_the_id_is_unknown():
    view = View(vocabulary=Vocabulary())

    assert codes(draft(), view) == ["unknown-id"]


def test_every_text_of_the_rules_is_there_in_french():
    everything = attrs.evolve(
        draft(
            owner="obn",
            name="",
            title=Localized(),
            domains=("x1",),
            languages=("xx",),
            reuse=Reuse(openness="restricted"),
        ),
        uses=(Use(owner="anc"),),
    )

    for found in review(everything, View()):
        assert found.message("fr") != found.message("en")
        assert "{name}" not in found.render("fr")
