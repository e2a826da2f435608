"""What `verify` says of a registry as it stands, and who owned an address at which commit."""

from __future__ import annotations

import datetime

import pytest

from forge.errors import ForgeError, RegistryError
from forge.model import Owner, Use
from forge.model.prefixes import Claims
from forge.registry import add_owner, add_prefix, nested_prefixes, open_store, verify
from forge.registry.content import COMPANION_LIMIT
from forge.registry.layout import record_to_toml
from forge.text import Localized
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import Repository, executable, symlink

FOLDER = "algorithms/onb/bareme-bourses"
DAY = datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC)
PERIOD = 'schema = "forge/1"\n\n[[period]]\nversion = "{}"\nsince = 2026-01-08\n'

EVENT = (
    'schema = "forge/1"\n\n[[event]]\ndate = 2026-01-08\nkind = "deprecated"\n'
    '[event.reason]\nfr = "x"\n'
)


@pytest.fixture
def repository(tmp_path):
    """A registry with one release, as a repository that a test can tamper with."""
    store = make_registry(tmp_path / "registry", bare=True)
    change = publish(store, make_release())
    return Repository(tmp_path / "registry", True, "main", [change.commit])


def found_in(repository, **options):
    found = verify(open_store(repository.path), **options).problems
    return [(item.code, item.severity.value, item.place.file) for item in found]


def test_an_executable_file_is_told(repository):
    owner = git(repository.path, "cat-file", "blob", "HEAD:owners/onb.toml") + "\n"
    repository.commit({"owners/onb.toml": executable(owner)})
    repository.commit({".ci/verify.sh": executable("forge verify")})

    assert found_in(repository) == [("executable-file", "warning", "owners/onb.toml")]


def test_a_link_in_the_place_of_an_owner_is_an_error(repository):
    repository.commit({"owners/cna.toml": symlink("onb.toml")})

    assert ("not-regular", "error", "owners/cna.toml") in found_in(repository)


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("uses/zzz/onb/bareme-bourses.toml", PERIOD.format("2.1.0"), "unknown-user"),
        ("uses/cna/onb/autre.toml", PERIOD.format("2.1.0"), "about-nothing"),
        ("uses/cna/onb/bareme-bourses.toml", PERIOD.format("9.9"), "about-nothing"),
        ("uses/cna/onb/bareme-bourses.toml", PERIOD.format("the last one"), "about-nothing"),
        (
            "algorithms/onb/autre/status.toml",
            EVENT,
            "about-nothing",
        ),
    ],
)
def test_what_speaks_of_nothing_is_told(repository, path, text, code):
    repository.commit({path: text})

    assert found_in(repository) == [(code, "warning", path)]


def test_a_large_file_beside_the_registry_is_told(repository):
    repository.commit({"README.md": "x" * (COMPANION_LIMIT + 1)})

    assert found_in(repository) == [("large-companion", "warning", "README.md")]


def test_a_name_of_a_list_that_is_no_text_is_named_and_never_shown_as_code(repository):
    path = "vocabulary/laws.toml"
    repository.commit({path: 'schema = "forge/1"\n[[law]]\nid = "x"\n[law.name.fr]\ndeep = "y"\n'})

    assert found_in(repository) == [("unreadable-file", "error", path)]
    assert open_store(repository.path).vocabulary.laws == {}


def test_the_longest_prefix_decides_whose_a_record_is(repository):
    store = open_store(repository.path)
    add_prefix(store, "cna", "git.onb.example/sie/cna")
    theirs = make_release("onb/outil", repository="https://git.onb.example/sie/cna/outil")
    path = "algorithms/onb/outil/2.1.0.toml"
    repository.commits.append(git(repository.path, "rev-parse", "main"))
    repository.commit({path: record_to_toml(theirs)})

    assert found_in(repository) == [("repository-of-another", "error", path)]


def test_an_address_that_was_given_up_counts_no_more(repository):
    owner = git(repository.path, "cat-file", "blob", "HEAD:owners/onb.toml") + "\n"
    repository.commit({"owners/onb.toml": owner.replace("git.onb.example/sie", "new.example")})
    late = make_release(version="2.2.0")
    path = f"{FOLDER}/2.2.0.toml"
    repository.commit({path: record_to_toml(late)})

    assert found_in(repository) == [("foreign-repository", "error", path)]


def test_an_address_of_a_side_branch_counts_only_with_the_merge_that_brings_it(repository):
    elsewhere = make_release("onb/outil", repository="https://new.example/x/outil")
    path = "algorithms/onb/outil/2.1.0.toml"
    base = repository.commits[-1]
    git(repository.path, "branch", "side", base)
    side = Repository(repository.path, True, "side", [base])
    side.commit({path: record_to_toml(elsewhere)})
    assert found_in(repository) == []
    add_prefix(open_store(repository.path), "onb", "new.example/x")
    git(repository.path, "worktree", "add", "-q", str(repository.path.parent / "tree"), "main")
    git(repository.path.parent / "tree", "merge", "-q", "--no-edit", "side")

    assert found_in(repository) == []


def test_an_address_that_comes_only_later_does_not_count(repository):
    elsewhere = make_release("onb/outil", repository="https://new.example/x/outil")
    path = "algorithms/onb/outil/2.1.0.toml"
    repository.commit({path: record_to_toml(elsewhere)})
    add_prefix(open_store(repository.path), "onb", "new.example/x")

    assert found_in(repository) == [("foreign-repository", "error", path)]


def test_an_address_of_two_owners_is_told(repository):
    owner = git(repository.path, "cat-file", "blob", "HEAD:owners/cna.toml") + "\n"
    repository.commit({"owners/cna.toml": owner.replace("git.cna.example", "git.onb.example/sie")})

    assert found_in(repository) == [("shared-prefix", "warning", "owners/cna.toml")]


def test_claims_follow_what_owners_have():
    claims = Claims()
    claims.set("onb", ["https://Git.example/a.git", "git.example"])
    claims.set("cna", ["git.example/a/b"])

    assert claims.holders("https://git.example/a/b/c") == {"cna"}
    assert claims.holders("https://git.example/a") == {"onb"}
    assert claims.holders("https://git.example.evil/a") == frozenset()
    claims.set("cna", ())
    assert claims.holders("https://git.example/a/b/c") == {"onb"}


def test_an_address_inside_another_owners_is_told_with_what_was_published_from_there(repository):
    store = open_store(repository.path)
    (found,) = nested_prefixes(store, "cna", ["git.onb.example/sie/bareme-bourses"])

    assert found.code == "nested-prefix"
    assert dict(found.values)["outer"] == "git.onb.example/sie"
    assert found.hint() == "onb has published from there already: onb/bareme-bourses"
    assert nested_prefixes(store, "cna", ["git.cna.example/x"]) == ()


def test_a_new_owner_inside_another_ones_address_is_allowed(repository):
    store = open_store(repository.path)
    body = Owner(
        id="ija", name=Localized({"fr": "Institut"}), repositories=("git.cna.example/ija",)
    )

    assert add_owner(store, body)


def test_since_a_commit_that_is_not_here_does_not_speak_of_shallow_clones(repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository.path}", "part")
    hints = []
    for path in (repository.path, tmp_path / "part"):
        with pytest.raises(ForgeError) as caught:
            verify(open_store(path), since="v9.9")
        hints.append("unshallow" in caught.value.problems[0].hint())

    assert hints == [False, True]


def test_deleted_settings_are_said_to_be_deleted(repository):
    commit = repository.commit({"registry.toml": None}, date=DAY)
    repository.commit({"README.md": "x"})
    with pytest.raises(RegistryError) as caught:
        open_store(repository.path)

    assert str(caught.value) == (
        f"registry: error[settings-deleted]: {repository.path} was a registry until commit"
        f" {commit[:7]} of 2026-12-24 deleted its registry.toml\n"
        f"  hint: bring it back by an ordinary commit: git revert {commit[:7]}"
    )


def test_a_use_of_a_withdrawn_or_known_version_is_fine(repository):
    store = open_store(repository.path)
    with store.transaction() as change:
        change.add(make_release(version="2.2.0"), [Use(owner="cna", version="2.2")])

    assert found_in(repository) == []
