"""What the system refuses is said with its place, its reason and a way out; nothing stays half."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.program import Ran, run_forge

if TYPE_CHECKING:
    from tests.support.repos import Repository

_ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and /proc are Linux's")


def _names(place: Path) -> list[str]:
    return sorted(item.name for item in place.iterdir())


def _blocked(tmp_path: Path) -> Path:
    """A path below a file: nobody, not even root, can write there."""
    (tmp_path / "file").write_text("mine")
    return tmp_path / "file" / "below"


@pytest.mark.parametrize("arguments", [["build", "--out"], ["registry", "new"]])
def test_a_place_that_cannot_be_written_is_named_with_its_reason(
    registry: Path, tmp_path: Path, arguments: list[str]
) -> None:
    place = _blocked(tmp_path)
    before = _names(tmp_path)
    ran = run_forge(*arguments, place, cwd=registry)
    french = run_forge(*arguments, place, "--lang", "fr", cwd=registry)

    assert (ran.code, french.code, ran.out) == (1, 1, "")
    assert "error[not-writable]: " in ran.err
    assert f"{place} cannot be written: a part of the path is no directory\n" in ran.err
    assert "hint: choose another place, or have this one made writable" in ran.err
    assert f"{place} : une partie du chemin n'est pas un dossier\n" in french.err
    assert _names(tmp_path) == before


@pytest.mark.parametrize("arguments", [["build", "--out"], ["registry", "new"]])
def test_a_system_directory_takes_nothing_in_and_says_so(
    registry: Path, arguments: list[str]
) -> None:
    ran = run_forge(*arguments, "/proc/forge", cwd=registry)

    assert ran.code == 1
    assert "error[not-writable]: /proc/forge cannot be written: there is no such place" in ran.err


def test_a_default_registry_that_cannot_be_kept_names_the_file(
    registry: Path, tmp_path: Path
) -> None:
    place = _blocked(tmp_path)
    ran = run_forge("registry", "default", registry, env={"FORGE_CONFIG": str(place)})

    assert ran.code == 1
    assert f"error[bad-configuration]: The configuration {place} cannot be used" in ran.err


def test_a_manifest_that_cannot_be_written_whole_leaves_nothing(project: Repository) -> None:
    (project.path / "algorithm.toml").unlink()
    ran = _shell("ulimit -f 0; exec forge init --title fr=Essai --yes --lang fr", project.path)

    assert ran.code == 1
    assert ran.err == (
        "algorithm.toml: erreur[cannot-write]: impossible à écrire : il n'y a plus de place\n"
        "  conseil : ouvrez le dossier en écriture, ou voyez le texte : forge init --dry-run\n"
    )
    assert not (project.path / "algorithm.toml").exists()


def test_a_cache_that_cannot_be_written_does_not_stop_a_search(
    registry: Path, tmp_path: Path
) -> None:
    ran = run_forge("search", cwd=registry, env={"FORGE_CACHE": str(_blocked(tmp_path))})

    assert (ran.code, ran.out) == (0, "")


def _shell(command: str, cwd: Path) -> Ran:
    """Run a line of sh, in which `forge` is the real program."""
    line = command.replace("forge", f"{sys.executable} -B -m forge", 1)
    env = {**os.environ, "PYTHONPATH": str(_ROOT)}
    done = subprocess.run(
        ["/bin/sh", "-c", line], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


@pytest.mark.parametrize("form", ["", "--json"])
def test_a_result_that_finds_no_space_is_a_failure(registry: Path, form: str) -> None:
    ran = _shell(f"exec forge verify {form} > /dev/full", registry)

    assert ran.code == 1
    assert ran.err.endswith(
        "error[output-refused]: The result could not be printed in full: no space is left\n"
        "  hint: send it to another file, then run the command again\n"
    )
