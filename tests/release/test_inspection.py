"""From a repository to drafts, with every problem and without a traceback."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.model import Owner, Provenance, Verdict, Version
from forge.registry.layout import record_to_toml
from forge.release import Draft, inspect, inspect_all
from tests.support.projects import MANIFEST, REMOTE, manifest, project, told
from tests.support.repos import gitlink, make_repository, symlink

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OWNERS = {"onb": Owner(id="onb", repositories=("git.onb.example/sie",))}


def _codes(draft: Draft) -> set[str]:
    return {item.code for item in draft.problems}


def test_a_complete_repository_becomes_a_release_without_a_problem(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v2.1.0": 0}, remote=REMOTE)
    draft = inspect(made.path, environment={})

    assert draft.problems == ()
    assert draft.release is not None
    assert draft.release.reference == "onb/bareme-bourses@2.1.0"
    assert draft.release.source.repository == "https://git.onb.example/sie/bareme-bourses"
    assert draft.release.source.commit == made.commits[0]
    assert draft.release.source.tag == "v2.1.0"
    assert draft.release.source.date == "2026-11-02T10:15:00Z"
    assert draft.release.source.swhid == f"swh:1:dir:{made.git('rev-parse', 'HEAD^{tree}')}"
    assert draft.release.licensing.verdict is Verdict.VERIFIED
    assert draft.release.generator == "forge 0.1.0"
    assert draft.release.licence_data == "spdx-3.29.0"
    assert draft.place("algorithm.title.fr").line == 10


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = MANIFEST.replace('"EUPL-1.2"', '"EUPL-1.2-or-later"').replace("status", "statsu")
    made = make_repository(tmp_path, [{"algorithm.toml": text}])
    draft = inspect(made.path, environment={})

    assert draft.release is None
    assert told(draft.problems) == (
        "algorithm.toml:7:1: error[bad-license]: algorithm.license: "
        "Unknown licence: 'EUPL-1.2-or-later'\n  hint: write 'EUPL-1.2'\n"
        "algorithm.toml:7:1: warning[license-text-missing]: algorithm.license: "
        "Declares 'EUPL-1.2-or-later', but no file holds a licence text\n"
        "  hint: add the full text as LICENSE, or as LICENSES/EUPL-1.2-or-later.txt\n"
        "algorithm.toml:8:1: error[unknown-key]: algorithm.statsu: Unknown key 'statsu'\n"
        "  hint: did you mean 'status'?\n"
        "git: note[no-tag]: No version tag on this commit; publishing needs one "
        "(git tag v1.0.0) or --snapshot"
    )


def test_the_owner_of_the_address_stands_where_the_manifest_names_none(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project(owner=None)], tags={"v1": 0}, remote=REMOTE)
    draft = inspect(made.path, owners=_OWNERS, environment={})

    assert draft.problems == ()
    assert draft.manifest.owner == "onb"
    assert draft.release is not None
    assert Provenance(key="algorithm.owner", file="registry") in draft.release.provenance


def test_without_a_registry_a_missing_owner_is_only_noted(tmp_path: Path) -> None:
    made = make_repository(
        tmp_path, [project(owner=None)], tags={"v1": 0}, remote="https://git.other.example/x"
    )
    draft = inspect(made.path, environment={})

    assert draft.release is None
    assert told(draft.problems) == (
        "algorithm.toml: note[owner-unsettled]: algorithm.owner: No owner is written; "
        "a registry may find it by the address https://git.other.example/x"
    )


def test_a_version_claim_that_differs_from_the_tag_is_a_warning(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project(version='"1.9-SNAPSHOT"')], tags={"v2.0": 0})
    draft = inspect(made.path, environment={})

    assert told(draft.problems) == (
        "algorithm.toml:12:1: warning[tag-differs]: algorithm.version: Claims version "
        "'1.9-SNAPSHOT', but the tag is 'v2.0'; the tag decides\n"
        "  hint: correct it before you tag, or leave it out"
    )
    assert draft.version == Version("2.0")


def test_uses_are_read_and_are_no_part_of_the_release(tmp_path: Path) -> None:
    use = '[[use]]\nowner = "onb"\nversion = "1.0"\nsince = 2026-01-01\n'
    files = project() | {"algorithm.toml": manifest() + use}
    made = make_repository(tmp_path, [files], tags={"v1.0": 0})
    draft = inspect(made.path, environment={})

    assert [item.owner for item in draft.uses] == ["onb"]
    assert draft.release is not None
    assert draft.release.manifest.uses == ()
    assert not any(item.key.startswith("use") for item in draft.release.provenance)


def test_the_members_of_a_workspace_have_their_own_tags(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": 'schema = "forge/1"\n\n[workspace]\nmembers = ["algos/*"]\n',
        "LICENSE": "text",
        "algos/a/algorithm.toml": manifest(name='"alpha"'),
        "algos/b/algorithm.toml": manifest(name='"beta"'),
    }
    made = make_repository(tmp_path, [files], tags={"alpha-1.0": 0})
    alpha, beta = inspect_all(made.path, publishing=True, offline=True, environment={})

    assert alpha.release is not None
    assert alpha.release.reference == "onb/alpha@1.0"
    assert alpha.release.source.path == "algos/a"
    assert alpha.release.source.swhid == f"swh:1:dir:{made.git('rev-parse', 'HEAD:algos/a')}"
    assert [item.path for item in alpha.licensing.files] == ["LICENSE"]
    assert (beta.release, beta.errors) == (None, ())
    assert "no-tag" in _codes(beta)


def test_the_version_that_is_asked_for_is_that_of_one_member(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": 'schema = "forge/1"\n\n[workspace]\nmembers = ["algos/*"]\n',
        "LICENSE": "text",
        "algos/a/algorithm.toml": manifest(name='"alpha"'),
        "algos/b/algorithm.toml": manifest(name='"beta"'),
    }
    made = make_repository(tmp_path, [files], tags={"alpha-1.0": 0, "beta-2.0": 0})
    alpha, beta = inspect_all(made.path, version="2", environment={})
    alone = inspect(made.path, path="./algos/b/", version="2", environment={})

    assert (alpha.release, alpha.errors, _codes(alpha)) == (None, (), {"no-such-version"})
    assert beta.release is not None
    assert alone.release == beta.release


def test_a_version_is_read_at_the_commit_of_its_tag(tmp_path: Path) -> None:
    made = make_repository(
        tmp_path,
        [project(title='{ fr = "Ancien" }'), project()],
        tags={"v1.0": 0, "v2.0": 1},
        remote=REMOTE,
    )
    old = inspect(made.path, version="1.0.0", environment={})
    none = inspect(made.path, version="3", environment={})

    assert old.release is not None
    assert (old.commit, old.manifest.title["fr"]) == (made.commits[0], "Ancien")
    assert [item.code for item in none.problems] == ["no-such-version"]


def test_the_disk_is_read_over_the_commit_where_that_is_asked(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [{"notes.txt": "x"}])
    for name, text in project().items():
        (made.path / name).parent.mkdir(exist_ok=True)
        (made.path / name).write_text(text, "utf-8")
    draft = inspect(made.path, overlay=True, environment={})

    assert draft.manifest.owner == "onb"
    assert [item.path for item in draft.licensing.files] == ["LICENSE"]
    assert _codes(draft) == {"no-tag"}


def test_a_work_tree_without_any_commit_is_read_from_the_disk(tmp_path: Path) -> None:
    made = make_repository(tmp_path)
    (made.path / "algorithm.toml").write_text(MANIFEST, "utf-8")
    draft = inspect(made.path, overlay=True, environment={})

    assert (draft.manifest.name, draft.release) == ("bareme-bourses", None)


def test_what_is_not_committed_is_not_published(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1": 0}, remote=REMOTE)
    (made.path / "algorithm.toml").write_text(manifest(status='"beta"'), "utf-8")
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert told(draft.errors) == (
        "algorithm.toml: error[uncommitted-manifest]: Differs from what is committed; "
        "only what is committed is published\n"
        "  hint: commit it and tag that commit, or put it back: git restore algorithm.toml"
    )


def test_other_line_ends_on_disk_are_no_difference(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1": 0}, remote=REMOTE)
    for name in ("algorithm.toml", "LICENSE", "README.fr.md"):
        (made.path / name).write_bytes((made.path / name).read_bytes().replace(b"\n", b"\r\n"))
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert draft.errors == ()


def test_a_manifest_that_was_never_committed_is_named(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [{"README.md": "x"}], tags={"v1": 0}, remote=REMOTE)
    (made.path / "algorithm.toml").write_text(MANIFEST, "utf-8")
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert "uncommitted-manifest" in {item.code for item in draft.errors}


_HOSTILE: Mapping[str, Mapping[str, object]] = {
    "empty": {"algorithm.toml": ""},
    "null bytes": {"algorithm.toml": b"\0" * 100},
    "latin-1": {"algorithm.toml": MANIFEST.encode("latin-1", "replace") + b'x = "\xe9"\n'},
    "deep": {"algorithm.toml": 'schema = "forge/1"\nx = ' + "[" * 40_000},
    "long": {"algorithm.toml": 'schema = "forge/1"\n' + "#" * (2 * 1024 * 1024)},
    "escape": {"algorithm.toml": MANIFEST.replace("rules", "\\u001b[31mrules")},
    "link": {"algorithm.toml": symlink("/etc/passwd"), "LICENSE": symlink("../../x")},
    "submodule": {"algorithm.toml": gitlink(), "LICENSE": gitlink()},
    "directory": {"algorithm.toml/x": "", "LICENSE/x": "", "README.md/x": ""},
    "workspace upwards": {
        "algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["../*", "/etc", "**"]\n'
    },
    "workspace of nothing": {"algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = []\n'},
    "names": {"a\nb": "x", "-rf": "x", b"\xff\xfe".decode("utf-8", "surrogateescape"): "x"},
}


@pytest.mark.parametrize("case", _HOSTILE)
def test_hostile_content_gives_problems_and_changes_nothing(tmp_path: Path, case: str) -> None:
    made = make_repository(tmp_path / "r", [_HOSTILE[case]], tags={"v1": 0}, bare=True)
    before = _listing(made.path)
    drafts = inspect_all(made.path, publishing=True, offline=True, environment={})

    assert all(draft.errors for draft in drafts)
    assert all("\x1b" not in item.render() for draft in drafts for item in draft.problems)
    assert _listing(made.path) == before


def _listing(path: Path) -> dict[str, bytes]:
    return {str(item): item.read_bytes() for item in path.rglob("*") if item.is_file()}


def test_a_clone_that_lacks_the_content_of_metadata_is_not_published_from(tmp_path: Path) -> None:
    origin = make_repository(tmp_path / "origin", [project()], tags={"v1": 0})
    origin.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    origin.git("clone", "-q", "--bare", "--filter=blob:none", origin.path.as_uri(), str(clone))
    draft = inspect(clone, publishing=True, offline=True, environment={})

    assert {"missing-blob"} <= {item.code for item in draft.errors}


@pytest.mark.parametrize("path", ["../..", "/etc", "nowhere", "algorithm.toml", "a\0b", "-x"])
def test_a_path_that_is_no_directory_of_the_repository_is_a_problem(
    tmp_path: Path, path: str
) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1": 0})
    draft = inspect(made.path, path=path, environment={})

    assert (draft.release, _codes(draft)) == (None, {"unknown-directory"})


def test_a_damaged_manifest_is_a_problem(tmp_path: Path) -> None:
    made = make_repository(tmp_path, [project()], tags={"v1": 0})
    oid = made.git("rev-parse", "HEAD:algorithm.toml")
    loose = made.path / ".git" / "objects" / oid[:2] / oid[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"damaged")
    draft = inspect(made.path, publishing=True, offline=True, environment={})

    assert draft.release is None or "corrupt-file" in {item.code for item in draft.errors}
    assert "corrupt-file" in _codes(draft)


def test_nothing_that_a_repository_configures_is_run(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "r", [project() | {".gitattributes": "* filter=x diff=x\n"}])
    made.git("tag", "v1")
    mark = tmp_path / "ran"
    for key in (
        *("core.fsmonitor", "core.sshCommand", "diff.x.textconv", "filter.x.clean"),
        *("filter.x.smudge", "filter.x.process", "core.askPass", "credential.helper"),
        *("alias.ls-tree", "uploadpack.packObjectsHook"),
    ):
        made.git("config", key, f"!touch {mark}")
    made.git("remote", "add", "origin", f"ext::touch {mark}")
    (made.path / "algorithm.toml").touch()
    draft = inspect(made.path, publishing=True, environment={})
    inspect(made.path, overlay=True, environment={})

    assert draft.release is not None
    assert draft.repository == ""
    assert not mark.exists()


def test_a_repository_that_cannot_be_opened_raises(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        inspect(tmp_path / "nowhere")


def test_a_repository_without_a_commit_raises(tmp_path: Path) -> None:
    made = make_repository(tmp_path)

    with pytest.raises(SourceError):
        inspect(made.path)


def test_the_record_of_a_commit_is_the_same_from_any_clone(tmp_path: Path) -> None:
    origin = make_repository(
        tmp_path / "origin", [{"old": "x"}, project()], tags={"v1.0": 1}, annotated=["v1.0"]
    )
    clones = {
        "https": ("https://user:secret@GIT.onb.example:443/sie/bareme-bourses.git/", []),
        "ssh": ("git@git.onb.example:sie/bareme-bourses.git", []),
        "shallow": ("ssh://git@git.onb.example/sie/bareme-bourses", ["--depth=1"]),
        "bare": ("https://git.onb.example/sie/bareme-bourses", ["--bare"]),
        "mirror": ("https://git.onb.example/sie/bareme-bourses", ["--mirror"]),
    }
    settings = ["core.autocrlf=true", "core.quotePath=false", "core.ignoreCase=true"]
    records = set[bytes]()
    for name, (remote, options) in clones.items():
        clone = tmp_path / name
        configured = [part for item in settings for part in ("-c", item)]
        origin.git(*configured, "clone", "-q", *options, origin.path.as_uri(), str(clone))
        origin.git("-C", str(clone), "remote", "set-url", "origin", remote)
        draft = inspect(clone, environment={})
        assert draft.release is not None
        records.add(record_to_toml(draft.release))
    moved = tmp_path / "moved"
    shutil.copytree(origin.path, moved)
    origin.git("-C", str(moved), "remote", "add", "origin", clones["ssh"][0])
    moved_draft = inspect(moved, environment={"CI_COMMIT_TAG": "v9"})
    assert moved_draft.release is not None
    records.add(record_to_toml(moved_draft.release))

    assert len(records) == 1
