"""Publishing, from real repositories into real registries."""

from __future__ import annotations

import datetime
import inspect as python_inspect
import os
import threading
from pathlib import Path

import pytest

from forge.api import Registry
from forge.model import Owner
from forge.publish import Publication, publish, publish_drafts
from forge.registry import add_owner, create_registry, open_store, verify
from forge.release import inspect
from forge.site import build_site
from forge.text import Localized
from tests.support.projects import REMOTE, manifest, project, told
from tests.support.registries import copied, make_registry
from tests.support.repos import Repository, make_repository
from tests.support.server import serve

_NOW = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)
_OWNERS = (
    Owner(
        id="onb",
        name=Localized({"fr": "Office national des bourses (exemple)"}),
        repositories=("git.onb.example/sie",),
    ),
    Owner(id="cna", name=Localized({"fr": "Caisse (exemple)"}), repositories=("git.cna.example",)),
)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry with two owners."""
    path = tmp_path / "registry"
    copied(path, "two owners of publications", _make_registry)
    return path


def _make_registry(path: Path) -> None:
    create_registry(path, now=_NOW, languages=("fr", "ar")).close()
    for owner in _OWNERS:
        with open_store(path) as store:
            add_owner(store, owner, now=_NOW)


def _repository(path: Path, **changes: str | None) -> Repository:
    return make_repository(path, [project(**changes)], tags={"v1.0.0": 0}, remote=REMOTE)


def _publish(
    made: Repository | Path, registry: Path | str, **options: object
) -> tuple[Publication, ...]:
    address = made.path if isinstance(made, Repository) else made
    return publish(address, registry, offline=True, environment={}, **options)


def _head(registry: Path) -> str:
    return open_store(registry).commit


def _errors(publication: Publication) -> list[str]:
    return [item.code for item in publication.problems if item.severity.value == "error"]


def test_the_whole_story_is_short() -> None:
    lines, _ = python_inspect.getsourcelines(publish)

    assert len(lines) < 50


def test_a_tagged_repository_is_published_with_its_uses(tmp_path: Path, registry: Path) -> None:
    use = '\n[[use]]\nowner = "cna"\nversion = "1.0.0"\nsince = 2026-01-01\n'
    files = project() | {"algorithm.toml": manifest() + use}
    made = make_repository(tmp_path / "r", [files], tags={"v1.0.0": 0}, remote=REMOTE)
    (publication,) = _publish(made, registry)
    store = open_store(registry)

    assert publication.outcome == "published"
    assert publication.commit == store.commit
    algorithm = store.algorithm(publication.release.id)
    assert algorithm is not None
    assert algorithm.releases == (publication.release,)
    assert [(item.body, str(item.use.since)) for item in algorithm.uses] == [("cna", "2026-01-01")]
    assert not verify(store).problems


def test_a_publication_at_an_address_asks_four_times_before_its_push(tmp_path: Path) -> None:
    make_registry(tmp_path / "served" / "registry", bare=True)
    made = _repository(tmp_path / "r")
    asked = []
    with serve(tmp_path / "served", push=True) as server:
        for version in ("1.0.0", "1.1.0"):
            made.git("tag", "--force", f"v{version}")
            server.requests.clear()
            (publication,) = _publish(made, server.url("registry"), version=version)
            asked.append(sum("info/refs?service=git-upload-pack" in it for it in server.requests))
            assert publication.outcome == "published"

    # At first the registry held nothing of the body that would have to be looked at.
    assert asked == [2, 4]


def test_publishing_the_same_again_writes_nothing(tmp_path: Path, registry: Path) -> None:
    made = _repository(tmp_path / "r")
    _publish(made, registry)
    head = _head(registry)
    made.commit({"other": "x"})
    made.git("checkout", "-q", "v1.0.0")
    (again,) = _publish(made, registry)

    assert (again.outcome, again.commit) == ("unchanged", "")
    assert _head(registry) == head


def test_a_moved_tag_is_refused_with_the_way_out(tmp_path: Path, registry: Path) -> None:
    made = _repository(tmp_path / "r")
    _publish(made, registry)
    head = _head(registry)
    made.commit({"other": "x"})
    made.git("tag", "-f", "v1.0.0")
    (refused,) = _publish(made, registry)

    assert (refused.outcome, _errors(refused)) == ("refused", ["version-exists"])
    assert "v1.0.1" in told(refused.problems)
    assert _head(registry) == head


def test_without_a_tag_it_stops_and_shows_both_ways_out(tmp_path: Path, registry: Path) -> None:
    made = make_repository(tmp_path / "r", [project()], remote=REMOTE)
    (refused,) = _publish(made, registry)
    (published,) = _publish(made, registry, snapshot=True)

    assert refused.outcome == "refused"
    assert told(refused.problems) == (
        "git: error[no-tag]: No version tag on this commit; publishing needs one "
        "(git tag v1.0.0) or --snapshot"
    )
    assert published.outcome == "published"
    assert published.release.is_snapshot


def test_the_tag_that_ci_names_is_published_from_a_shallow_checkout(
    tmp_path: Path, registry: Path
) -> None:
    origin = _repository(tmp_path / "origin")
    clone = make_repository(tmp_path / "clone", remote=REMOTE)
    clone.git("fetch", "-q", "--depth=1", "--no-tags", str(origin.path), "main")
    clone.git("checkout", "-q", "--detach", "FETCH_HEAD")
    environment = {"CI_COMMIT_TAG": "v1.0.0", "CI_COMMIT_SHA": origin.commits[0]}
    (publication,) = publish(clone.path, registry, offline=True, environment=environment)
    (again,) = _publish(origin, registry)

    assert publication.outcome == "published"
    assert again.outcome == "unchanged"


def test_an_older_version_is_published_by_its_name(tmp_path: Path, registry: Path) -> None:
    made = _repository(tmp_path / "r")
    made.commit({"algorithm.toml": manifest(status='"retired"')}, tag="v2.0.0")
    (old,) = _publish(made, registry, version="1.0")

    assert old.outcome == "published"
    assert old.release.reference == "onb/bareme-bourses@1.0.0"
    assert old.release.manifest.status == "stable"


def test_a_dry_run_says_everything_and_writes_nothing(tmp_path: Path, registry: Path) -> None:
    head = _head(registry)
    (publication,) = _publish(_repository(tmp_path / "r"), registry, dry_run=True)

    assert (publication.outcome, publication.commit) == ("published", "")
    assert _head(registry) == head


def test_of_a_workspace_the_tagged_members_are_published_in_one_commit(
    tmp_path: Path, registry: Path
) -> None:
    files = {
        "algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n',
        "LICENSE": "text",
        **{
            f"algos/{name}/algorithm.toml": manifest(name=f'"{name}-outil"')
            for name in ("alpha", "beta", "gamma")
        },
    }
    tags = {"alpha-outil-1.0": 0, "beta-outil-2.0": 0}
    made = make_repository(tmp_path / "r", [files], tags=tags, remote=REMOTE)
    publications = _publish(made, registry)

    assert [item.outcome for item in publications] == ["published", "published", "skipped"]
    assert len({item.commit for item in publications[:2]}) == 1
    assert [str(item) for item in open_store(registry).ids()] == [
        "onb/alpha-outil",
        "onb/beta-outil",
    ]


def test_in_a_batch_what_is_wrong_is_left_out_and_the_rest_is_written(
    tmp_path: Path, registry: Path
) -> None:
    good = inspect(_repository(tmp_path / "good").path, environment={})
    bad = inspect(_repository(tmp_path / "bad", license='"GPL v3"').path, environment={})
    first, second = publish_drafts([bad, good], open_store(registry))

    assert [first.outcome, second.outcome] == ["refused", "published"]
    assert [str(item) for item in open_store(registry).ids()] == ["onb/bareme-bourses"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"license": '"GPL v3"'}, {"bad-license"}),
        ({"license": None}, {"license-undeclared"}),
        ({"owner": '"nobody"'}, {"unknown-owner"}),
        ({"owner": '"cna"'}, {"owner-mismatch"}),
        ({"name": '"Con"'}, {"reserved-name"}),
        ({"title": None, "summary": None}, {"missing-key"}),
    ],
)
def test_what_is_false_is_refused_and_changes_nothing(
    tmp_path: Path, registry: Path, changes: dict[str, str | None], codes: set[str]
) -> None:
    head = _head(registry)
    (refused,) = _publish(_repository(tmp_path / "r", **changes), registry)

    assert refused.outcome == "refused"
    assert codes & set(_errors(refused))
    assert _head(registry) == head


def test_many_publishers_at_once_lose_nothing(tmp_path: Path, registry: Path) -> None:
    made = [
        make_repository(
            tmp_path / f"r{number}",
            [project(name=f'"outil-{number}"')],
            tags={"v1": 0},
            remote=f"https://git.onb.example/sie/outil-{number}",
        )
        for number in range(4)
    ]
    threads = [threading.Thread(target=_publish, args=(item, registry)) for item in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(open_store(registry).ids()) == 4


def test_the_credentials_of_the_origin_are_found_nowhere(tmp_path: Path, registry: Path) -> None:
    remote = "https://gitlab-ci-token:SECRET@git.onb.example/sie/bareme-bourses.git"
    made = make_repository(tmp_path / "r", [project()], tags={"v1.0.0": 0}, remote=remote)
    (published,) = _publish(made, registry)
    made.commit({"x": "y"})
    made.git("tag", "-f", "v1.0.0")
    (refused,) = _publish(made, registry)

    assert (published.outcome, refused.outcome) == ("published", "refused")
    shown = [told(item.problems) + repr(item) for item in (published, refused)]
    assert not _leaks("".join(shown).encode())
    assert not _leaks(_objects(registry))
    assert not any(_leaks(file.read_bytes()) for file in _files(tmp_path / "registry"))
    derived = _derive(registry, tmp_path / "site")
    assert not _leaks(derived)
    cached = _files(Path(os.environ["FORGE_CACHE"]))
    assert any(file.name == "index.sqlite" for file in cached)
    assert not any(_leaks(file.read_bytes()) for file in (*cached, *_files(tmp_path / "site")))


def _leaks(data: bytes) -> bool:
    return b"SECRET" in data or b"gitlab-ci-token" in data


def _derive(registry: Path, site: Path) -> bytes:
    """Build the index and the site; return what scripts and the command line show."""
    opened = Registry(registry)
    hits = opened.search("bourse")
    build_site(opened.store, site)
    assert len(hits) == 1
    return repr((hits, opened.rows(), opened.store.problems)).encode()


def _files(folder: Path) -> list[Path]:
    return [item for item in folder.rglob("*") if item.is_file()]


def _objects(registry: Path) -> bytes:
    """Return the bytes of every object of a repository."""
    made = Repository(registry, bare=False, branch="main", commits=[])
    return made.git("cat-file", "--batch-all-objects", "--batch").encode("utf-8", "surrogateescape")
