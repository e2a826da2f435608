"""The registry for scripts, and what `import forge` costs."""

from __future__ import annotations

import ast
import datetime
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import forge
from forge.errors import RegistryError
from forge.model import Owner
from forge.registry import add_owner, create_registry, open_store
from forge.text import Localized
from tests.support.projects import REMOTE, manifest, project, told
from tests.support.repos import make_repository
from tests.support.server import serve

_ROOT = Path(__file__).resolve().parents[1]
_NOW = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the registry `registre` and the repository `bareme-bourses`."""
    folder = tmp_path_factory.mktemp("built")
    registry = folder / "registre"
    create_registry(registry, now=_NOW, languages=("fr", "ar"), name=_text("Registre d'exemple"))
    for name, title in (("onb", "Office national des bourses"), ("cna", "Caisse nationale")):
        owner = Owner(
            id=name,
            name=_text(f"{title} (exemple)"),
            repositories=(f"git.{name}.example",),
        )
        add_owner(open_store(registry), owner, now=_NOW)
    use = '\n[[use]]\nowner = "cna"\nversion = "1.0.0"\nsince = 2026-03-01\n'
    made = make_repository(
        folder / "bareme-bourses",
        [project() | {"algorithm.toml": manifest() + use}],
        tags={"v1.0.0": 0},
        remote=REMOTE,
    )
    forge.publish(made.path, registry, offline=True, environment={})
    made.commit({"src/bareme.py": "x = 1\n"}, tag="v1.1.0")
    forge.publish(made.path, registry, offline=True, environment={})
    other = make_repository(
        folder / "moteur",
        [project(name='"moteur"', owner='"cna"', license='"MIT"', title='{ fr = "Moteur" }')],
        tags={"v0.1": 0},
        remote="https://git.cna.example/moteur",
    )
    forge.publish(other.path, registry, offline=True, environment={})
    return folder


@pytest.fixture
def registry(built: Path) -> forge.Registry:
    return forge.Registry(built / "registre")


def _text(french: str) -> Localized:
    return Localized({"fr": french})


def test_a_registry_is_iterated_by_owner_and_name(registry: forge.Registry) -> None:
    assert [str(item.id) for item in registry] == ["cna/moteur", "onb/bareme-bourses"]
    assert len(registry) == 2
    assert registry.settings.name["fr"] == "Registre d'exemple"
    assert list(registry.owners) == ["cna", "onb"]
    assert registry.commit == registry.store.commit
    assert registry.date.endswith("Z")
    assert "education" in registry.vocabulary.domains


@pytest.mark.parametrize(
    ("reference", "version"),
    [
        ("onb/bareme-bourses", "1.1.0"),
        ("onb/bareme-bourses@1.0", "1.0.0"),
        ("onb/bareme-bourses@1", "1.1.0"),
        ("onb/bareme-bourses@1.0.0", "1.0.0"),
        ("onb/bareme-bourses>=1,<1.1", "1.0.0"),
    ],
)
def test_a_reference_gets_its_release(
    registry: forge.Registry, reference: str, version: str
) -> None:
    assert str(registry.get(reference).version) == version
    assert reference in registry


@pytest.mark.parametrize(
    ("reference", "code", "message", "hint"),
    [
        (
            "onb/bareme-bourse",
            "unknown-algorithm",
            "The registry has no algorithm 'onb/bareme-bourse'",
            "did you mean 'onb/bareme-bourses'?",
        ),
        (
            "xyz/qqq",
            "unknown-algorithm",
            "The registry has no algorithm 'xyz/qqq'",
            "look for it: forge search qqq",
        ),
        (
            "onb/bareme-bourses@2",
            "unknown-version",
            "'onb/bareme-bourses' has no version that 2 means",
            "it has 1.1.0, 1.0.0",
        ),
    ],
)
def test_what_is_not_there_is_told_with_the_near_miss(
    registry: forge.Registry, reference: str, code: str, message: str, hint: str
) -> None:
    with pytest.raises(RegistryError) as caught:
        registry.get(reference)

    assert told(caught.value.problems) == f"error[{code}]: {message}\n  hint: {hint}"
    assert reference not in registry


def test_an_algorithm_holds_its_releases_and_uses(registry: forge.Registry) -> None:
    algorithm = registry.algorithm("onb/bareme-bourses")

    assert [str(item) for item in algorithm.versions] == ["1.0.0", "1.1.0"]
    assert algorithm.owner.name["fr"] == "Office national des bourses (exemple)"
    assert [period.body for period in algorithm.uses] == ["cna"]


def test_search_takes_words_and_filters(registry: forge.Registry) -> None:
    found = registry.search("bareme")
    filtered = registry.search(license="MIT", owner="cna")

    assert [str(hit.algorithm.id) for hit in found] == ["onb/bareme-bourses"]
    assert [str(hit.algorithm.id) for hit in filtered] == ["cna/moteur"]
    assert registry.search("bareme", license="MIT") == ()


def test_rows_are_flat_and_have_the_same_columns(registry: forge.Registry) -> None:
    moteur, bareme = registry.rows()

    assert list(moteur) == list(bareme)
    assert bareme["id"] == "onb/bareme-bourses"
    assert bareme["versions"] == "1.1.0, 1.0.0"
    assert bareme["license_declared"] == "EUPL-1.2"
    assert bareme["title_ar"] == "جدول المنح (مثال)"
    assert moteur["title_ar"] is None
    assert (moteur["uses"], bareme["uses"]) == (0, 1)
    assert {type(value) for row in (moteur, bareme) for value in row.values()} <= {
        str,
        int,
        bool,
        type(None),
    }


def test_a_registry_at_an_address_is_cached_and_usable_offline(
    built: Path, registry: forge.Registry
) -> None:
    with serve(built) as server:
        address = server.url("registre")
        fresh = forge.Registry(address)
        asked = len(server.requests)
        again = forge.Registry(address)
        incremental = len(server.requests) - asked
    offline = forge.Registry(address, fresh=False)

    assert fresh.rows() == registry.rows()
    assert 0 < incremental < asked
    assert again.commit == offline.commit == registry.commit
    assert offline.rows() == registry.rows()
    assert [str(hit.algorithm.id) for hit in offline.search("moteur")] == ["cna/moteur"]


def test_the_registry_that_the_environment_names_is_opened(
    built: Path, registry: forge.Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORGE_REGISTRY", str(built / "registre"))

    assert forge.Registry().commit == registry.commit


def test_a_place_without_a_registry_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(forge.ForgeError):
        forge.Registry(tmp_path)


def test_the_version_is_that_of_the_distribution() -> None:
    project_table = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert forge.__version__ == project_table["version"]


def test_every_public_name_is_there_and_bound_once() -> None:
    for name in forge.__all__:
        assert getattr(forge, name) is getattr(forge, name)
    assert set(forge.__all__) <= set(dir(forge))


def test_the_names_for_type_checkers_are_the_public_ones() -> None:
    tree = ast.parse((_ROOT / "forge" / "__init__.py").read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    named = [alias.name for node in guarded.body for alias in node.names]

    assert sorted(named) == sorted(forge.__all__)


def test_forge_publish_is_the_function_whoever_imported_the_module_first() -> None:
    code = "import forge.publish, forge; print(callable(forge.publish), forge.publish.__name__)"

    assert _python(code) == "True publish"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = forge.nothing


@pytest.mark.parametrize(
    "code", ["import forge", "import forge; forge.inspect, forge.publish, forge.Registry"]
)
def test_importing_forge_loads_nothing_heavy(code: str) -> None:
    heavy = ("git", "yaml", "jinja2", "rich", "sqlite3", "babel", "regex", "click", "markdown_it")
    shown = _python(f"{code}; import sys; print([m for m in {heavy!r} if m in sys.modules])")

    assert shown == "[]"


def test_every_public_name_is_documented() -> None:
    text = (_ROOT / "docs" / "library.md").read_text("utf-8")
    missing = [
        name for name in forge.__all__ if f"`{name}`" not in text and f"forge.{name}" not in text
    ]

    assert missing == []


def test_the_examples_of_the_documentation_are_right(built: Path, tmp_path: Path) -> None:
    text = (_ROOT / "docs" / "library.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    script = tmp_path / "library.txt"
    script.write_text("\n".join(blocks), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "doctest", str(script)],
        cwd=built,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert blocks
    assert done.stdout == ""
    assert done.returncode == 0


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
