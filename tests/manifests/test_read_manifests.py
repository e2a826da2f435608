"""All metadata files of a directory, read from a real repository."""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from forge.manifests import READERS, Merged, find_algorithms, read_manifests
from forge.source import open_source
from forge.text import Localized
from tests.support.repos import Content, environment, make_repository, symlink

_REMOTE = "https://git.onb.example/sie/Bareme_Bourses.git"
_TOML = 'schema = "forge/1"\n[algorithm]\n'
_FRENCH = "Cette bibliothèque calcule le montant des bourses pour les familles et les écoles."
_PUBLICCODE = """\
publiccodeYmlVersion: "0.4"
name: Bourses
url: https://git.onb.example/sie/bareme-bourses
developmentStatus: beta
softwareType: library
platforms: [linux]
x-own: {b: 1, a: [2.5]}
description:
  fr:
    shortDescription: Barème du code public.
    longDescription: "%s"
    features: [calcul]
legal:
  license: MIT
maintenance:
  type: internal
  contacts:
    - name: Service
      email: prenom.nom@onb.example
localisation:
  localisationReady: true
  availableLanguages: [fr]
"""

Files = Mapping[str, str | bytes | Content | None]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Merged]:
    def read(files: Files, path: str = "", remote: str = _REMOTE) -> Merged:
        repository = make_repository(tmp_path / "made", [files], remote=remote)
        with open_source(repository.path, offline=True) as snapshot:
            return read_manifests(snapshot, path)

    return read


def test_files_are_merged_in_the_order_of_precedence(read: Callable[..., Merged]) -> None:
    merged = read(
        {
            "README.md": f"# Bourses\n\n{_FRENCH}\n",
            "README.ar.md": "# جدول المنح\n\nيحسب المنحة.\n",
            "publiccode.yml": _PUBLICCODE % ("x" * 160),
            "algorithm.toml": _TOML + 'license = "Apache-2.0"\nsummary.fr = "Barème."\n',
            "src/algorithm.toml": _TOML + 'name = "other"\n',
        }
    )

    assert merged.files == ("algorithm.toml", "publiccode.yml", "README.ar.md", "README.md")
    assert merged.manifest.name == "bareme-bourses"
    assert merged.manifest.license == "Apache-2.0"
    assert merged.manifest.status == "beta"
    assert merged.manifest.summary == Localized({"ar": "يحسب المنحة.", "fr": "Barème."})
    sources = {item.key: (item.file, item.line) for item in merged.provenance}
    assert sources["algorithm.license"] == ("algorithm.toml", 3)
    assert sources["algorithm.status"] == ("publiccode.yml", 4)
    assert sources["algorithm.summary.ar"] == ("README.ar.md", 3)
    assert sources["algorithm.name"] == ("git", None)
    conflicts = [item for item in merged.problems if item.code == "conflict"]
    assert [(item.severity.value, item.key) for item in conflicts] == [
        ("error", "algorithm.license"),
        ("warning", "algorithm.summary.fr"),
    ]


def test_no_person_s_address_is_anywhere_in_what_is_stored(read: Callable[..., Merged]) -> None:
    merged = read({"publiccode.yml": _PUBLICCODE % ("x" * 160)})

    assert "prenom.nom" not in repr((merged.manifest, merged.foreign, merged.provenance))
    assert [item.file for item in merged.foreign] == ["publiccode.yml"]
    assert '"x-own":{"a":' in merged.foreign[0].json


def test_an_empty_repository_still_has_a_name_from_git(read: Callable[..., Merged]) -> None:
    merged = read({"main.py": "pass\n"})

    assert (merged.manifest.name, merged.manifest.kind) == ("bareme-bourses", "software")
    assert merged.files == ()
    assert merged.problems == ()
    assert merged.foreign == ()


def test_without_an_address_git_gives_no_name(read: Callable[..., Merged]) -> None:
    assert read({"main.py": "pass\n"}, remote="").manifest.name == ""


def test_where_only_a_general_heading_stands_the_repository_s_name_is_the_title(
    read: Callable[..., Merged],
) -> None:
    merged = read({"README.md": "# Overview\n\nThe tool that computes grants for the families.\n"})

    assert merged.manifest.title == Localized({"en": "Bareme_Bourses"})
    assert [(item.key, item.file) for item in merged.provenance] == [
        ("algorithm.name", "git"),
        ("algorithm.title.en", "git"),
        ("algorithm.summary.en", "README.md"),
    ]


def test_before_the_first_commit_a_note_says_when_files_of_git_lfs_become_artifacts(
    tmp_path: Path,
) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True, env=environment())
    (tmp_path / ".gitattributes").write_text("*.safetensors filter=lfs\n", "utf-8")
    (tmp_path / "poids.safetensors").write_bytes(b"0" * 2000)
    with open_source(tmp_path, overlay=True, offline=True) as snapshot:
        merged = read_manifests(snapshot)

    assert [item.code for item in merged.problems] == ["lfs-uncommitted"]
    assert merged.manifest.artifacts == ()


def test_a_directory_s_own_name_is_the_fallback_for_a_member(read: Callable[..., Merged]) -> None:
    merged = read({"algos/Prix_Eau/README.fr.md": "# Eau\n"}, path="algos/Prix_Eau")

    assert merged.manifest.name == "prix-eau"
    assert merged.files == ("algos/Prix_Eau/README.fr.md",)


@pytest.mark.parametrize("name", ["algorithm.toml", "publiccode.yml", "README.md"])
def test_a_symbolic_link_is_not_followed(name: str, tmp_path: Path) -> None:
    files: Files = {name: symlink("secret.toml"), "secret.toml": _TOML + 'name = "secret"\n'}
    repository = make_repository(tmp_path / "made", [files])
    with open_source(repository.path, offline=True) as snapshot:
        merged = read_manifests(snapshot)
        found = [item.code for item in snapshot.problems]

    assert merged.manifest.name == ""
    assert merged.files == ()
    assert found == ["not-a-regular-file"]


def test_a_directory_named_like_a_manifest_is_none(read: Callable[..., Merged]) -> None:
    merged = read({"algorithm.toml/x": "a", "README.md/x": "b"})

    assert merged.files == ()


def test_a_wrong_manifest_beside_a_right_one_hides_nothing(read: Callable[..., Merged]) -> None:
    merged = read(
        {
            "algorithm.toml": _TOML + "licence = 1\nname = 2\n",
            "publiccode.yml": b"\x00\x01",
            "README.md": f"# Bourses\n\n{_FRENCH}\n",
        }
    )

    assert [(item.place.file, item.code) for item in merged.problems] == [
        ("algorithm.toml", "unknown-key"),
        ("algorithm.toml", "wrong-type"),
        ("publiccode.yml", "binary-file"),
    ]
    assert merged.manifest.title == Localized({"fr": "Bourses"})


def test_the_order_of_precedence_is_the_table_s() -> None:
    names = [
        *("README.md", "setup.py", "build.gradle", "x.gemspec", ".gitattributes", "package.json"),
        *("composer.json", "DESCRIPTION", "pom.xml", "Cargo.toml", "pyproject.toml"),
        *("CITATION.cff", "code.json", "codemeta.json", "publiccode.yaml", "publiccode.yml", "x"),
        "algorithm.toml",
    ]

    assert [reader.select(names) for reader in READERS] == [
        ["algorithm.toml"],
        ["publiccode.yml", "publiccode.yaml"],
        ["codemeta.json"],
        ["code.json"],
        ["CITATION.cff"],
        ["README.md"],
        ["pyproject.toml"],
        ["Cargo.toml"],
        ["pom.xml"],
        ["DESCRIPTION"],
        ["composer.json"],
        ["package.json"],
        [".gitattributes"],
        ["setup.py", "x.gemspec", "build.gradle"],
        ["README.md"],
    ]
    assert [reader.is_fallback for reader in READERS[-3:]] == [True, False, True]


_MEMBERS = _TOML.replace("[algorithm]\n", "") + "[workspace]\nmembers = "


def _find(tmp_path: Path, files: Files) -> tuple[tuple[str, ...], list[str]]:
    repository = make_repository(tmp_path / "made", [files])
    with open_source(repository.path, offline=True) as snapshot:
        members, problems = find_algorithms(snapshot)
    return members, [f"{item.place} {item.code} {item.key}" for item in problems]


def test_a_repository_without_a_workspace_has_one_algorithm(tmp_path: Path) -> None:
    assert _find(tmp_path, {"README.md": "# x"}) == (("",), [])


@pytest.mark.parametrize(
    "text",
    [
        _TOML,
        "[workspace]\nmembers = ['a']\n",
        'schema = "forge/2"\n[workspace]\nmembers = ["aa"]',
        "=",
    ],
)
def test_only_a_workspace_of_this_schema_counts(tmp_path: Path, text: str) -> None:
    assert _find(tmp_path, {"algorithm.toml": text, "aa/algorithm.toml": _TOML}) == (("",), [])


def test_members_are_found_by_globs_of_one_or_more_segments(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": _MEMBERS + '["algos/*", "other/b?/x*", "algos/one/"]\n',
        "algos/one/algorithm.toml": _TOML,
        "algos/two/publiccode.yml": "a: 1\n",
        "algos/file.md": "x",
        "other/b1/x1/algorithm.toml": _TOML,
        "other/b2/x2/algorithm.toml": _TOML,
        "other/b22/x2/algorithm.toml": _TOML,
        "other/b1/y/algorithm.toml": _TOML,
    }

    assert _find(tmp_path, files) == (
        ("algos/one", "algos/two", "other/b1/x1", "other/b2/x2"),
        [],
    )


def test_the_root_of_a_workspace_may_be_an_algorithm_too(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": _TOML + 'name = "root-one"\n[workspace]\nmembers = ["aa"]\n',
        "aa/algorithm.toml": _TOML,
    }

    assert _find(tmp_path, files) == (("", "aa"), [])


@pytest.mark.parametrize(
    "pattern",
    [
        "../x",
        "/abs",
        "a/../b",
        ".",
        "./a",
        "",
        "a//b",
        "**",
        "a/**",
        r"a\\b",
        "[a-z]",
        "C:/x/../y",
        "a/" * 9 + "b",
        "*a*a*a*a*a*",
        "x" * 101,
    ],
)
def test_a_pattern_that_leaves_the_root_or_has_no_bound_is_refused(
    tmp_path: Path, pattern: str
) -> None:
    files = {"algorithm.toml": f'{_MEMBERS}["{pattern}", "aa"]\n', "aa/algorithm.toml": _TOML}
    members, problems = _find(tmp_path, files)

    assert members == ("aa",)
    assert len(problems) == 1
    assert problems[0].startswith("algorithm.toml:3:12 ")
    assert problems[0].endswith("workspace.members[0]")


def test_members_that_are_no_products_are_named_and_left_out(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": _MEMBERS + '["algos/*", "examples/*", "gone", "a/docs/x"]\n',
        "algos/bare/main.py": "pass\n",
        "algos/readme/README.md": "# x",
        "algos/good/algorithm.toml": _TOML,
        "examples/demo/algorithm.toml": _TOML,
        "a/docs/x/algorithm.toml": _TOML,
    }
    members, problems = _find(tmp_path, files)

    assert members == ("algos/good",)
    assert problems == [
        "algorithm.toml:3:12 member-without-manifest workspace.members[0]",
        "algorithm.toml:3:12 member-without-manifest workspace.members[0]",
        "algorithm.toml:3:23 not-a-product workspace.members[1]",
        "algorithm.toml:3:37 member-not-found workspace.members[2]",
        "algorithm.toml:3:45 not-a-product workspace.members[3]",
    ]


def test_two_members_of_one_name_are_an_error(tmp_path: Path) -> None:
    files = {
        "algorithm.toml": _MEMBERS + '["*"]\n',
        "aa/algorithm.toml": _TOML + 'name = "same"\n',
        "bb/algorithm.toml": _TOML + 'name = "same"\n',
        "same/algorithm.toml": _TOML,
    }
    members, problems = _find(tmp_path, files)

    assert members == ("aa", "bb", "same")
    assert problems == [
        "bb/algorithm.toml:3:1 duplicate-name algorithm.name",
        "same/algorithm.toml:2:2 duplicate-name algorithm.name",
    ]


@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("[workspace]\n", "missing-key workspace.members"),
        ("[workspace]\nmember = ['a']\n", "unknown-key workspace.member"),
        ("[workspace]\nmembers = 'a'\n", "wrong-type workspace.members"),
        ("[[workspace]]\nmembers = ['a']\n", "wrong-type workspace"),
    ],
)
def test_a_wrong_workspace_is_named_and_has_no_members(
    tmp_path: Path, section: str, code: str
) -> None:
    members, problems = _find(tmp_path, {"algorithm.toml": 'schema = "forge/1"\n' + section})

    assert members == ()
    assert code in problems[0]
