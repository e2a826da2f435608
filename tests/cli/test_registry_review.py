"""`forge publish` that proposes, and `forge registry review`, on the real command line."""

from __future__ import annotations

import json

import attrs
import pytest

from forge.model import LicenseFile, Licensing
from forge.registry import open_store, propose
from tests.support.program import invoke, run_forge
from tests.support.projects import REMOTE, project
from tests.support.registries import git, make_deciding_registry, publish
from tests.support.releases import make_release
from tests.support.repos import make_repository
from tests.support.server import serve

NAME = "publish/onb/bareme-bourses/1.0.0"


@pytest.fixture
def registry(tmp_path):
    """A registry that decides on every publication."""
    return make_deciding_registry(tmp_path / "served" / "registry").git.path


@pytest.fixture
def source(tmp_path):
    return make_repository(tmp_path / "r", [project()], tags={"v1.0.0": 0}, remote=REMOTE).path


def review(*arguments):
    """Review without the network: nobody answers at the sources' addresses."""
    return invoke("registry", "review", "--without-sources", *arguments)


def test_a_publication_is_proposed_listed_and_accepted(registry, source):
    proposed = invoke("publish", source, "--registry", registry, "--offline")
    again = invoke("publish", source, "--registry", registry, "--offline", "--lang", "fr")
    listed = review("--registry", registry)
    accepted = review("--registry", registry, "--accept", NAME)

    assert (proposed.code, again.code, listed.code, accepted.code) == (0, 0, 0, 0)
    assert f"Proposed to {registry} as {NAME}; not yet published.\n" in proposed.out
    assert f"Déjà proposé à {registry} sous {NAME} ; pas encore publié.\n" in again.out
    assert listed.out.startswith(f"{NAME}, proposed on ")
    assert "the first version" in listed.out
    assert "not checked against its source" in listed.out
    assert accepted.out.startswith(f"Accepted {NAME} (commit ")
    assert [str(name) for name in open_store(registry).ids()] == ["onb/bareme-bourses"]


def test_a_dry_run_writes_nothing(registry, source):
    proposed = invoke("publish", source, "--registry", registry, "--offline", "--dry-run")
    assert proposed.out.endswith(f"Would be proposed to {registry}; nothing was written.\n")
    invoke("publish", source, "--registry", registry, "--offline")
    before = git(registry, "for-each-ref")
    accepted = review("--registry", registry, "--all", "--dry-run")

    assert accepted.out == f"Would accept {NAME}; nothing was written.\n"
    assert git(registry, "for-each-ref") == before


def test_a_declined_proposal_needs_a_reason_which_its_author_reads(registry, source):
    invoke("publish", source, "--registry", registry, "--offline")
    bare = review("--registry", registry, "--decline", NAME)
    told = "The purpose is missing"
    declined = review("--registry", registry, "--decline", NAME, "--reason", told)
    again = invoke("publish", source, "--registry", registry, "--offline")

    assert (bare.code, declined.code, again.code) == (2, 0, 1)
    assert declined.out == f"Declined {NAME}: {told}\n"
    assert told in again.err


def test_json_names_the_proposal_and_its_problems(registry, source):
    made = json.loads(invoke("publish", source, "--registry", registry, "--offline", "--json").out)
    listed = json.loads(review("--registry", registry, "--json").out)

    assert made["publications"][0]["outcome"] == "proposed"
    assert made["publications"][0]["proposal"]["name"] == NAME
    assert [item["name"] for item in listed["proposals"]] == [NAME]
    assert listed["proposals"][0]["acceptable"]


def test_the_licences_evidence_is_part_of_the_difference(registry):
    old, new = make_release(version="1.0"), make_release(version="2.0")
    found = Licensing(
        declared="MIT",
        found="MIT",
        verdict="verified",
        files=(LicenseFile(path="LICENSE", blob="2" * 40, ids=("MIT",), state="text"),),
    )
    with open_store(registry).transaction() as change:
        change.write(
            "registry.toml",
            open_store(registry).read("registry.toml").replace(b"review = true", b"review = false"),
        )
    publish(open_store(registry), old)
    propose(open_store(registry), [(attrs.evolve(new, licensing=found), ())])
    told = review("--registry", registry, "--lang", "fr").out

    assert "  ajouté  licence trouvée dans les fichiers\n      après: MIT\n" in told
    assert "    avant: non comparée aux fichiers\n      après: confirmée par les fichiers\n" in told
    assert (
        "  modifié  fichier de licence › LICENSE\n"
        "      avant: licences : Apache-2.0\n"
        "      avant: ce qu'il contient : non examiné\n"
        "      après: licences : MIT\n"
        "      après: ce qu'il contient : le texte d'une licence\n"
    ) in told


def test_an_unknown_proposal_is_answered_with_the_near_one(registry, source):
    invoke("publish", source, "--registry", registry, "--offline")
    ran = review("--registry", registry, "--accept", f"{NAME}1")

    assert ran.code == 1
    assert f"did you mean '{NAME}'?" in ran.err


def test_a_bundle_goes_by_mail(registry, source, tmp_path):
    file = tmp_path / "proposal.bundle"
    made = invoke("publish", source, "--registry", registry, "--offline", "--bundle", file)
    accepted = review("--registry", registry, "--from", file, "--all")

    assert made.code == 0
    assert f"Proposed in {file} as {NAME}; not yet published." in made.out
    assert accepted.code == 0
    assert [str(name) for name in open_store(registry).ids()] == ["onb/bareme-bourses"]


def test_a_bundle_is_written_offline_from_the_copy_of_a_registry_at_a_url(
    registry, source, tmp_path
):
    file = tmp_path / "proposal.bundle"
    with serve(tmp_path / "served", push=True) as server:
        url = server.url("registry")
        invoke("verify", "--registry", url)
        before = len(server.requests)
        made = invoke("publish", source, "--registry", url, "--offline", "--bundle", file)
        asked = server.requests[before:]
        accepted = review("--registry", url, "--from", file, "--all")

    assert (made.code, asked, accepted.code) == (0, [], 0)
    assert "Offline:" in made.err
    assert f"Proposed in {file} as {NAME}; not yet published." in made.out
    assert [str(name) for name in open_store(registry).ids()] == ["onb/bareme-bourses"]


def test_publishing_at_a_url_proposes_and_reads_owners_there(registry, source, tmp_path):
    with serve(tmp_path / "served", push=True) as server:
        url = server.url("registry")
        made = invoke("publish", source, "--registry", url)
        listed = review("--registry", url)
        accepted = review("--registry", url, "--all")
        shown = invoke("show", "onb/bareme-bourses", "--registry", url)
        offline = invoke("verify", "--registry", url, "--offline")

    assert (made.code, listed.code, accepted.code, shown.code, offline.code) == (0, 0, 0, 0, 0)
    assert "Offline:" in offline.err
    assert "0 hours ago" in offline.err


def test_the_hook_takes_what_keeps_the_rules_and_refuses_the_rest(registry, source, tmp_path):
    invoke("publish", source, "--registry", registry, "--offline")
    old = git(registry, "rev-parse", "main")
    review("--registry", registry, "--all")
    new = git(registry, "rev-parse", "main")
    cases = {
        f"{old} {new} refs/heads/main\n": 0,
        f"{new} {old} refs/heads/main\n": 1,
        f"{new} {'0' * 40} refs/heads/main\n": 1,
        f"{'0' * 40} {new} refs/heads/publish/x\n": 0,
    }
    for line, code in cases.items():
        ran = run_forge("registry", "hook", cwd=registry, data=line.encode())
        assert (line, ran.code) == (line, code), ran.err
