"""Proposals: made, made again, listed, accepted in one commit, declined; and hostile ones."""

from __future__ import annotations

import attrs
import pytest

from forge.errors import RegistryError
from forge.model import Owner, Use
from forge.registry import (
    PROPOSALS,
    accept_proposals,
    decline_proposal,
    open_proposals,
    open_store,
    propose,
    verify,
)
from forge.registry.layout import record_to_toml
from forge.text import Localized
from tests.support.registries import git, make_deciding_registry, publish, refs
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, Repository
from tests.support.server import serve

NAME = "publish/onb/bareme-bourses/2.1.0"
RECORD = "algorithms/onb/bareme-bourses/2.1.0.toml"


@pytest.fixture
def made(tmp_path):
    """A registry whose operator decides on everything."""
    return make_deciding_registry(tmp_path / "served" / "registry")


def offer(store, *releases, uses=(), bundle=None):
    pairs = [(release, uses) for release in releases]
    return propose(store, pairs, bundle=bundle, now=FIRST_DATE)


def codes(proposal):
    return [item.code for item in proposal.problems if item.severity.value == "error"]


def test_a_proposal_waits_beside_the_branch(made):
    before = made.git.head().commit
    found = offer(made, make_release())

    assert [item.name for item in found] == [NAME]
    assert refs(made) == ["refs/heads/main", f"refs/heads/{NAME}"]
    assert made.git.head().commit == before
    (item,) = open_proposals(open_store(made.address))
    assert (item.name, item.release, item.files) == (NAME, make_release(), (RECORD,))
    assert item.is_acceptable


def test_the_same_proposal_again_writes_nothing_and_another_one_replaces_it(made):
    first = offer(made, make_release())[0]
    second = offer(made, make_release())[0]
    ref = git(made.git.path, "rev-parse", NAME)
    third = offer(made, make_release(commit="9" * 40))[0]

    assert (first.again, second.again, third.again) == (False, True, False)
    assert ref == first.commit
    assert git(made.git.path, "rev-parse", NAME) == third.commit


def test_many_proposals_are_accepted_as_one_commit_and_their_refs_go(made):
    offer(made, make_release(), make_release("cna/aides", repository="https://git.cna.example/a"))
    store = open_store(made.address)
    change = accept_proposals(store, open_proposals(store), now=FIRST_DATE)

    after = open_store(made.address)
    assert refs(made) == ["refs/heads/main"]
    assert git(made.git.path, "rev-list", "--count", f"{store.commit}..main") == "1"
    assert [str(name) for name in after.ids()] == ["cna/aides", "onb/bareme-bourses"]
    assert len(change.published) == 2
    assert verify(after).problems == ()


def test_what_is_published_already_is_not_proposed(made):
    offer(made, make_release())
    store = open_store(made.address)
    accept_proposals(store, open_proposals(store))

    assert offer(open_store(made.address), make_release())[0].commit == ""
    assert refs(made) == ["refs/heads/main"]


def test_one_approval_accepts_a_new_address_and_the_release(made):
    release = make_release(repository="https://git.new.example/sie/bareme")
    offer(made, release)
    store = open_store(made.address)
    (item,) = open_proposals(store)
    accept_proposals(store, [item])

    assert [found.code for found in item.problems if found.code.startswith("new-")] == [
        "new-address"
    ]
    assert item.files == (RECORD, "owners/onb.toml")
    after = open_store(made.address)
    assert after.owners["onb"].repositories == ("git.onb.example/sie", "git.new.example/sie/bareme")
    assert verify(after).problems == ()


def test_one_approval_accepts_a_new_owner_and_the_release(made):
    offer(made, make_release("ija/darija", repository="https://git.ija.example/darija"))
    store = open_store(made.address)
    (item,) = open_proposals(store)
    accept_proposals(store, [item])

    assert "new-owner" in [found.code for found in item.problems]
    owner = open_store(made.address).owners["ija"]
    assert owner.repositories == ("git.ija.example/darija",)


def test_uses_come_with_a_proposal(made):
    offer(made, make_release(), uses=(Use(owner="cna", version="2.1.0", status="in-use"),))
    store = open_store(made.address)
    (item,) = open_proposals(store)
    accept_proposals(store, [item])

    algorithm = open_store(made.address).algorithm(make_release().id)
    assert [(period.body, period.use.version) for period in algorithm.uses] == [("cna", "2.1.0")]


def test_a_declined_proposal_goes_and_its_reason_meets_who_proposes_it_again(made):
    offer(made, make_release())
    store = open_store(made.address)
    (item,) = open_proposals(store)

    assert decline_proposal(store, item, "The purpose is missing", now=FIRST_DATE)
    assert refs(made) == ["refs/forge/declined/onb/bareme-bourses/2.1.0", "refs/heads/main"]
    with pytest.raises(RegistryError, match="The purpose is missing"):
        offer(open_store(made.address), make_release())
    assert offer(open_store(made.address), make_release(version="2.1.1"))[0].commit


def test_a_proposal_that_changed_meanwhile_is_not_declined(made):
    offer(made, make_release())
    store = open_store(made.address)
    (item,) = open_proposals(store)
    offer(made, make_release(commit="9" * 40))

    assert not decline_proposal(store, item, "Too late")


def test_a_version_that_was_published_meanwhile_cannot_be_accepted(made):
    offer(made, make_release())
    other = open_proposals(open_store(made.address))[0]
    offer(made, make_release(commit="9" * 40))
    store = open_store(made.address)
    accept_proposals(store, open_proposals(store))
    git(made.git.path, "update-ref", f"refs/heads/{NAME}", other.commit)

    (item,) = open_proposals(open_store(made.address))
    assert codes(item) == ["version-exists"]
    with pytest.raises(RegistryError):
        accept_proposals(open_store(made.address), [item])


def commit_on(store, name, files, parent="main"):
    """Let a hostile person push a proposal of their own making."""
    stream = [f"commit refs/heads/{name}\ncommitter x <x@x.example> 1 +0000\ndata 1\nx\n"]
    stream.append(f"from {git(store.git.path, 'rev-parse', parent)}\n")
    for path, (mode, text) in files.items():
        stream.append(f"M {mode} inline {path}\ndata {len(text.encode())}\n{text}\n")
    git(store.git.path, "fast-import", "--quiet", data="".join(stream).encode())


def hostile_files(made):
    offer(made, make_release())
    record = git(made.git.path, "show", f"{NAME}:{RECORD}") + "\n"
    git(made.git.path, "update-ref", "-d", f"refs/heads/{NAME}")
    owner = made.read("owners/onb.toml").decode()
    renamed = owner.replace("Office", "Agence")
    return {
        "another record": ({"algorithms/cna/x/1.toml": ("100644", "x")}, "foreign-change"),
        "settings": ({"registry.toml": ("100644", "schema = 'forge/1'")}, "foreign-change"),
        "another owner": ({"owners/cna.toml": ("100644", owner)}, "foreign-change"),
        "a renamed owner": ({"owners/onb.toml": ("100644", renamed)}, "foreign-change"),
        "a pipeline": ({".gitlab-ci.yml": ("100644", "x: 1")}, "foreign-change"),
        "a link": ({RECORD: ("120000", "/etc/passwd")}, "bad-proposal"),
        "no record": ({RECORD: ("100644", "not toml")}, "bad-toml"),
    }, record


def test_hostile_proposals_are_refused_each_with_its_reason(made):
    cases, record = hostile_files(made)
    before = made.git.head().commit
    for about, (files, code) in cases.items():
        commit_on(made, NAME, {RECORD: ("100644", record)} | files)
        (item,) = open_proposals(open_store(made.address))
        assert (about, code in codes(item)) == (about, True), (about, codes(item))
        with pytest.raises(RegistryError):
            accept_proposals(open_store(made.address), [item])
        git(made.git.path, "update-ref", "-d", f"refs/heads/{NAME}")

    assert git(made.git.path, "rev-parse", "main") == before


def test_an_edited_record_under_the_name_of_another_version_is_refused(made):
    offer(made, make_release())
    store = open_store(made.address)
    accept_proposals(store, open_proposals(store))
    record = git(made.git.path, "show", f"main:{RECORD}")
    commit_on(made, NAME, {RECORD: ("100644", record.replace("4f1c", "0000"))})
    commit_on(made, "publish/onb/bareme-bourses/9.0", {RECORD: ("100644", record + "\n\n")})

    found = open_proposals(open_store(made.address))
    assert [codes(item) for item in found] == [["bad-proposal"], ["bad-proposal"]]


def test_a_proposal_of_two_commits_or_of_another_history_is_refused(made):
    offer(made, make_release())
    commit_on(made, NAME, {"README.md": ("100644", "x")}, parent=NAME)
    orphan = b"commit refs/heads/publish/x\ncommitter x <x@x.example> 1 +0000\ndata 1\nx\n"
    stream = orphan + b"M 644 inline a\ndata 1\nx\n"
    git(made.git.path, "fast-import", "--quiet", data=stream)

    found = open_proposals(open_store(made.address))
    assert [codes(item) for item in found] == [["bad-proposal"], ["bad-proposal"]]


def test_a_bundle_carries_proposals_to_a_registry_that_cannot_be_reached(made, tmp_path):
    file = tmp_path / "proposal.bundle"
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--bare", str(made.git.path), str(copy))
    offer(open_store(copy), make_release(), make_release(version="2.2.0"), bundle=file)

    store = open_store(made.address)
    found = open_proposals(store, bundle=file)
    accept_proposals(store, found)
    assert [item.name for item in found] == [NAME, "publish/onb/bareme-bourses/2.2.0"]
    assert len(open_store(made.address).algorithm(make_release().id).versions) == 2
    assert refs(made) == ["refs/heads/main"]
    assert refs(open_store(copy)) == ["refs/heads/main"]
    assert git(made.git.path, "bundle", "verify", "-q", str(file)) == ""


def test_proposals_at_a_url_are_made_listed_accepted_and_declined(made, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        url = server.url("registry")
        first = offer(open_store(url, writing=True), make_release(), make_release(version="2.2.0"))
        again = offer(open_store(url, writing=True), make_release())
        store = open_store(url, also=PROPOSALS)
        accepted, declined = open_proposals(store)
        accept_proposals(store, [accepted])
        assert decline_proposal(store, declined, "Not now")
        with pytest.raises(RegistryError, match="Not now"):
            offer(open_store(url, writing=True), make_release(version="2.2.0"))
        offer(open_store(url, writing=True), make_release(version="2.2.0", commit="9" * 40))

    assert [item.again for item in (*first, *again)] == [False, False, True]
    assert refs(made) == [
        "refs/forge/declined/onb/bareme-bourses/2.2.0",
        "refs/heads/main",
        "refs/heads/publish/onb/bareme-bourses/2.2.0",
    ]
    assert verify(open_store(made.address)).problems == ()


def test_a_direct_publication_is_refused_where_the_operator_decides(made):
    with pytest.raises(RegistryError) as caught:
        publish(made, make_release())

    assert [item.code for item in caught.value.problems] == ["review-required"]


def test_an_owner_that_changed_meanwhile_keeps_the_change(made):
    offer(made, make_release(repository="https://git.new.example/sie/bareme"))
    with made.transaction() as change:
        change.set_owner(attrs.evolve(made.owners["onb"], website="https://onb.example/"))
        change.set_owner(Owner(id="ija", name=Localized({"fr": "Institut (exemple)"})))
    store = open_store(made.address)
    accept_proposals(store, open_proposals(store))

    owner = open_store(made.address).owners["onb"]
    assert owner.website == "https://onb.example/"
    assert "git.new.example/sie/bareme" in owner.repositories


def test_every_address_of_a_new_owner_is_told_and_none_of_another_owner_is_given_away(made):
    release = make_release("zz-agence/outil", repository="https://git.zz.example/outil")
    offer(made, release)
    name = "publish/zz-agence/outil/2.1.0"
    files = {
        "algorithms/zz-agence/outil/2.1.0.toml": record_to_toml(release),
        "owners/zz-agence.toml": (
            'schema = "forge/1"\nrepositories = ["git.zz.example", "git.onb.example/sie/bareme"]\n'
        ),
    }
    forged = Repository(made.git.path, True, name, [made.git.head().commit])
    git(made.git.path, "update-ref", "-d", f"refs/heads/{name}")
    forged.commit(files)

    (found,) = open_proposals(open_store(made.address))
    told = [dict(item.values)["prefix"] for item in found.problems if item.code == "new-address"]
    assert sorted(told) == ["git.onb.example/sie/bareme", "git.zz.example"]
    assert codes(found) == ["prefix-taken"]


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ('{ fr = "Ministère des exemples" }', "", []),
        ('{ fr = "Ministère", ar = "وزارة" }', "", ["foreign-change"]),
        ('{ fr = "Ministère" }', 'website = "https://evil.example"\n', ["foreign-change"]),
    ],
)
def test_a_proposed_owner_brings_one_name_which_is_told(made, name, more, expected):
    release = make_release("zz-agence/outil", repository="https://git.zz.example/outil")
    text = f'schema = "forge/1"\nname = {name}\n{more}repositories = ["git.zz.example"]\n'
    files = {
        "algorithms/zz-agence/outil/2.1.0.toml": record_to_toml(release),
        "owners/zz-agence.toml": text,
    }
    ref = "publish/zz-agence/outil/2.1.0"
    Repository(made.git.path, True, ref, [made.git.head().commit]).commit(files)
    (found,) = open_proposals(open_store(made.address))

    assert [code for code in codes(found) if code == "foreign-change"] == expected
    told = [dict(one.values)["name"] for one in found.problems if one.code == "new-owner"]
    assert told == ([] if expected else ["Ministère des exemples"])
