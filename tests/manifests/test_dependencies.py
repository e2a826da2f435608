"""What packages an algorithm needs, read from the foreign keys of its record."""

import json

import pytest

from forge.manifests.dependencies import needed_packages, plain_package
from forge.model import Foreign


def kept(file: str, tree: object) -> Foreign:
    return Foreign(file=file, json=json.dumps(tree))


@pytest.mark.parametrize(
    ("file", "tree", "expected"),
    [
        (
            "pyproject.toml",
            {
                "project": {
                    "dependencies": ["Moteur_Regles[x]>=1.4; python_version>'3.8'", "attrs"]
                },
                "tool": {"poetry": {"dependencies": {"python": "^3.11", "outil.commun": "*"}}},
            },
            ("pkg:pypi/attrs", "pkg:pypi/moteur-regles", "pkg:pypi/outil-commun"),
        ),
        (
            "web/package.json",
            {"dependencies": {"@onb/moteur": "1"}, "peerDependencies": {"carte": "2"}},
            ("pkg:npm/%40onb/moteur", "pkg:npm/carte"),
        ),
        (
            "composer.json",
            {"require": {"php": ">=8", "onb/moteur": "^1"}},
            ("pkg:composer/onb/moteur",),
        ),
        (
            "Cargo.toml",
            {"dependencies": {"serde": "1", "m": {"package": "moteur", "version": "1"}}},
            ("pkg:cargo/moteur", "pkg:cargo/serde"),
        ),
        (
            "pom.xml",
            {"dependencies": {"dependency": {"groupId": "example.onb", "artifactId": "moteur"}}},
            ("pkg:maven/example.onb/moteur",),
        ),
        (
            "DESCRIPTION",
            {"Depends": "R (>= 4.0), moteur", "Imports": "carte (>= 1.2),\n  zoo"},
            ("pkg:cran/carte", "pkg:cran/moteur", "pkg:cran/zoo"),
        ),
    ],
)
def test_every_manifest_of_packages_says_what_it_needs(
    file: str, tree: object, expected: tuple[str, ...]
) -> None:
    assert needed_packages([kept(file, tree)]) == tuple((item, file) for item in expected)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "1", '{"dependencies": 3}', '{"dependencies": [1, null]}', "[" * 50_000, "{"],
)
@pytest.mark.parametrize("file", ["package.json", "pyproject.toml", "pom.xml", "DESCRIPTION"])
def test_what_a_stranger_wrote_there_needs_nothing(file: str, text: str) -> None:
    assert needed_packages([Foreign(file=file, json=text)]) == ()


def test_other_files_and_keys_without_text_need_nothing() -> None:
    others = [kept("publiccode.yml", {"dependencies": {"x": "1"}}), Foreign(file="package.json")]

    assert needed_packages(others) == ()


def test_a_package_is_named_without_its_version() -> None:
    assert plain_package("pkg:npm/%40onb/moteur@1.2?arch=x#sub") == "pkg:npm/%40onb/moteur"
