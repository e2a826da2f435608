"""`forge init`: asks for what is missing, and writes the shortest file."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from forge.cli.init_survey import Survey
from forge.manifests import Merged
from forge.model import Licensing, Manifest
from tests.support.licences import license_text
from tests.support.program import invoke, run_forge
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path

_README = """# Barème des bourses

Calcule le droit d'un étudiant à une bourse et son montant, selon le barème en vigueur.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of the Grants Office without any metadata file of its own."""
    place = tmp_path / "bareme-bourses"
    files = {"README.fr.md": _README, "LICENSE": license_text("Apache-2.0")}
    make_repository(place, [files], remote="https://git.onb.example/sie/bareme-bourses.git")
    return place


def test_what_is_known_is_shown_with_its_place_and_only_the_rest_is_asked(
    project: Path, registry: Path
) -> None:
    ran = invoke("init", project, "--registry", registry, "--lang", "fr", answers="\nsupports\n")
    written = (project / "algorithm.toml").read_bytes()

    assert ran.code == 0
    assert ran.out == (
        "Lu : README.fr.md (français), LICENSE (Apache-2.0, texte complet). "
        "Pas encore de tag.\n"
        "  nom           bareme-bourses                            git\n"
        "  titre         fr Barème des bourses                     README.fr.md:1\n"
        "  résumé        fr Calcule le droit d'un étudiant à une…  README.fr.md:3\n"
        "  licence       Apache-2.0 ?                              "
        "LICENSE en contient le texte ; déclarée nulle part\n"
        "  propriétaire  onb                                       "
        "Office national des bourses (exemple), par son adresse\n"
        "algorithm.toml écrit (7 lignes ; tout le reste demeure où il est). "
        "Ensuite : forge check\n"
    )
    assert ran.err == (
        "Licence (SPDX) [Apache-2.0] : "
        "Jusqu'où touche-t-il les gens ? Il …\n"
        "  none       est un outil ou une bibliothèque ; personne n'est touché directement\n"
        "  informs    informe les gens\n"
        "  supports   aide un agent à décider\n"
        "  decides    décide seul\n"
        "  interacts  dialogue avec les gens\n"
        "Effet [supports] : "
    )
    assert written == (
        b'schema = "forge/1"\n\n[algorithm]\nlicense = "Apache-2.0"\n\n'
        b'[transparency]\neffect = "supports"\n'
    )


@pytest.mark.parametrize(
    ("concluded", "held"), [("EUPL-1.2", "EUPL-1.2"), ("GPL-3.0-only", ""), ("", "")]
)
def test_a_text_that_does_not_tell_of_later_versions_is_no_answer(
    concluded: str, held: str
) -> None:
    found = Survey(
        merged=Merged(manifest=Manifest()),
        licensing=Licensing(concluded=concluded),
        repository="",
        tag="",
    )

    assert found.held_license == held


def test_options_answer_without_a_person(project: Path, registry: Path) -> None:
    ran = invoke(
        *("init", project, "--yes", "--owner", "bourses", "--effect", "informs"),
        *("--license", "apache-2.0", "--title", "ar=سلم المنح", "--registry", registry),
    )
    table = tomllib.loads((project / "algorithm.toml").read_text("utf-8"))

    assert (ran.code, ran.err) == (0, "")
    assert table == {
        "schema": "forge/1",
        "algorithm": {"owner": "onb", "title": {"ar": "سلم المنح"}, "license": "Apache-2.0"},
        "transparency": {"effect": "informs"},
    }


def test_the_owner_is_searched_by_a_part_of_its_name(tmp_path: Path, registry: Path) -> None:
    place = tmp_path / "outil"
    make_repository(place, [{"README.md": "# Outil\n"}], remote="https://git.other.example/x/outil")
    answers = "rien\nBOURSES\n\nMIT\nOutil\nUn outil.\nnone\n"
    ran = invoke("init", place, "--registry", registry, answers=answers)
    table = tomllib.loads((place / "algorithm.toml").read_text("utf-8"))

    assert ran.code == 0
    assert "No owner's name holds 'rien'." in ran.err
    assert "  1  onb  Office national des bourses (exemple)\n" in ran.err
    assert table["algorithm"]["owner"] == "onb"


def test_a_wrong_answer_is_asked_again_with_the_near_miss(project: Path, registry: Path) -> None:
    ran = invoke("init", project, "--registry", registry, answers="gpl3\nMIT\nmaybe\nnone\n")

    assert ran.code == 0
    assert "error[bad-license]" in ran.err
    assert "One of: none, informs, supports, decides, interacts." in ran.err


def test_a_dry_run_prints_the_file_and_writes_nothing(project: Path, registry: Path) -> None:
    ran = invoke("init", project, "--yes", "--effect", "none", "--dry-run", "--registry", registry)

    assert ran.code == 0
    assert ran.out.endswith('schema = "forge/1"\n\n[transparency]\neffect = "none"\n')
    assert not (project / "algorithm.toml").exists()


def test_what_is_still_missing_is_named_where_nothing_is_written(
    project: Path, registry: Path
) -> None:
    (project / "publiccode.yml").write_text("legal:\n  license: agpl\n")
    ran = invoke("init", project, "--yes", "--registry", registry, "--lang", "fr")

    assert ran.code == 0
    assert ran.out.splitlines()[-1] == (
        "Rien n'a été écrit, faute de réponses. Il manque toujours : licence. "
        "Répondez par des options (forge init --help), ou sans --yes."
    )
    assert not (project / "algorithm.toml").exists()


def test_nothing_is_written_where_the_files_say_enough(project: Path, registry: Path) -> None:
    (project / "publiccode.yml").write_text("legal:\n  license: Apache-2.0\n")
    ran = invoke("init", project, "--yes", "--registry", registry)

    assert ran.code == 0
    assert ran.out.splitlines()[-1] == (
        "No algorithm.toml is needed; the other files say enough. Next: forge check"
    )
    assert not (project / "algorithm.toml").exists()


@pytest.mark.parametrize("content", [b"", b"mine", b'schema = "forge/1"\n'])
def test_a_file_that_is_there_is_never_overwritten(project: Path, content: bytes) -> None:
    (project / "algorithm.toml").write_bytes(content)
    ran = invoke("init", project, "--yes")

    assert ran.code == 1
    assert ran.err == (
        "algorithm.toml: error[manifest-exists]: "
        "It is already there, and forge init never overwrites\n"
        "  hint: see what it lacks: forge check\n"
    )
    assert (project / "algorithm.toml").read_bytes() == content


def test_a_dangling_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    (project / "algorithm.toml").symlink_to(tmp_path / "elsewhere")
    ran = invoke("init", project, "--yes", "--effect", "none")

    assert ran.code == 1
    assert not (tmp_path / "elsewhere").exists()


def test_where_nobody_answers_nothing_is_written(project: Path, registry: Path) -> None:
    ran = invoke("init", project, "--registry", registry)

    assert ran.code == 1
    assert "error[unanswered]" in ran.err
    assert sorted(item.name for item in project.iterdir()) == [".git", "LICENSE", "README.fr.md"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--license", "gpl3"], "bad-license"),
        (["--name", "Barème"], "bad-name"),
        (["--owner", "nobody"], "owner-not-found"),
        (["--title", "Barème"], "bad-text-option"),
    ],
)
def test_an_option_that_cannot_be_right_is_refused(
    project: Path, registry: Path, arguments: list[str], code: str
) -> None:
    ran = invoke("init", project, "--yes", *arguments, "--registry", registry)

    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert not (project / "algorithm.toml").exists()


def test_what_is_no_repository_is_said(tmp_path: Path) -> None:
    ran = invoke("init", tmp_path, "--yes")

    assert ran.code == 1
    assert "error[not-a-repository]" in ran.err


def test_where_nothing_is_answered_what_is_missing_is_said(tmp_path: Path) -> None:
    made = make_repository(tmp_path / "essai", [{"main.c": "int main;"}])
    ran = invoke("init", made.path, "--yes", "--lang", "fr")

    assert ran.code == 0
    assert ran.out.splitlines()[-1] == (
        "Rien n'a été écrit, faute de réponses. Il manque toujours : propriétaire, nom, "
        "licence, titre, résumé. "
        "Répondez par des options (forge init --help), ou sans --yes."
    )
    assert not (made.path / "algorithm.toml").exists()


def test_a_directory_of_a_workspace_becomes_a_member_and_of_another_repository_does_not(
    tmp_path: Path,
) -> None:
    root = 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n'
    member = 'schema = "forge/1"\n[algorithm]\nname = "aaa"\n'
    files = {"algorithm.toml": root, "algos/a/algorithm.toml": member, "algos/b/main.c": "x"}
    workspace = make_repository(tmp_path / "workspace", [files])
    single = make_repository(tmp_path / "single", [{"src/main.c": "x"}])
    options = ("init", "--title", "fr=Essai", "--yes")
    inside = run_forge(*options, cwd=workspace.path / "algos" / "b")
    below = run_forge(*options, cwd=single.path / "src")

    assert (inside.code, below.code) == (0, 0)
    assert "Wrote algos/b/algorithm.toml" in inside.out
    assert (workspace.path / "algos" / "b" / "algorithm.toml").exists()
    assert (single.path / "algorithm.toml").exists()
    assert not (single.path / "src" / "algorithm.toml").exists()
