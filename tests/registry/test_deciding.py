"""The decision on proposals: one push, also when its answer is lost; files; merges of the host."""

from __future__ import annotations

import pytest

from forge.errors import RegistryError
from forge.registry import (
    PROPOSALS,
    accept_proposals,
    decline_proposal,
    open_proposals,
    open_store,
    propose,
    verify,
)
from tests.support.registries import git, make_deciding_registry, refs
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE
from tests.support.server import serve

NAME = "publish/onb/bareme-bourses/2.1.0"


@pytest.fixture
def made(tmp_path):
    """A registry whose operator decides on everything."""
    return make_deciding_registry(tmp_path / "served" / "registry")


def offer(store, *releases, bundle=None):
    return propose(store, [(release, ()) for release in releases], bundle=bundle, now=FIRST_DATE)


def test_declining_is_one_push_and_all_or_nothing(made, tmp_path):
    offer(made, make_release())
    with serve(tmp_path / "served", push=True) as server:
        store = open_store(server.url("registry"), also=PROPOSALS)
        (item,) = open_proposals(store)
        before = sum("POST" in line and "receive-pack" in line for line in server.requests)
        assert decline_proposal(store, item, "Not now")
        pushes = sum("POST" in line and "receive-pack" in line for line in server.requests)

    assert pushes - before == 1
    assert refs(made) == ["refs/forge/declined/onb/bareme-bourses/2.1.0", "refs/heads/main"]


def test_a_declined_push_whose_answer_is_lost_is_found_to_have_arrived(made, tmp_path):
    offer(made, make_release())
    with serve(tmp_path / "served", push=True, lose_answers=1) as server:
        store = open_store(server.url("registry"), also=PROPOSALS)
        assert decline_proposal(store, open_proposals(store)[0], "Not now")

    assert refs(made) == ["refs/forge/declined/onb/bareme-bourses/2.1.0", "refs/heads/main"]


def test_a_lock_on_a_proposals_branch_is_named_and_stays(made):
    offer(made, make_release())
    (item,) = open_proposals(open_store(made.address))
    lock = made.git.path / "refs" / "heads" / f"{NAME}.lock"
    lock.touch()
    with pytest.raises(RegistryError) as caught:
        decline_proposal(open_store(made.address), item, "Not now")

    assert [found.code for found in caught.value.problems] == ["ref-locked"]
    assert f"{NAME}.lock" in caught.value.problems[0].message()
    assert lock.exists()
    assert refs(made) == ["refs/heads/main", f"refs/heads/{NAME}"]


@pytest.mark.parametrize("remote", [False, True])
def test_a_proposal_that_was_merged_by_the_host_is_cleared_away(made, tmp_path, remote):
    offer(made, make_release())
    squashed = git(made.git.path, "commit-tree", f"{NAME}^{{tree}}", "-p", "main", "-m", "Squash")
    git(made.git.path, "update-ref", "refs/heads/main", squashed)
    with serve(tmp_path / "served", push=True) as server:
        address = server.url("registry") if remote else made.address
        store = open_store(address, also=PROPOSALS)
        (item,) = open_proposals(store)
        change = accept_proposals(store, [item])

    assert (item.is_published, item.is_acceptable, change.written) == (True, True, False)
    assert refs(made) == ["refs/heads/main"]
    assert git(made.git.path, "rev-parse", "main") == squashed


def test_a_file_is_written_offline_and_accepted_at_the_address(made, tmp_path):
    file = tmp_path / "proposal.bundle"
    with serve(tmp_path / "served", push=True) as server:
        url = server.url("registry")
        open_store(url)
        asked = len(server.requests)
        offline = open_store(url, fresh=False)
        made_here = offer(offline, make_release(), make_release(version="2.2.0"), bundle=file)
        assert len(server.requests) == asked
        store = open_store(url, also=PROPOSALS)
        found = open_proposals(store, bundle=file)
        with pytest.raises(RegistryError) as caught:
            decline_proposal(store, found[0], "No")
        change = accept_proposals(store, found)

    assert [item.name for item in made_here] == [item.name for item in found]
    assert [item.code for item in caught.value.problems] == ["nothing-waits"]
    assert open_store(made.address).commit == change.commit
    assert refs(made) == ["refs/heads/main"]
    assert verify(open_store(made.address)).problems == ()
