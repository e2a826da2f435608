"""The CI templates publish from a checkout as runners make it: shallow, detached, without tags."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from examples.demo import make_registry
from examples.repositories import EXAMPLES, make_repositories
from forge.registry import open_store
from tests.support import registries
from tests.support.registries import publish
from tests.support.releases import make_release

_TOKEN = "SECRET-of-the-job"
_ORIGIN = f"https://gitlab-ci-token:{_TOKEN}@git.finances.example/fiscalite/bareme-ir.git"
_TAG = "v3.0.0"


def _gitlab(checkout: Path) -> tuple[list[str], dict[str, str]]:
    jobs = yaml.safe_load((EXAMPLES / "ci" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    lines = [*jobs["check-algorithm"]["script"], *jobs["publish-algorithm"]["script"]]
    return lines, {"CI_COMMIT_TAG": _TAG, "CI_PROJECT_DIR": str(checkout), "CI": "true"}


def _github(checkout: Path) -> tuple[list[str], dict[str, str]]:
    jobs = yaml.safe_load((EXAMPLES / "ci" / "github-publish.yml").read_text(encoding="utf-8"))
    steps = {step.get("name"): step for step in jobs["jobs"]["publish"]["steps"]}
    runner = checkout.parent / "runner"
    runner.mkdir()
    return steps["Publish"]["run"].splitlines(), {
        "GITHUB_REF": f"refs/tags/{_TAG}",
        "GITHUB_REF_TYPE": "tag",
        "GITHUB_REF_NAME": _TAG,
        "RUNNER_TEMP": str(runner),
        "CI": "true",
    }


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("repositories")
    made = make_repositories(directory)
    return next(tag.repository for tag in made if tag.repository.name == "bareme-ir")


@pytest.mark.parametrize("template", [_gitlab, _github], ids=["gitlab", "github"])
def test_the_template_publishes_from_a_shallow_detached_checkout_without_tags(
    template, repository: Path, tmp_path: Path
) -> None:
    checkout = _checkout(repository, tmp_path)
    upstream = _upstream(tmp_path)
    lines, variables = template(checkout)
    output = _run(lines, checkout, variables | {"FORGE_REGISTRY_URL": upstream.as_uri()})

    releases = {
        release.reference for item in open_store(upstream).algorithms() for release in item.releases
    }
    assert releases == {"dfe/bareme-ir@3.0.0"}
    assert _TOKEN not in output
    assert _TOKEN.encode() not in _everything(upstream)


def test_a_repeated_job_succeeds_and_writes_nothing(repository: Path, tmp_path: Path) -> None:
    checkout = _checkout(repository, tmp_path)
    upstream = _upstream(tmp_path)
    lines, variables = _gitlab(checkout)
    variables["FORGE_REGISTRY_URL"] = upstream.as_uri()
    _run(lines, checkout, variables)
    before = open_store(upstream).commit
    _run(lines, checkout, variables)

    assert open_store(upstream).commit == before


def _registry_job(name: str) -> list[str]:
    text = (EXAMPLES / "ci" / "gitlab-ci-registry.yml").read_text(encoding="utf-8")
    return list(yaml.safe_load(text)[name]["script"])


def test_the_registrys_own_pipeline_verifies_a_push_and_builds_the_pages(tmp_path: Path) -> None:
    upstream = _upstream(tmp_path)
    checkout = tmp_path / "checkout"
    _git(tmp_path, "clone", "-q", upstream.as_uri(), "checkout")
    _git(checkout, "checkout", "-q", "--detach")
    before = _git(checkout, "rev-parse", "HEAD~1").strip()
    told = _run(_registry_job("verify-registry"), checkout, {"CI_COMMIT_BEFORE_SHA": before})
    first = {"CI_COMMIT_BEFORE_SHA": "0" * 40}
    whole = _run(_registry_job("verify-registry"), checkout, first)
    _run(_registry_job("pages"), checkout, {})

    assert "in 1 commit:" in told
    assert "in 1 commit:" not in whole
    assert (checkout / "public" / "index.html").exists()


def test_the_registrys_own_pipeline_refuses_a_changed_record(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    publish(registries.make_registry(checkout), make_release())
    next(checkout.glob("algorithms/*/*/[0-9]*.toml")).unlink()
    _git(checkout, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qam", "x")
    variables = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": _git(checkout, "rev-parse", "HEAD~1").strip()}

    assert "record-removed" in _run(
        _registry_job("verify-registry"), checkout, variables, expected=1
    )


def _checkout(repository: Path, tmp_path: Path) -> Path:
    """Return what a runner has: one commit, no branch, no tag, an origin with a token."""
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    _git(checkout, "init", "-q")
    _git(checkout, "remote", "add", "origin", repository.absolute().as_uri())
    commit = _git(repository, "rev-parse", f"{_TAG}^{{commit}}").strip()
    _git(repository, "config", "uploadpack.allowAnySHA1InWant", "true")
    _git(checkout, "fetch", "-q", "--depth=1", "--no-tags", "origin", commit)
    _git(checkout, "checkout", "-q", "--detach", commit)
    _git(checkout, "remote", "set-url", "origin", _ORIGIN)
    assert _git(checkout, "tag") == ""
    return checkout


def _upstream(tmp_path: Path) -> Path:
    """Return the registry as a bare repository, which the job may push to."""
    made = make_registry(tmp_path / "made")
    bare = tmp_path / "upstream.git"
    _git(tmp_path, "clone", "-q", "--bare", str(tmp_path / "made"), str(bare))
    assert made.commit
    return bare


def _run(lines: list[str], directory: Path, variables: dict[str, str], *, expected: int = 0) -> str:
    scripts = Path(sys.executable).parent
    environment = dict(os.environ) | variables
    environment["PATH"] = f"{scripts}{os.pathsep}{environment['PATH']}"
    environment |= {"GIT_AUTHOR_NAME": "runner", "GIT_AUTHOR_EMAIL": "runner@ci.example"}
    done = subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


def _git(directory: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=True).stdout


def _everything(repository: Path) -> bytes:
    command = ["git", "cat-file", "--batch-all-objects", "--batch", "--unordered"]
    return subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout
