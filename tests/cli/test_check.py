"""`forge check`: every problem at once, the same exit code in every format."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from forge.cli.command import Choice
from forge.cli.root import forge
from tests.support.program import invoke, run_forge
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.repos import Repository

_FORMS = ([], ["--format", "json"], ["--format", "form"])
_PUBLICCODE = """publiccodeYmlVersion: "0.4"
name: Medusa
url: https://git.example/italia/medusa.git
softwareVersion: "1.0"
releaseDate: 2026-01-01
platforms: [web]
developmentStatus: stable
softwareType: standalone/other
description:
  en:
    shortDescription: A tool
legal:
  license: MIT
maintenance:
  type: none
localisation:
  localisationReady: true
  availableLanguages: [en]
"""


@pytest.fixture
def mistaken(project: Repository) -> Path:
    """The repository with a typing error in its manifest, not committed."""
    manifest = project.path / "algorithm.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("license", "licence"), "utf-8")
    return project.path


def test_problems_stand_on_stdout_worst_first_and_the_summary_on_stderr(
    mistaken: Path, registry: Path
) -> None:
    ran = invoke("check", mistaken, "--registry", registry)

    assert ran.code == 1
    assert ran.out == (
        "algorithm.toml:4:1: error[unknown-key]: algorithm.licence: Unknown key 'licence'\n"
        "  hint: did you mean 'license'?\n"
        "algorithm.toml: error[license-undeclared]: algorithm.license: No licence is declared\n"
        '  hint: write license = "Apache-2.0", which is what LICENSE holds\n'
        "algorithm.toml:8:1: warning[missing-language]: algorithm.title: "
        "Not there in languages of the registry: en\n"
        "algorithm.toml:9:1: warning[missing-language]: algorithm.summary: "
        "Not there in languages of the registry: en\n"
    )
    assert re.fullmatch(r"2 errors, 2 warnings in \d+\.\d\d s\n", ran.err)


def test_the_same_in_french(mistaken: Path, registry: Path) -> None:
    ran = invoke("check", mistaken, "--registry", registry, "--lang", "fr")

    assert ran.out.startswith(
        "algorithm.toml:4:1: erreur[unknown-key]: algorithm.licence : clé inconnue « licence »\n"
        "  conseil : vouliez-vous dire « license » ?\n"
    )
    assert re.fullmatch(r"2 erreurs, 2 avertissements en \d+,\d\d s\n", ran.err)


def test_warnings_alone_are_no_failure(project: Repository, registry: Path) -> None:
    forms = [invoke("check", project.path, "--registry", registry, *form) for form in _FORMS]
    document = json.loads(forms[1].out)

    assert [ran.code for ran in forms] == [0, 0, 0]
    assert (document["errors"], document["warnings"]) == (0, 2)
    assert [item["code"] for item in document["problems"]] == ["missing-language"] * 2


@pytest.mark.parametrize(
    "content", [b"", b"schema = ", b'schema = "forge/1"\nx = 1\n', b"\xff\x00"]
)
def test_the_exit_code_never_depends_on_the_format(
    project: Repository, registry: Path, content: bytes
) -> None:
    (project.path / "algorithm.toml").write_bytes(content)
    forms = [invoke("check", project.path, "--registry", registry, *form) for form in _FORMS]

    assert [ran.code for ran in forms] == [1, 1, 1]
    assert json.loads(forms[1].out)["errors"] > 0


def test_every_format_of_the_command_is_compared() -> None:
    context = forge.make_context("forge", [], resilient_parsing=True)
    command = forge.get_command(context, "check")
    assert command is not None
    (formats,) = (item.type for item in command.params if "--format" in item.opts)

    assert isinstance(formats, Choice)
    assert {"text", *(form[-1] for form in _FORMS if form)} == set(formats.choices)


@pytest.mark.parametrize("form", _FORMS)
def test_what_cannot_be_opened_is_a_problem_like_the_others(
    tmp_path: Path, form: list[str]
) -> None:
    ran = invoke("check", tmp_path / "nothing", *form)

    assert ran.code == 1
    assert ("not-a-repository" in ran.out) is (form != _FORMS[2])
    assert form == _FORMS[1] or "1 error in" in ran.err


def test_without_a_registry_a_note_says_what_was_not_compared(
    project: Repository, tmp_path: Path
) -> None:
    ran = run_forge(
        *("check", project.path, "--format", "json"),
        cwd=tmp_path,
        env={"FORGE_CONFIG": str(tmp_path / "config.toml")},
    )

    assert ran.code == 0
    assert "registry-not-asked" in {item["code"] for item in json.loads(ran.out)["problems"]}


def test_where_nothing_is_found_that_is_the_problem(tmp_path: Path, registry: Path) -> None:
    make_repository(tmp_path / "project", [{"main.c": "int main;"}])
    ran = invoke("check", tmp_path / "project", "--registry", registry)

    assert ran.code == 1
    assert ran.out == (
        "error[nothing-to-check]: No metadata file was found: "
        "no algorithm.toml, publiccode.yml or README\n"
        "  hint: begin with forge init: it reads what is there and asks only for the rest\n"
    )


def test_what_hides_a_manifest_is_said_beside_that_nothing_was_found(
    tmp_path: Path, registry: Path
) -> None:
    made = make_repository(tmp_path / "project", [{"main.c": "int main;"}])
    (made.path / "algorithm.toml").symlink_to("/etc/passwd")
    ran = invoke("check", made.path, "--registry", registry, "--format", "json")

    assert [item["code"] for item in json.loads(ran.out)["problems"]] == [
        "not-a-regular-file",
        "nothing-to-check",
    ]


_WORKSPACE = {
    "algorithm.toml": 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n',
    "algos/a/algorithm.toml": 'schema = "forge/1"\n[algorithm]\nname = "aaa"\n',
    "algos/a/src/main.py": "",
    "algos/b/algorithm.toml": 'schema = "forge/1"\n[algorithm]\nname = "bbb"\nlicence = "x"\n',
    "outils/run.sh": "",
}


def test_a_directory_below_a_repository_means_that_repository(
    tmp_path: Path, registry: Path
) -> None:
    files = {"README.md": "# Essai", "src/deep/main.c": "", "algorithm.toml": "x = ["}
    made = make_repository(tmp_path / "project", [files])
    above = run_forge("check", "--registry", registry, cwd=made.path)
    below = run_forge("check", "--registry", registry, cwd=made.path / "src" / "deep")
    named = run_forge("check", "src/deep", "--registry", registry, cwd=made.path)

    assert (below.code, below.out) == (1, above.out)
    assert named.out == above.out
    assert below.err.startswith(f"In the repository {made.path}; paths are relative to it.\n")


@pytest.mark.parametrize("place", ["algos/a", "algos/a/src"])
def test_a_directory_of_a_member_means_that_member(
    tmp_path: Path, registry: Path, place: str
) -> None:
    made = make_repository(tmp_path / "project", [_WORKSPACE])
    ran = run_forge("check", "--registry", registry, "--lang", "fr", cwd=made.path / place)

    assert ran.err.startswith(
        f"Dans le dépôt {made.path} : algos/a ; les chemins partent du dépôt.\n"
    )
    assert "algos/a/algorithm.toml" in ran.out
    assert "algos/b" not in ran.out


def test_another_directory_of_a_workspace_means_all_of_it(tmp_path: Path, registry: Path) -> None:
    made = make_repository(tmp_path / "project", [_WORKSPACE])
    ran = run_forge("check", "--registry", registry, cwd=made.path / "outils")

    assert "algos/a/algorithm.toml" in ran.out
    assert "algos/b/algorithm.toml" in ran.out


def test_a_bare_repository_is_checked_as_it_is(project: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    project.git("clone", "-q", "--bare", str(project.path), str(bare))
    address = "https://git.onb.example/sie/bareme-bourses"
    project.git("-C", str(bare), "remote", "set-url", "origin", address)
    ran = invoke("check", bare, "--format", "json")

    assert ran.code == 0


@pytest.mark.parametrize("strict", [[], ["--strict", "reference"]])
def test_one_file_is_checked_by_itself(tmp_path: Path, strict: list[str]) -> None:
    file = tmp_path / "publiccode.yml"
    good = _PUBLICCODE
    for content, code in ((good, 0), (good.replace("MIT", "gpl3"), 1), ("a: [", 1)):
        file.write_text(content, "utf-8")
        codes = [invoke("check", file, *form, *strict).code for form in _FORMS]
        ran = invoke("check", file, *strict)

        assert strict or codes == [code] * 3, ran
        assert len(set(codes)) == 1
        assert f"{file}:" in ran.out


def test_the_reference_verdict_reads_publiccode_alone(tmp_path: Path, project: Repository) -> None:
    made = make_repository(tmp_path / "medusa", [{"publiccode.yml": _PUBLICCODE}])
    found = invoke("check", made.path, "--strict", "reference", "--format", "json")
    none = invoke("check", project.path, "--strict", "reference")

    assert {item["file"] for item in json.loads(found.out)["problems"]} == {"publiccode.yml"}
    assert none.code == 1
    assert none.out == (
        "error[no-publiccode]: There is no publiccode.yml, "
        "and the reference parser reads nothing else\n"
    )


@pytest.mark.parametrize("name", ["notes.txt", "pyproject.toml"])
def test_a_file_that_is_no_metadata_is_said(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("x = 1\n")
    ran = invoke("check", file)

    assert ran.code == 1
    assert ran.out.startswith(f"{file}: error[not-checkable]: This is no metadata file")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "publiccode.yml"
    file.write_bytes(b"#" * (1024 * 1024 + 1))
    ran = invoke("check", file)

    assert ran.code == 1
    assert f"{file}: error[manifest-too-large]" in ran.out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    file = tmp_path / "publiccode.yml"
    file.write_text("x: 1\n")
    file.chmod(0)
    ran = invoke("check", file)

    assert ran.code == 1
    assert f"{file}: error[cannot-read]" in ran.out


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Réponse :"), ("ar", "الجواب:"), ("en", "Answer:")]
)
def test_the_form_asks_in_the_language_of_the_service(
    project: Repository, registry: Path, language: str, word: str
) -> None:
    manifest = project.path / "algorithm.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"none"', '"supports"'), "utf-8")
    ran = invoke(
        *("check", project.path, "--format", "form"), *("--lang", language, "--registry", registry)
    )

    assert ran.code == 0
    assert word in ran.out
    assert "transparency.appeal" in ran.out


def test_a_place_that_is_not_there_is_said_not_to_be_there(
    tmp_path: Path, project: Repository
) -> None:
    (tmp_path / "plain").mkdir()
    missing = run_forge("check", "../nimporte", "--lang", "fr", cwd=project.path)
    plain = run_forge("check", "../plain", cwd=project.path)

    assert missing.out == (
        "git: erreur[not-a-repository]: « ../nimporte » n'est pas un dépôt git : "
        "il n'y a rien à cet endroit\n"
        "  conseil : nommez un dossier qui existe, ou une adresse entière : https://hôte/chemin\n"
    )
    assert plain.out == (
        "git: error[not-a-repository]: '../plain' is not a git repository: "
        "there is no .git in it\n"
        "  hint: make one of '../plain': git init, git add, git commit\n"
    )
