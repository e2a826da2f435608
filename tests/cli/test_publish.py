"""`forge publish`: the transcript, and the same exit code in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from forge.registry import open_store
from tests.support.program import invoke, run_forge
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.program import Ran
    from tests.support.repos import Repository

_OFFLINE = (
    "git: warning[not-at-origin]: v2.1.0 is not known to be at "
    "https://git.onb.example/sie/bareme-bourses: the origin was not asked (offline)\n"
    "  hint: nothing to do if the origin has it; otherwise: git push origin v2.1.0\n"
)


def _publish(project: Repository, registry: Path, *options: str) -> Ran:
    return invoke("publish", project.path, "--registry", registry, "--offline", *options)


def _transcript(project: Repository) -> str:
    return (
        "onb/bareme-bourses 2.1.0\n"
        "  source   https://git.onb.example/sie/bareme-bourses  v2.1.0  "
        f"{project.commits[0][:7]}\n"
        f"  content  swh:1:dir:{project.git('rev-parse', 'v2.1.0^{tree}')}\n"
        "  license  Apache-2.0, confirmed by LICENSE\n"
        "  reuse    based on https://git.cna.example/moteur-regles\n"
    )


def test_a_version_is_published_and_publishing_it_again_writes_nothing(
    project: Repository, registry: Path
) -> None:
    first = _publish(project, registry)
    commit = open_store(registry).commit
    second = _publish(project, registry)

    assert first.code == 0
    assert first.out == (
        f"{_transcript(project)}{_OFFLINE}Published in {registry} (commit {commit[:7]}).\n"
    )
    assert first.err == "2 warnings: forge check shows them.\n"
    assert second.out == "Already published, identical; nothing to do.\n"
    assert (second.code, second.err, open_store(registry).commit) == (0, "", commit)


def test_a_dry_run_says_the_same_and_writes_nothing(project: Repository, registry: Path) -> None:
    before = open_store(registry).commit
    ran = _publish(project, registry, "--dry-run")

    assert ran.code == 0
    assert ran.out == (
        f"{_transcript(project)}{_OFFLINE}Would be published in {registry}; nothing was written.\n"
    )
    assert open_store(registry).commit == before


def test_a_moved_tag_is_refused_with_the_way_out(project: Repository, registry: Path) -> None:
    _publish(project, registry)
    moved = project.commit({"data.csv": "1"})
    project.git("tag", "-f", "v2.1.0")
    forms = [_publish(project, registry, *form) for form in ([], ["--json"], ["--dry-run"])]

    assert [ran.code for ran in forms] == [1, 1, 1]
    assert forms[0].out == (
        "error[version-exists]: onb/bareme-bourses 2.1.0 is published from commit "
        f"{project.commits[0][:7]}; v2.1.0 now points to {moved[:7]}\n"
        "  hint: published versions never change. Tag the new commit as v2.1.1 and publish that."
        " To warn the users of 2.1.0: forge mark onb/bareme-bourses@2.1.0 advisory --reason …\n"
    )
    assert forms[0].err == (
        "3 warnings: forge check shows them.\nbareme-bourses was not published.\n"
    )
    (publication,) = json.loads(forms[1].out)["publications"]
    assert publication["outcome"] == "refused"
    assert "version-exists" in {item["code"] for item in publication["problems"]}


def test_json_says_what_became_of_each(project: Repository, registry: Path) -> None:
    ran = _publish(project, registry, "--json")
    document = json.loads(ran.out)
    (publication,) = document["publications"]

    assert (ran.code, ran.err) == (0, "")
    assert (document["registry"], document["dry-run"]) == (str(registry), False)
    assert publication["outcome"] == "published"
    assert publication["reference"] == "onb/bareme-bourses@2.1.0"
    assert publication["commit"] == open_store(registry).commit


def test_a_state_without_a_tag_is_named_by_its_day(project: Repository, registry: Path) -> None:
    project.commit({"data.csv": "1"})
    refused = _publish(project, registry)
    ran = _publish(project, registry, "--snapshot", "--lang", "fr")

    assert refused.code == 1
    assert refused.out.startswith("git: error[no-tag]: ")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == (
        f"onb/bareme-bourses état du 3 novembre 2026 ({project.commits[1][:7]})"
    )


def test_an_older_version_is_published_by_its_tag(project: Repository, registry: Path) -> None:
    project.commit({"data.csv": "1"}, tag="v2.2.0")
    by_version = _publish(project, registry, "--version", "2.1.0", "--json")
    by_tag = _publish(project, registry, "--tag", "v2.2.0", "--json")

    assert [ran.code for ran in (by_version, by_tag)] == [0, 0]
    assert {str(item) for item in next(open_store(registry).algorithms()).versions} == {
        "2.1.0",
        "2.2.0",
    }


def test_the_password_in_an_address_is_shown_nowhere(project: Repository, registry: Path) -> None:
    forms = [_publish(project, registry, *form) for form in (["--dry-run"], [], ["--json"])]

    assert "SECRET" not in "".join(ran.out + ran.err for ran in forms)


def test_the_members_of_a_workspace_are_named(tmp_path: Path, registry: Path) -> None:
    manifest = (
        'schema = "forge/1"\n[algorithm]\nname = "{name}"\nlicense = "MIT"\n'
        'title = {{ fr = "Outil" }}\nsummary = {{ fr = "Un outil." }}\n'
    )
    files = {
        "algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n',
        "algos/un/algorithm.toml": manifest.format(name="outil-un"),
        "algos/deux/algorithm.toml": manifest.format(name="outil-deux"),
        "LICENSE": "MIT",
    }
    made = make_repository(
        tmp_path / "outils",
        [files],
        tags={"outil-un-1.0": 0},
        remote="https://git.onb.example/sie/outils",
    )
    first = _publish(made, registry)
    second = _publish(made, registry)

    assert (first.code, second.code) == (0, 0)
    assert "outil-deux: this tag does not name it; skipped.\n" in first.out
    assert "onb/outil-un@1.0: Already published, identical; nothing to do.\n" in second.out


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_what_is_no_repository_is_a_failure_in_every_format(
    tmp_path: Path, registry: Path, form: list[str]
) -> None:
    ran = invoke("publish", tmp_path / "nothing", "--registry", registry, *form)

    assert ran.code == 1
    assert "not-a-repository" in ran.out + ran.err


def test_a_directory_below_the_repository_publishes_it(registry: Path, project: Repository) -> None:
    below = project.path / "src"
    below.mkdir()
    ran = run_forge("publish", "--offline", "--registry", registry, cwd=below)

    assert (ran.code, ran.err.splitlines()[0]) == (
        0,
        f"In the repository {project.path}; paths are relative to it.",
    )
    assert ran.out.startswith("onb/bareme-bourses 2.1.0\n")


def test_a_version_that_no_tag_names_is_the_only_thing_said(
    registry: Path, project: Repository
) -> None:
    ran = invoke("publish", project.path, "--version", "9.9", "--offline", "--registry", registry)

    assert ran.code == 1
    assert ran.out.startswith("git: error[no-such-version]: ")
    assert "nothing-to-check" not in ran.out
