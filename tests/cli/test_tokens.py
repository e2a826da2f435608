"""A CI job's origin and registry address hold a token: no command prints it, no file keeps it."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from forge.model import Owner
from forge.text import Localized
from tests.support.program import Ran, run_forge
from tests.support.projects import project
from tests.support.registries import make_registry
from tests.support.repos import make_repository
from tests.support.server import GitServer, serve

if TYPE_CHECKING:
    from pathlib import Path

USER, TOKEN = "gitlab-ci-token", "glcbt-64_aS3cr3tT0k3n"
SECRETS = (TOKEN, base64.b64encode(f"{USER}:{TOKEN}".encode()).decode())


def with_token(server: GitServer, name: str) -> str:
    return server.url(name).replace("//", f"//{USER}:{TOKEN}@")


def told(ran: Ran) -> str:
    return ran.out + ran.err


@pytest.mark.parametrize("review", ["false", "true"])
def test_the_token_of_a_job_is_nowhere_afterwards(tmp_path: Path, review: str) -> None:
    served = tmp_path / "served"
    make_repository(served / "bareme", [project()], tags={"v1.0.0": 0})
    with serve(served, user=USER, password=TOKEN, push=True) as server:
        host = server.address.removeprefix("http://")
        body = Owner(id="onb", name=Localized({"fr": "Office"}), repositories=(host,))
        made = make_registry(served / "registry", bare=True, owners=(body,))
        with made.transaction() as change:
            settings = made.read("registry.toml") or b""
            asked = f"review = {review}".encode()
            change.write("registry.toml", settings.replace(b"review = false", asked))
        # The same commit: only the address with the token is the job's own.
        remote = with_token(server, "bareme")
        job = make_repository(tmp_path / "job", [project()], tags={"v1.0.0": 0}, remote=remote)
        address = with_token(server, "registry")
        runs = [
            forge(tmp_path, "check", job.path),
            forge(tmp_path, "publish", job.path, "--registry", address),
            forge(tmp_path, "publish", job.path, "--registry", address, "--json"),
            forge(tmp_path, "registry", "review", "--registry", address, "--without-sources"),
            forge(tmp_path, "show", "onb/bareme-bourses", "--registry", address),
            forge(tmp_path, "verify", "--registry", address, "--json"),
            forge(tmp_path, "verify", "--registry", address, "--offline"),
            *built(tmp_path, address, review),
            forge(tmp_path, "check", with_token(server, "bareme")),
            forge(tmp_path, "publish", job.path, "--registry", f"{address}-lost"),
            forge(tmp_path, "registry", "default", address),
        ]

    assert [ran.code for ran in runs[:3]] == [0, 0, 0], [told(ran) for ran in runs[:3]]
    assert "not-at-origin" not in told(runs[1])
    assert [ran for ran in runs if any(secret in told(ran) for secret in SECRETS)] == []
    kept = [tmp_path / name for name in ("served", "site", "cache", "config", "home")]
    files = [file for place in kept for file in place.rglob("*") if file.is_file()]
    assert {str(file) for file in files if holds_secret(file)} == set()
    assert len(files) > 50


def built(tmp_path: Path, address: str, review: str) -> list[Ran]:
    """The site, once: it takes as long as all the rest."""
    if review == "true":
        return []
    return [forge(tmp_path, "build", "--registry", address, "--out", tmp_path / "site")]


def forge(tmp_path: Path, *arguments: str | Path) -> Ran:
    env = {name: str(tmp_path / name) for name in ("cache", "config", "home")}
    return run_forge(
        *arguments,
        env={
            "FORGE_CACHE": env["cache"],
            "FORGE_CONFIG": str(tmp_path / "config" / "config.toml"),
            "HOME": env["home"],
            "FORGE_DEBUG": "1",
        },
    )


def holds_secret(file: Path) -> bool:
    data = file.read_bytes()
    return any(secret.encode() in data for secret in SECRETS)
