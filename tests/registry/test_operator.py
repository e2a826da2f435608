"""docs/operator.md: an air gap, a backup, and a registry of another country in ten commands."""

from __future__ import annotations

import subprocess
import sys
import tomllib

import pytest
import tomli_w

from forge.registry import accept_proposals, open_proposals, open_store, propose, verify
from tests.support.faults import without_network
from tests.support.program import run_forge
from tests.support.projects import project
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release
from tests.support.repos import environment, make_repository
from tests.support.wheels import gather_wheels

FORBIDDEN = (b"Maroc", b"Morocco", b"CNDP", b"31-13", b"MA-")


def test_a_registry_crosses_an_air_gap_and_a_proposal_comes_back(tmp_path):
    outside = make_registry(tmp_path / "outside")
    publish(outside, make_release())
    git(tmp_path / "outside", "bundle", "create", "-q", str(tmp_path / "registry.bundle"), "main")
    git(tmp_path, "clone", "-q", "--branch", "main", "registry.bundle", "inside")
    inside = open_store(tmp_path / "inside")
    assert verify(inside).problems == ()
    file = tmp_path / "proposal.bundle"
    propose(inside, [(make_release(version="2.2.0"), ())], bundle=file)
    store = open_store(outside.address)
    accept_proposals(store, open_proposals(store, bundle=file))
    git(tmp_path / "outside", "bundle", "create", "-q", str(tmp_path / "next.bundle"), "main")
    git(tmp_path / "inside", "pull", "-q", "--ff-only", str(tmp_path / "next.bundle"), "main")

    assert open_store(tmp_path / "inside").commit == open_store(outside.address).commit
    assert verify(open_store(tmp_path / "inside")).releases == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the page speaks of venv/bin")
def test_staging_needs_wheels_and_a_bundle_and_no_network(tmp_path):
    """The commands of the operator's page, in a place that has no network."""
    made = make_registry(tmp_path / "outside")
    publish(made, make_release())
    git(tmp_path / "outside", "bundle", "create", "-q", str(tmp_path / "registry.bundle"), "main")
    wheels = gather_wheels(tmp_path / "wheels")
    remote = "https://git.onb.example/sie/autre.git"
    project_files = project(name='"autre"')
    make_repository(tmp_path / "project", [project_files], tags={"v1.0.0": 0}, remote=remote)
    program = str(tmp_path / "venv" / "bin" / "forge")

    def inside(*command):
        done = subprocess.run(
            [*without_network(), *map(str, command)],
            cwd=tmp_path,
            env=environment() | {"HOME": str(tmp_path / "home"), "PIP_NO_INDEX": "1"},
            capture_output=True,
            check=False,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    inside(sys.executable, "-m", "venv", "--without-pip", "venv")
    pip = (sys.executable, "-m", "pip", "--python", "venv", "install", "-q", "--no-compile")
    inside(*pip, "--no-index", "--find-links", wheels, "forge-nationale")
    inside("git", "clone", "-q", "--branch", "main", "registry.bundle", "registry")
    verified = inside(program, "verify", "--registry", "registry")
    proposed = inside(
        *(program, "publish", "project", "--registry", "registry", "--offline"),
        *("--bundle", "proposal.bundle"),
    )
    inside(program, "build", "--registry", "registry", "--out", "site")

    assert "1 release" in verified
    assert "Proposed in proposal.bundle as publish/onb/autre/1.0.0" in proposed
    assert (tmp_path / "site" / "index.html").exists()
    store = open_store(made.address)
    accept_proposals(store, open_proposals(store, bundle=tmp_path / "proposal.bundle"))
    assert "onb/autre" in map(str, open_store(made.address).ids())


def test_a_backup_is_restored_and_an_older_one_is_told(tmp_path):
    made = make_registry(tmp_path / "registry", bare=True)
    publish(made, make_release())
    git(tmp_path, "clone", "-q", "--mirror", "registry", "backup")
    publish(open_store(made.address), make_release(version="2.2.0"))
    assert verify(open_store(made.address)).problems == ()
    git(tmp_path / "backup", "push", "-q", "--mirror", str(tmp_path / "registry"))

    found = verify(open_store(made.address)).problems
    assert [item.code for item in found] == ["history-rewound"]
    assert verify(open_store(tmp_path / "backup")).problems == ()


NAMES = {"wo": "Dàttub algoritm yi", "fr": "Registre (exemple)"}
REGIONS = "".join(
    f'\n[[region]]\nid = "SN-{number:02}"\n'
    f'name = {{ fr = "Région {number}", wo = "Diiwaan {number}" }}\n'
    for number in range(1, 15)
)


def test_another_countrys_registry_takes_at_most_ten_commands(tmp_path):
    registry, source = tmp_path / "registry", tmp_path / "source"
    commands = 0

    def forge(*arguments):
        nonlocal commands
        commands += 1
        ran = run_forge(*arguments, cwd=tmp_path)
        assert ran.code == 0, ran.out + ran.err

    forge("registry", "new", registry, "--country", "none")
    settings = (registry / "registry.toml").read_text("utf-8")
    table = tomllib.loads(settings) | {"languages": ["wo", "fr"], "name": NAMES}
    text = tomli_w.dumps(table)
    (registry / "registry.toml").write_text(text, "utf-8")
    (registry / "vocabulary" / "regions.toml").write_text('schema = "forge/1"\n' + REGIONS, "utf-8")
    git(registry, "add", "-A")
    git(registry, "commit", "-qm", "Describe the registry")
    commands += 2
    body = ("--name", "wo=Kër gu mag", "--name", "fr=Direction (exemple)")
    forge(
        "registry",
        "owner",
        "add",
        "dsi",
        *body,
        "--prefix",
        "git.dsi.example",
        "--registry",
        registry,
    )
    files = project(
        owner='"dsi"',
        title='{ wo = "Xayma bu bees", fr = "Barème (exemple)" }',
        summary='{ wo = "Dafay xayma ndimbal.", fr = "Calcule une aide." }',
        regions='["SN-01", "SN-14"]',
    )
    made = make_repository(
        source, [files], tags={"v1.0.0": 0}, remote="https://git.dsi.example/bareme.git"
    )
    forge("publish", made.path, "--registry", registry, "--offline")
    forge("build", "--registry", registry, "--out", tmp_path / "site")
    forge("verify", "--registry", registry)

    assert commands <= 10
    built = [file for root in (registry, tmp_path / "site") for file in root.rglob("*")]
    pages = [file for file in built if file.is_file() and ".git" not in file.parts]
    content = {file.relative_to(tmp_path).as_posix(): file.read_bytes() for file in pages}
    assert any(b"Xayma bu bees" in data for data in content.values())
    found = {(name, word) for name, data in content.items() for word in FORBIDDEN if word in data}
    assert found == set()
