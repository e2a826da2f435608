"""What only other evidence shows: a rewound branch, a rewritten event, sources that differ."""

from __future__ import annotations

import pytest

from forge.model import Reference
from forge.registry import mark, open_store, verify
from forge.text import Localized
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, make_repository
from tests.support.server import serve

STATUS = "algorithms/onb/bareme-bourses/status.toml"


@pytest.fixture
def made(tmp_path):
    store = make_registry(tmp_path / "served" / "registry", bare=True)
    publish(store, make_release())
    publish(store, make_release(version="2.2.0"))
    return open_store(store.address)


def codes(store, **how):
    return [item.code for item in verify(store, **how).problems]


def test_a_branch_that_was_rewound_since_the_last_verification_is_found(made):
    assert codes(open_store(made.address)) == []
    git(made.git.path, "update-ref", "refs/heads/main", "main~1")

    assert codes(open_store(made.address)) == ["history-rewound"]
    git(made.git.path, "update-ref", "refs/heads/main", made.commit)
    assert codes(open_store(made.address)) == []


def test_a_registry_at_a_url_that_was_rewound_since_it_was_read_is_found(made, tmp_path):
    with serve(tmp_path / "served") as server:
        open_store(server.url("registry"))
        git(made.git.path, "update-ref", "refs/heads/main", "main~1")
        found = verify(open_store(server.url("registry")))

    (item,) = found.problems
    assert (item.code, item.severity.value) == ("history-rewound", "error")
    assert made.commit[:7] in item.message()


def test_a_registry_as_it_was_is_not_taken_for_a_rewound_one(made):
    assert codes(open_store(made.address)) == []
    parent = git(made.git.path, "rev-parse", "main~1")

    assert codes(open_store(made.address, at=parent)) == []


@pytest.mark.parametrize("change", ["rewritten", "removed", "reordered"])
def test_a_rewritten_event_is_found_with_file_commit_and_day(tmp_path, change):
    store = make_registry(tmp_path / "registry")
    publish(store, make_release())
    for kind in ("advisory", "yanked"):
        reference = Reference.from_string("onb/bareme-bourses@2.1.0")
        reason = Localized({"fr": "Arrondi faux"})
        mark(open_store(store.address), reference, kind, reason=reason, now=FIRST_DATE)
    file = tmp_path / "registry" / STATUS
    text = file.read_text("utf-8")
    head, first, second = text.split("\n[[event]]\n")
    changed = {
        "rewritten": text.replace("Arrondi faux", "Rien de grave", 1),
        "removed": "\n[[event]]\n".join([head, first]),
        "reordered": "\n[[event]]\n".join([head, second, first]),
    }
    file.write_text(changed[change], "utf-8")
    git(tmp_path / "registry", "commit", "-qam", "Change the past")

    found = verify(open_store(store.address)).problems
    commit = git(tmp_path / "registry", "rev-parse", "--short=7", "HEAD")
    assert [(item.code, item.place.file) for item in found] == [("not-append-only", STATUS)]
    assert commit in found[0].message()


def test_hashes_are_compared_with_the_sources_where_they_can_be_reached(tmp_path):
    source = make_repository(tmp_path / "served" / "bareme", [{"a.py": "1"}, {"a.py": "2"}])
    with serve(tmp_path / "served") as server, open_store_of(tmp_path, server, source) as store:
        found = verify(store, sources=True, network=server.network).problems

    by_file = {item.place.file.rpartition("/")[2]: item.code for item in found}
    assert {name: by_file.get(name) for name in ("1.0.toml", "2.0.toml", "3.0.toml")} == {
        "1.0.toml": None,
        "2.0.toml": "source-differs",
        "3.0.toml": "source-unreachable",
    }


def open_store_of(tmp_path, server, source):
    import attrs

    from forge.gitio import GitDirectory
    from forge.model import Owner

    host = server.address.removeprefix("http://")
    owner = Owner(id="onb", name=Localized({"fr": "Office"}), repositories=(host,))
    store = make_registry(tmp_path / "checked", owners=(owner,))
    with GitDirectory.open(tmp_path / "served" / "bareme") as git_directory:
        head = git_directory.head().commit
        right = {
            "swhid": f"swh:1:dir:{git_directory.tree_oid(head)}",
            "sha256": git_directory.listing_sha256(head),
        }
    base = make_release(version="1.0", commit=head, repository=server.url("bareme"))
    good = attrs.evolve(base, source=attrs.evolve(base.source, **right))
    wrong = make_release(version="2.0", commit=head, repository=server.url("bareme"))
    lost = make_release(version="3.0", repository=server.url("nowhere"))
    publish(store, good, wrong, lost)
    return open_store(store.address)
