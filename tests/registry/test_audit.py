"""`verify` finds what was done behind forge's back, and names file, commit and day."""

from __future__ import annotations

import datetime

import pytest

from forge.errors import SourceError
from forge.model import Use
from forge.registry import add_prefix, open_store, verify
from forge.registry.layout import record_to_toml
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import Repository, symlink

FOLDER = "algorithms/onb/bareme-bourses"
RECORD = f"{FOLDER}/2.1.0.toml"
USES = "uses/cna/onb/bareme-bourses.toml"
DAY = datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC)


@pytest.fixture
def repository(tmp_path):
    """A registry with one release and one use, as a repository that a test can tamper with."""
    store = make_registry(tmp_path / "registry", bare=True)
    use = Use(owner="cna", version="2.1.0", since=datetime.date(2026, 1, 8))
    with store.transaction() as change:
        change.add(make_release(), [use])
    return Repository(tmp_path / "registry", True, "main", [change.commit])


def checked(repository, **options):
    return verify(open_store(repository.path), **options)


def test_a_registry_that_only_grew_is_right(repository):
    found = checked(repository)

    assert found.problems == ()
    assert (found.releases, found.commits, found.signatures) == (1, 3, "none")


def test_a_changed_record_is_found(repository):
    before = git(repository.path, "rev-parse", f"HEAD:{RECORD}")
    other = record_to_toml(make_release(commit="9" * 40))
    commit = repository.commit({RECORD: other}, date=DAY)

    assert [str(item) for item in checked(repository).problems] == [
        (
            f"{RECORD}: error[record-changed]: Changed by commit {commit[:7]} on 2026-12-24;"
            " a record may only be added\n"
            f"  hint: the first content: git show {before[:12]}"
        )
    ]


def test_a_record_that_was_changed_and_put_back_is_found_twice(repository):
    good = git(repository.path, "cat-file", "blob", f"HEAD:{RECORD}") + "\n"
    repository.commit({RECORD: record_to_toml(make_release(commit="9" * 40))})
    repository.commit({RECORD: good})

    assert [item.code for item in checked(repository).problems] == ["record-changed"] * 2


def test_a_removed_record_is_found(repository):
    commit = repository.commit({RECORD: None}, date=DAY)

    found = checked(repository).problems
    assert [(item.code, item.place.file) for item in found] == [
        ("record-removed", RECORD),
        ("about-nothing", USES),
    ]
    assert f"commit {commit[:7]} on 2026-12-24" in found[0].message()


def test_a_record_that_a_merge_drops_is_found(repository):
    base = repository.commits[-1]
    main = repository.commit(
        {f"{FOLDER}/2.2.0.toml": record_to_toml(make_release(version="2.2.0"))}
    )
    tree = git(repository.path, "rev-parse", f"{base}^{{tree}}")
    merge = repository.git("commit-tree", tree, "-p", base, "-p", main, "-m", "A merge that loses")
    repository.git("update-ref", "refs/heads/main", merge)

    assert [item.code for item in checked(repository).problems] == ["record-removed"]


def test_an_honest_merge_is_right(repository):
    base = repository.commits[-1]
    one = repository.commit({f"{FOLDER}/2.2.0.toml": record_to_toml(make_release(version="2.2.0"))})
    tree = git(repository.path, "rev-parse", f"{one}^{{tree}}")
    merge = repository.git("commit-tree", tree, "-p", base, "-p", one, "-m", "A merge")
    repository.git("update-ref", "refs/heads/main", merge)

    assert checked(repository).problems == ()


@pytest.mark.parametrize("content", [b'schema = "forge/1"\n', None])
def test_a_shortened_list_of_uses_is_found(repository, content):
    repository.commit({USES: content}, date=DAY)

    found = checked(repository).problems
    assert [(item.code, item.place.file) for item in found] == [("not-append-only", USES)]
    assert "2026-12-24" in found[0].message()


def test_a_changed_use_is_found(repository):
    content = git(repository.path, "cat-file", "blob", f"HEAD:{USES}") + "\n"
    repository.commit({USES: content.replace("2026-01-08", "2026-06-08")})

    assert [item.code for item in checked(repository).problems] == ["not-append-only"]


@pytest.mark.parametrize(
    "path",
    [
        "algorithms/onb/bareme-bourses/setup.exe",
        "algorithms/onb/bareme-bourses/2.1.toml/x",
        "algorithms/ONB/x-y/1.0.toml",
        "malware.exe",
        "owners/con.toml",
        "uses/cna/x.toml",
    ],
)
def test_a_file_that_has_no_place_there_is_found(repository, path):
    commit = repository.commit({path: "x"}, date=DAY)

    found = [item for item in checked(repository).problems if item.code == "foreign-file"]
    assert [(item.place.file, dict(item.values)) for item in found] == [
        (path, {"commit": commit[:7], "day": "2026-12-24"})
    ]


def test_documents_beside_a_registry_are_no_fault(repository):
    repository.commit({"README.md": "x", ".github/workflows/verify.yml": "x", "LICENSE": "x"})

    assert checked(repository).problems == ()


def test_a_record_that_is_a_link_is_found(repository):
    repository.commit({f"{FOLDER}/2.2.0.toml": symlink("2.1.0.toml")})

    assert [item.code for item in checked(repository).problems] == ["not-regular"]


def test_a_record_under_another_name_is_found(repository):
    repository.commit({f"{FOLDER}/3.0.0.toml": record_to_toml(make_release())})

    found = checked(repository).problems
    assert [(item.code, item.place.file) for item in found] == [
        ("misplaced-file", f"{FOLDER}/3.0.0.toml")
    ]


def test_a_record_of_another_owner_is_found(repository):
    stolen = make_release("cna/bareme-bourses")
    path = "algorithms/cna/bareme-bourses/2.1.0.toml"
    commit = repository.commit({path: record_to_toml(stolen)}, date=DAY)

    assert [str(item) for item in checked(repository).problems] == [
        (
            f"{path}: error[repository-of-another]: Comes from"
            " https://git.onb.example/sie/bareme-bourses, which belonged to 'onb' and not to 'cna'"
            f" when commit {commit[:7]} added it on 2026-12-24"
        )
    ]


def test_a_record_stays_right_when_its_owner_loses_the_address_later(repository):
    owner = git(repository.path, "cat-file", "blob", "HEAD:owners/onb.toml")
    repository.commit({"owners/onb.toml": owner.replace("git.onb.example/sie", "new.example")})

    assert checked(repository).problems == ()


def test_an_address_that_comes_with_the_record_counts(tmp_path):
    store = make_registry(tmp_path / "registry", bare=True)
    elsewhere = make_release(repository="https://new.example/x/y")
    with store.transaction() as change:
        change.set_owner(_with_prefix(store, "new.example/x"))
        change.add(elsewhere)

    assert verify(open_store(tmp_path / "registry")).problems == ()


def _with_prefix(store, prefix):
    import attrs

    owner = store.owners["onb"]
    return attrs.evolve(owner, repositories=(*owner.repositories, prefix))


def test_a_record_without_an_owner_is_found(repository):
    repository.commit({"owners/onb.toml": None})

    assert [item.code for item in checked(repository).problems] == ["unknown-owner"]


def test_a_second_spelling_of_a_version_is_found(repository):
    again = make_release(version="2.1.0.0", tag="v2.1.0.0")
    repository.commit({f"{FOLDER}/2.1.0.0.toml": record_to_toml(again)})

    assert [item.code for item in checked(repository).problems] == ["duplicate-version"]


@pytest.mark.parametrize("content", [b"\xff", b"x", b'schema = "forge/2"\n', b""])
@pytest.mark.parametrize(
    "path", [f"{FOLDER}/9.0.toml", "owners/zzz.toml", "vocabulary/laws.toml", USES]
)
def test_a_file_that_cannot_be_read_is_a_problem_of_that_file(repository, path, content):
    repository.commit({path: content})

    found = checked(repository)
    assert path in {item.place.file for item in found.problems}


def test_a_hash_that_is_none_is_found(repository):
    record = record_to_toml(make_release(version="9.0")).replace(b"swh:1:dir:94a9", b"swh:1:dir:zz")
    repository.commit({f"{FOLDER}/9.0.toml": record})

    assert [item.key for item in checked(repository).problems] == ["source.swhid"]


def test_since_walks_only_what_is_newer(repository):
    start = repository.commits[-1]
    repository.commit({f"{FOLDER}/2.2.0.toml": record_to_toml(make_release(version="2.2.0"))})
    repository.commit({RECORD: None})
    after = repository.commits[-1]
    repository.commit({"README.md": "x"})

    found = checked(repository, since=start).problems
    assert [item.code for item in found] == ["record-removed", "about-nothing"]
    assert checked(repository, since=start).commits == 3
    assert checked(repository, since=start).releases == 1
    assert [item.code for item in checked(repository, since=after).problems] == ["about-nothing"]
    assert checked(repository, since="0" * 40).commits == 6


def test_a_rewound_branch_is_found_by_whoever_knows_a_newer_commit(repository):
    newer = repository.commits[-1]
    repository.git("update-ref", "refs/heads/main", f"{newer}~1")

    found = checked(repository, since=newer)
    assert [item.code for item in found.problems] == ["history-rewritten"]


def test_since_a_commit_that_nobody_knows_is_an_error(repository):
    with pytest.raises(SourceError) as caught:
        checked(repository, since="f" * 40)
    assert caught.value.problems[0].code == "unknown-revision"


def test_a_damaged_object_is_found(repository):
    blob = git(repository.path, "rev-parse", f"HEAD:{RECORD}")
    git(repository.path, "unpack-objects", "-q", check=False)
    file = repository.path / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"damaged")

    codes = {item.code for item in checked(repository).problems}
    assert "damaged-objects" in codes
    assert "unreadable-file" in codes


def test_a_shallow_clone_says_that_it_is_only_a_part(repository, tmp_path):
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository.path}", "part")

    found = verify(open_store(tmp_path / "part"))
    assert [item.code for item in found.problems] == ["shallow-registry"]


def test_a_registry_with_an_added_address_is_right(repository):
    add_prefix(open_store(repository.path), "onb", "https://git.onb.example/other/")
    publish(
        open_store(repository.path),
        make_release("onb/outil", repository="https://git.onb.example/other/outil"),
    )

    assert checked(repository).problems == ()


def test_a_line_at_the_end_that_changes_the_last_statement_is_found(repository):
    before = git(repository.path, "cat-file", "blob", f"HEAD:{USES}") + "\n"
    repository.commit({USES: f"{before}until = 2026-01-09\n"})

    found = checked(repository).problems
    assert [(item.code, item.place.file) for item in found] == [("not-append-only", USES)]


def test_a_record_that_names_no_repository_is_found(repository):
    record = record_to_toml(make_release()).decode()
    lines = [line for line in record.splitlines() if not line.startswith("repository = ")]
    text = "\n".join(lines).replace('"2.1.0"', '"2.2.0"')
    repository.commit({f"{FOLDER}/2.2.0.toml": text})

    found = checked(repository).problems
    assert [(item.code, item.key) for item in found] == [("missing-key", "source.repository")]


def test_a_file_that_grew_too_large_hides_nothing_else(repository):
    before = git(repository.path, "cat-file", "blob", f"HEAD:{USES}") + "\n"
    repository.commit({USES: before + "#" * 300_000, "evil.sh": "true"})

    codes = {item.code for item in checked(repository).problems}
    assert {"unreadable-file", "foreign-file"} <= codes
