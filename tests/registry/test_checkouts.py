"""Work trees of a registry: what a person has there is never lost, and nothing stays behind."""

from __future__ import annotations

import datetime
import shutil

import pytest

from forge.errors import RegistryError
from forge.model import Use
from forge.registry import open_store, verify
from forge.registry.commits import FORGE, swap_branch, write_commit
from forge.registry.layout import record_to_toml
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE

RECORD = "algorithms/onb/bareme-bourses/2.1.0.toml"
USES = "uses/cna/onb/bareme-bourses.toml"


@pytest.fixture
def registry(tmp_path):
    return make_registry(tmp_path / "registry")


@pytest.fixture
def tree(registry, tmp_path):
    return tmp_path / "registry"


def test_the_work_tree_shows_what_was_published(registry, tree):
    publish(registry, make_release())

    assert (tree / RECORD).read_bytes() == record_to_toml(make_release())
    assert git(tree, "status", "--porcelain") == ""


def test_changes_of_a_person_elsewhere_stay(registry, tree):
    (tree / "owners" / "onb.toml").write_text("# mine\n")
    (tree / "notes.txt").write_text("mine\n")
    (tree / "owners" / "cna.toml").unlink()
    publish(registry, make_release())

    assert (tree / "owners" / "onb.toml").read_text() == "# mine\n"
    assert (tree / "notes.txt").read_text() == "mine\n"
    assert (
        git(tree, "status", "--porcelain") == " D owners/cna.toml\n M owners/onb.toml\n?? notes.txt"
    )


@pytest.mark.parametrize("staged", [False, True])
def test_a_file_of_a_person_where_the_record_would_stand_stops_everything(registry, tree, staged):
    (tree / RECORD).parent.mkdir(parents=True)
    (tree / RECORD).write_text("mine\n")
    if staged:
        git(tree, "add", RECORD)
    before = git(tree, "rev-parse", "HEAD")
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release())

    assert [item.code for item in caught.value.problems] == ["checkout-dirty"]
    assert str(tree) in str(caught.value)
    assert RECORD in str(caught.value)
    assert (tree / RECORD).read_text() == "mine\n"
    assert git(tree, "rev-parse", "HEAD") == before


def test_a_statement_of_use_that_a_person_edits_stops_everything(registry, tree):
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with registry.transaction() as change:
        change.add(make_release(), [use])
    (tree / USES).write_text("mine\n")
    later = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 2, 8))
    with pytest.raises(RegistryError) as caught, registry.transaction() as change:
        change.add(make_release(), [later])

    assert [item.code for item in caught.value.problems] == ["checkout-dirty"]
    assert (tree / USES).read_text() == "mine\n"


def test_a_file_that_was_only_touched_is_not_dirty(registry, tree):
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with registry.transaction() as change:
        change.add(make_release(), [use])
    content = (tree / USES).read_bytes()
    (tree / USES).unlink()
    (tree / USES).write_bytes(content)
    later = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 2, 8))
    with registry.transaction() as change:
        change.add(make_release(), [later])

    assert (tree / USES).read_bytes().startswith(content)
    assert git(tree, "status", "--porcelain") == ""


def _swap_without_follow(store, files):
    """Publish as a process does that is killed between the swap and the work tree."""
    new = write_commit(
        store.git, files, parent=store.commit, message="x", identity=FORGE, now=FIRST_DATE
    )
    swap_branch(store.git, "main", new, store.commit, identity=FORGE, message="x")
    return new


def test_a_record_that_a_killed_publication_left_out_of_the_work_tree_is_restored(registry, tree):
    _swap_without_follow(registry, {RECORD: record_to_toml(make_release())})
    assert git(tree, "status", "--porcelain") == f"D  {RECORD}"
    publish(open_store(tree), make_release(version="2.2.0"))
    git(tree, "commit", "-q", "--allow-empty", "-a", "-m", "Something of a person")

    assert (tree / RECORD).read_bytes() == record_to_toml(make_release())
    assert git(tree, "status", "--porcelain") == ""
    assert verify(open_store(tree)).problems == ()


def test_a_publication_that_writes_nothing_heals_too(registry, tree):
    _swap_without_follow(registry, {RECORD: record_to_toml(make_release())})
    publish(open_store(tree), make_release())

    assert git(tree, "status", "--porcelain") == ""


def _killed_with_longer_uses(registry, tree):
    """Leave what a publication leaves that dies between swap and follow; return the new uses."""
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with registry.transaction() as change:
        change.add(make_release(), [use])
    store = open_store(tree)
    longer = store.read(USES) + b'\n[[period]]\nversion = "2.1.0"\nsince = 2026-04-01\n'
    new = _swap_without_follow(store, {USES: longer})
    (tree / ".git" / "forge-follow").write_text(f"{store.commit} {new}")
    return longer


def test_a_changed_file_that_a_killed_publication_left_behind_is_brought_up(registry, tree):
    longer = _killed_with_longer_uses(registry, tree)
    publish(open_store(tree), make_release(version="2.2.0"))

    assert (tree / USES).read_bytes() == longer
    assert git(tree, "status", "--porcelain") == ""
    assert not (tree / ".git" / "forge-follow").exists()


@pytest.mark.parametrize("kept", [0, 10, 100_000])
def test_a_record_of_which_a_full_disk_kept_the_beginning_is_written_whole(registry, tree, kept):
    _swap_without_follow(registry, {RECORD: record_to_toml(make_release())})
    (tree / RECORD).parent.mkdir(parents=True)
    (tree / RECORD).write_bytes(record_to_toml(make_release())[:kept])
    publish(open_store(tree), make_release(version="2.2.0"))

    assert (tree / RECORD).read_bytes() == record_to_toml(make_release())
    assert git(tree, "status", "--porcelain") == ""


def test_a_file_of_uses_of_which_a_full_disk_kept_the_beginning_is_written_whole(registry, tree):
    longer = _killed_with_longer_uses(registry, tree)
    (tree / USES).write_bytes(longer[:-5])
    publish(open_store(tree), make_release(version="2.2.0"))

    assert (tree / USES).read_bytes() == longer
    assert git(tree, "status", "--porcelain") == ""


def test_what_a_person_wrote_where_a_record_is_missing_stays(registry, tree):
    _swap_without_follow(registry, {RECORD: record_to_toml(make_release())})
    (tree / RECORD).parent.mkdir(parents=True)
    (tree / RECORD).write_text("mine\n")
    publish(open_store(tree), make_release(version="2.2.0"))

    assert (tree / RECORD).read_text() == "mine\n"


def test_two_work_trees_on_the_branch_both_follow(registry, tree, tmp_path):
    git(tree, "worktree", "add", "--force", "-q", str(tmp_path / "second"), "main")
    git(tree, "worktree", "add", "-q", "-b", "other", str(tmp_path / "third"))
    publish(registry, make_release())
    publish(open_store(tmp_path / "second"), make_release(version="2.2.0"))

    for place in (tree, tmp_path / "second"):
        assert sorted(path.name for path in (place / RECORD).parent.iterdir()) == [
            "2.1.0.toml",
            "2.2.0.toml",
        ]
        assert git(place, "status", "--porcelain") == ""
    assert not (tmp_path / "third" / RECORD).exists()


@pytest.mark.parametrize("how", [["owners"], ["--no-cone", "/*", "!/algorithms/"]])
def test_a_sparse_work_tree_stays_sparse_also_after_a_kill(registry, tree, how):
    git(tree, "sparse-checkout", "set", *how)
    publish(registry, make_release(version="2.2.0"))
    store = open_store(tree)
    _swap_without_follow(store, {RECORD: record_to_toml(make_release())})
    publish(open_store(tree), make_release(version="2.3.0"))

    assert not (tree / "algorithms").exists()
    assert git(tree, "status", "--porcelain") == ""
    git(tree, "commit", "-q", "--allow-empty", "-a", "-m", "Something of a person")
    assert len(open_store(tree).algorithm(make_release().id).versions) == 3


def test_an_ignored_file_of_a_person_stops_everything_too(registry, tree):
    (tree / ".git" / "info").mkdir(exist_ok=True)
    (tree / ".git" / "info" / "exclude").write_text("*.toml\n")
    (tree / RECORD).parent.mkdir(parents=True)
    (tree / RECORD).write_text("mine\n")
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release())

    assert [item.code for item in caught.value.problems] == ["checkout-dirty"]
    assert (tree / RECORD).read_text() == "mine\n"


def test_a_merge_that_somebody_has_not_finished_stops_everything(registry, tree):
    git(tree, "branch", "side")
    for branch, text in (("side", "one"), ("main", "two")):
        git(tree, "checkout", "-q", branch)
        (tree / "README.md").write_text(text)
        git(tree, "add", "README.md")
        git(tree, "commit", "-qm", "Write a page")
    git(tree, "merge", "side", check=False)
    with pytest.raises(RegistryError) as caught:
        publish(open_store(tree), make_release())

    assert [item.code for item in caught.value.problems] == ["checkout-dirty"]
    assert git(tree, "status", "--porcelain") == "AA README.md"


def test_a_dirty_second_work_tree_stops_everything(registry, tree, tmp_path):
    second = tmp_path / "second"
    git(tree, "worktree", "add", "--force", "-q", str(second), "main")
    (second / RECORD).parent.mkdir(parents=True)
    (second / RECORD).write_text("mine\n")
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release())

    assert [item.code for item in caught.value.problems] == ["checkout-dirty"]
    assert str(second) in str(caught.value)
    assert not (tree / RECORD).exists()


def test_a_work_tree_whose_directory_is_gone_hinders_nothing(registry, tree, tmp_path):
    git(tree, "worktree", "add", "--force", "-q", str(tmp_path / "second"), "main")
    shutil.rmtree(tmp_path / "second")

    assert publish(registry, make_release()).written


def test_a_bare_registry_with_a_work_tree_beside_it(tmp_path):
    bare = make_registry(tmp_path / "registry.git", bare=True)
    git(tmp_path / "registry.git", "worktree", "add", "-q", str(tmp_path / "tree"), "main")
    publish(bare, make_release())

    assert (tmp_path / "tree" / RECORD).is_file()
    assert git(tmp_path / "tree", "status", "--porcelain") == ""


def test_a_lock_of_the_index_that_stays_is_named(registry, tree):
    lock = tree / ".git" / "index.lock"
    lock.write_bytes(b"")
    before = git(tree, "rev-parse", "HEAD")
    with pytest.raises(RegistryError) as caught:
        publish(registry, make_release())

    assert [item.code for item in caught.value.problems] == ["index-locked"]
    assert str(lock) in str(caught.value)
    assert lock.exists()
    assert git(tree, "rev-parse", "HEAD") == before


def test_no_hook_and_no_filter_runs(registry, tree, tmp_path):
    ran = tmp_path / "ran"
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-commit"):
        hook = tree / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {ran}\n")
        hook.chmod(0o755)
    git(tree, "config", "filter.evil.smudge", f"touch {ran}; cat")
    git(tree, "config", "core.fsmonitor", f"touch {ran}; false")
    attributes = {".gitattributes": b"* -text\n*.toml filter=evil\n"}
    with registry.transaction() as change:
        change.write(".gitattributes", attributes[".gitattributes"])
    publish(registry, make_release())

    assert (tree / RECORD).is_file()
    assert not ran.exists()
