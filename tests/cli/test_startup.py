"""Starting the program costs nothing that it does not need."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.registries import make_registry
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from pathlib import Path

_LAZY = (
    "forge",
    "forge.gitio",
    "forge.licensing",
    "forge.licensing.recognise",
    "forge.manifests",
    "forge.model",
    "forge.registry",
    "forge.release",
)
_FORMATS = ("cargo", "citation", "codemeta", "description", "model_card", "package_json", "pom")
_OTHERS = {
    *("forge.registry.transaction", "forge.registry.audit", "forge.registry.proposals"),
    *("forge.problems.catalogue.crawl", "forge.problems.catalogue.retrieval"),
    *("forge.index", "forge.site", "packaging.specifiers", "regex", "sqlite3", "jinja2"),
}
_HEAVY = ("attr", "babel", "git", "jinja2", "json", "packaging", "regex", "rich", "sqlite3", "yaml")


def _imported(*arguments: str) -> set[str]:
    code = (
        "import sys\n"
        f"sys.argv = ['forge', *{list(arguments)!r}]\n"
        "from forge.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("--help", "--lang", "fr")])
def test_version_and_help_import_none_of_the_heavy_modules(arguments: tuple[str, ...]) -> None:
    imported = _imported(*arguments)

    assert imported.isdisjoint(_HEAVY)
    assert not {name for name in imported if name.startswith(("forge.model", "forge.problems"))}


@pytest.mark.parametrize("package", _LAZY)
def test_every_name_of_a_package_that_imports_lazily_is_there(package: str) -> None:
    module = importlib.import_module(package)

    assert all(hasattr(module, name) for name in module.__all__)
    with pytest.raises(AttributeError, match="nothing_of_that_name"):
        module.nothing_of_that_name  # noqa: B018 - to read it is what is tried.


def test_the_help_of_one_command_imports_no_other_command() -> None:
    imported = _imported("check", "--help")

    assert "forge.cli.check" in imported
    assert imported.isdisjoint({"forge.cli.publish", "forge.cli.search", "forge.cli.init"})
    assert imported.isdisjoint({"git", "yaml", "jinja2", "rich", "sqlite3", "babel", "regex"})


def test_verifying_a_registry_imports_nothing_that_reads_repositories(tmp_path: Path) -> None:
    make_registry(tmp_path / "registry")
    imported = _imported("verify", "--registry", str(tmp_path / "registry"))

    assert "forge.registry.store" in imported
    assert imported.isdisjoint({"forge.manifests", "forge.licensing", "forge.release", "git"})


def test_checking_a_repository_imports_the_readers_of_its_own_files_only(tmp_path: Path) -> None:
    manifest = (
        'schema = "forge/1"\n\n[algorithm]\nlicense = "MIT"\ntitle = { fr = "Règle d’été" }\n'
    )
    made = make_repository(tmp_path / "r", [{"algorithm.toml": manifest}])
    imported = _imported("check", str(made.path), "--offline")

    assert "forge.manifests.algorithm_toml" in imported
    assert not {
        name
        for name in imported
        if name.startswith(tuple(f"forge.manifests.{format_}" for format_ in _FORMATS))
    }
    assert imported & _OTHERS == set()
