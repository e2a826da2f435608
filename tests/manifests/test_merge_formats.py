"""What files of different formats say together: no false conflict, no lost one."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from forge.manifests import Merged, compose_manifest, find_algorithms, missing_facts, read_manifests
from forge.source import open_source
from forge.text import Localized
from tests.support.repos import make_repository

_REMOTE = "https://git.onb.example/sie/bareme-bourses.git"
_README = "# Bourses\n\nCette bibliothèque calcule le montant des bourses pour les écoles.\n"
_CODEMETA = """{"@type": "SoftwareSourceCode", "name": "Bourses",
 "description": "Une bibliothèque qui calcule le montant des bourses.",
 "license": "https://spdx.org/licenses/%s", "version": "%s", "developmentStatus": "active"}"""
_PYPROJECT = """[project]
name = "bareme"
version = "%s"
description = "Calculs de bourses, et rien de plus que cela"
license = "%s"
[project.urls]
Homepage = "https://onb.example/bareme/"
"""

Files = Mapping[str, str | bytes]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Files], Merged]:
    def read(files: Files) -> Merged:
        made = tmp_path / f"made{len(list(tmp_path.iterdir()))}"
        repository = make_repository(made, [files], remote=_REMOTE)
        with open_source(repository.path, offline=True) as snapshot:
            return read_manifests(snapshot)

    return read


def _conflicts(merged: Merged) -> list[str]:
    return [
        f"{item.severity.value} {item.key} {item.place}"
        for item in merged.problems
        if item.code == "conflict"
    ]


def test_files_that_mean_the_same_do_not_contradict(read: Callable[[Files], Merged]) -> None:
    merged = read(
        {
            "codemeta.json": _CODEMETA % ("Apache-2.0", "v1.2"),
            "CITATION.cff": "title: Les bourses\nversion: 1.2.0\nlicense: Apache-2.0\n",
            "pyproject.toml": _PYPROJECT % ("1.3.0.dev0", "apache-2.0"),
            "package.json": '{"name": "x-y", "version": "1.0", "license": "ISC", "private": true}',
            "README.md": _README,
        }
    )

    assert _conflicts(merged) == []
    assert merged.manifest.license == "Apache-2.0"
    assert merged.manifest.version == "v1.2"
    assert merged.manifest.packages == ("pkg:pypi/bareme",)
    assert merged.manifest.title == Localized({"fr": "Bourses"})
    assert merged.files == (
        *("codemeta.json", "CITATION.cff", "pyproject.toml", "package.json", "README.md"),
    )


def test_files_that_differ_are_both_named(read: Callable[[Files], Merged]) -> None:
    merged = read(
        {
            "codemeta.json": _CODEMETA % ("MIT", "1.0"),
            "CITATION.cff": "title: Bourses\nversion: 1.2.0\nlicense: EUPL-1.2\n",
            "pyproject.toml": _PYPROJECT % ("1.2.0", "MIT"),
        }
    )

    assert _conflicts(merged) == [
        "error algorithm.license CITATION.cff:3:1",
        "warning algorithm.version CITATION.cff:2:1",
        "warning algorithm.version pyproject.toml:3:1",
    ]


def test_a_licence_that_says_which_counts_more_than_one_that_may_mean_two(
    read: Callable[[Files], Merged],
) -> None:
    merged = read(
        {
            "codemeta.json": _CODEMETA % ("GPL-3.0", "1.0"),
            "CITATION.cff": "title: Bourses\nlicense: GPL-3.0-or-later\n",
        }
    )

    assert merged.manifest.license == "GPL-3.0-or-later"
    assert str(merged.places["algorithm.license"]) == "CITATION.cff:2:1"
    assert _conflicts(merged) == []


def test_the_file_from_which_a_version_was_copied_counts_more(
    read: Callable[[Files], Merged],
) -> None:
    copy = _CODEMETA.replace('"name"', '"runtimePlatform": "R version 3.5.2", "name"')
    merged = read(
        {
            "codemeta.json": copy % ("MIT", "0.1"),
            "DESCRIPTION": "Package: bourses\nVersion: 4.0.0\nLicense: MIT + file LICENSE\n",
        }
    )

    assert merged.manifest.version == "4.0.0"
    assert str(merged.places["algorithm.version"]) == "DESCRIPTION:2:1"
    assert _conflicts(merged) == []


def test_a_title_that_tells_no_language_takes_that_of_the_summary(
    read: Callable[[Files], Merged],
) -> None:
    named = "# a comment\ntitle: bareme\nlicense: MIT\n"
    told = read({"CITATION.cff": named, "README.md": _README})
    arabic = read({"CITATION.cff": named.replace("bareme", "کتیب"), "README.md": _README})
    untold = read({"CITATION.cff": named})

    assert told.manifest.title == Localized({"fr": "bareme"})
    assert str(told.places["algorithm.title.fr"]) == "CITATION.cff:2:1"
    assert [(item.file, item.line) for item in told.provenance if "title" in item.key] == [
        ("CITATION.cff", 2)
    ]
    assert told.problems == ()
    assert arabic.manifest.title == Localized({"fr": "Bourses"})
    assert [item.code for item in arabic.problems] == ["text-language"]
    assert untold.manifest.title == Localized()
    assert [item.code for item in untold.problems] == ["text-language"]


def test_only_what_is_published_has_a_package_address(read: Callable[[Files], Merged]) -> None:
    program = '{"name": "bareme-ui", "main": "index.js", "repository": "onb/bareme"%s}'
    poetry = '[tool.poetry]\nname = "bareme"\nhomepage = "https://onb.example"\n%s'
    files = {"package.json": program % "", "pyproject.toml": poetry % "package-mode = false\n"}
    both = {"package.json": program % ', "bin": "x.js"', "pyproject.toml": poetry % ""}

    assert read(files).manifest.packages == ()
    assert read(both).manifest.packages == ("pkg:pypi/bareme", "pkg:npm/bareme-ui")


def test_packages_of_every_file_are_kept_with_their_places(read: Callable[[Files], Merged]) -> None:
    merged = read(
        {
            "pyproject.toml": _PYPROJECT % ("1.2.0", "MIT"),
            "package.json": '{"name": "bareme-ui",\n "files": ["x"], "license": "MIT"}',
        }
    )

    assert merged.manifest.packages == ("pkg:pypi/bareme", "pkg:npm/bareme-ui")
    sources = {item.key: (item.file, item.line) for item in merged.provenance}
    assert sources["algorithm.packages[0]"] == ("pyproject.toml", 2)
    assert sources["algorithm.packages[1]"] == ("package.json", 1)


def test_a_pointer_that_is_not_the_file_that_is_named_is_a_conflict(
    read: Callable[[Files], Merged],
) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 3\n"
    named = '[[artifact]]\nname = "m.bin"\nsha256 = "{}"\n'.format("b" * 64)
    merged = read(
        {
            "algorithm.toml": f'schema = "forge/1"\n{named}',
            ".gitattributes": "*.bin filter=lfs\n",
            "m.bin": pointer.format("a" * 64),
            "other/n.bin": pointer.format("c" * 64),
        }
    )

    assert [item.name for item in merged.manifest.artifacts] == ["m.bin", "other/n.bin"]
    assert _conflicts(merged) == ["warning artifact[0] m.bin:1:1"]


@pytest.mark.parametrize("name", ["pyproject.toml", "Cargo.toml", "pom.xml", "package.json"])
def test_a_member_needs_no_file_of_ours(tmp_path: Path, name: str) -> None:
    workspace = 'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n'
    files = {"algorithm.toml": workspace, f"algos/one/{name}": "{}", "algos/two/setup.py": ""}
    repository = make_repository(tmp_path / "made", [files])
    with open_source(repository.path, offline=True) as snapshot:
        members, _ = find_algorithms(snapshot)

    assert members == ("algos/one",)


_COMPLETE = {
    "codemeta.json": _CODEMETA % ("MIT", "1.0"),
    "CITATION.cff": "title: Les bourses\nabstract: Calcule les bourses.\nlicense: MIT\n",
    "pyproject.toml": _PYPROJECT % ("1.2.0", "MIT"),
}


@pytest.mark.parametrize("name", _COMPLETE)
def test_init_asks_only_for_what_no_file_says(read: Callable[[Files], Merged], name: str) -> None:
    merged = read({name: _COMPLETE[name], "README.md": _README})
    asked = [item.key for item in missing_facts(merged, owner="onb")]

    assert asked == ["transparency.effect"]
    assert compose_manifest(merged, {"transparency.effect": "none"}) == (
        'schema = "forge/1"\n\n[transparency]\neffect = "none"\n'
    )


def test_init_from_a_model_card_adds_what_a_card_does_not_say(
    read: Callable[[Files], Merged],
) -> None:
    card = "---\nlicense: apache-2.0\nlanguage: ar\npipeline_tag: translation\n---\n" + _README
    merged = read({"README.md": card})
    asked = [item.key for item in missing_facts(merged, owner="onb")]

    assert merged.manifest.kind == "model"
    assert merged.manifest.license == "Apache-2.0"
    assert merged.manifest.title == Localized({"fr": "Bourses"})
    assert merged.files == ("README.md",)
    assert asked == ["transparency.effect"]


def test_what_every_file_says_needs_no_file_of_ours(read: Callable[[Files], Merged]) -> None:
    merged = read({**_COMPLETE, "CITATION.cff": _COMPLETE["CITATION.cff"], "README.md": _README})
    answers = {
        "algorithm.name": "bareme-bourses",
        "algorithm.license": "MIT",
        "algorithm.title": dict(merged.manifest.title),
    }

    assert compose_manifest(merged, answers) is None
