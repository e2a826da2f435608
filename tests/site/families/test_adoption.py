"""Another country in ten commands: those on the page do what the page says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forge.site.families.texts import ADOPTION
from tests.support.repos import environment

MANIFEST = """schema = "forge/1"
[algorithm]
name = "essai"
owner = "dsi"
license = "CC0-1.0"
title = { fr = "Essai" }
summary = { fr = "Un essai." }
"""
REGIONS = """schema = "forge/1"
[[region]]
id = "SN-DK"
[region.name]
fr = "Dakar"
"""


@pytest.mark.skipif(shutil.which("sh") is None, reason="the page's commands are for a shell")
def test_ten_commands_make_another_countrys_registry_and_its_pages(tmp_path):
    text = Path(__file__).parents[3] / "LICENSES" / "CC0-1.0.txt"
    project, shared = tmp_path / "projet", tmp_path / "shared.git"
    project.mkdir()
    (project / "algorithm.toml").write_text(MANIFEST, "utf-8")
    (project / "LICENSE").write_bytes(text.read_bytes())
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\ncat > vocabulary/regions.toml <<'END'\n{REGIONS}END\n", "utf-8")
    editor.chmod(0o755)
    first = (
        "git init -q projet && cd projet && git add . && git commit -qm Essai && git tag v1.0.0",
        "git remote add origin https://git.dsi.example/essai.git",
        f"cd .. && git init -q --bare {shared.name}",
    )
    commands = dict(ADOPTION)
    del commands["install"]
    commands["build"] = commands["build"].removesuffix(" --serve")
    commands["push"] = commands["push"].replace(
        "https://git.forge.example/registre.git", str(shared)
    )
    script = "\n".join(["set -e", *first, *commands.values()])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    known = {
        "PATH": path,
        "EDITOR": str(editor),
        "HOME": str(tmp_path),
        "FORGE_CACHE": str(tmp_path / "cache"),
    }
    done = subprocess.run(
        ["sh", "-c", script],
        cwd=tmp_path,
        env={**environment(), **known},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    pushed = subprocess.run(
        ["git", "--git-dir", shared, "ls-tree", "-r", "--name-only", "main"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()

    assert "algorithms/dsi/essai/1.0.0.toml" in pushed
    assert (tmp_path / "site/fr/a/dsi/essai/index.html").is_file()
    assert "Dakar" in (tmp_path / "site/fr/regions/index.html").read_text("utf-8")
