"""What the examples may hold: invented bodies, official vectors, licences with their texts."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from examples.repositories import EXAMPLES, planned
from tests.support.shared import shared_path

if TYPE_CHECKING:
    from pathlib import Path

_VECTORS = {
    "tifinagh.json": "translitteration-tifinagh/tests",
    "rib.json": "controle-identifiants/rib/test",
    "ice.json": "controle-identifiants/ice/test",
    "income-tax.json": "bareme-ir/tests",
    "social-aid.json": "simulation-aide-sociale/tests",
    "spi.json": "indice-spi/tests",
}
_TEXTS = sorted(
    path
    for path in EXAMPLES.rglob("*")
    if path.is_file()
    and path.suffix not in {".pyc", ".class"}
    # The official texts of licences name their own hosts.
    and not path.name.startswith("LICENSE")
    and path.parent.name != "LICENSES"
    and path.name not in _VECTORS
)


@pytest.mark.parametrize("name", _VECTORS)
def test_the_vectors_are_those_of_the_shared_material(name: str) -> None:
    shared = shared_path("examples", name)

    assert (EXAMPLES / "algorithms" / _VECTORS[name] / name).read_bytes() == shared.read_bytes()


@pytest.mark.parametrize("path", _TEXTS, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_hosts_and_mailboxes_are_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    hosts = re.findall(r"https?://(?:[^/\s\"'@]*@)?([A-Za-z0-9.-]+)", text)
    mailboxes = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})", text)

    assert [host for host in hosts if not _is_invented(host)] == []
    assert [host for host in mailboxes if not _is_invented(host)] == []


def _is_invented(host: str) -> bool:
    return host.endswith(".example") or host == "127.0.0.1"


def test_no_body_of_the_reference_data_owns_an_example() -> None:
    real = {path.stem for path in (EXAMPLES.parent / "registry" / "ma" / "owners").glob("*.toml")}
    owners = sorted((EXAMPLES / "registry" / "owners").glob("*.toml"))

    assert owners
    for path in owners:
        name = tomllib.loads(path.read_text(encoding="utf-8"))["name"]
        assert path.stem not in real
        assert "(exemple)" in name["fr"]
        assert "(مثال)" in name["ar"]
        assert "(example)" in name["en"]


def test_every_repository_belongs_to_an_owner_of_the_demonstration() -> None:
    prefixes = [
        prefix
        for path in (EXAMPLES / "registry" / "owners").glob("*.toml")
        for prefix in tomllib.loads(path.read_text(encoding="utf-8"))["repositories"]
    ]
    for plan in planned():
        address = plan["url"].removeprefix("https://")

        assert any(address.startswith(f"{prefix}/") for prefix in prefixes), plan["url"]


@pytest.mark.parametrize("plan", planned(), ids=lambda plan: plan["name"])
def test_every_example_says_in_its_languages_that_it_is_one(plan: dict) -> None:
    folder = EXAMPLES / "algorithms" / plan["name"]
    readme = (folder / "README.md").read_text(encoding="utf-8")

    assert "**Exemple.**" in readme
    assert "مثال" in readme
    assert "غير مراجع" in readme or "non relus" in readme
    assert (folder / "LICENSE").is_file()


def test_the_weights_are_those_that_the_manifest_names() -> None:
    for folder in (
        EXAMPLES / "algorithms" / "identification-langue",
        EXAMPLES / "history" / "identification-langue" / "v0.1.0",
    ):
        manifest = tomllib.loads((folder / "algorithm.toml").read_text(encoding="utf-8"))
        artifact = manifest["artifact"][0]
        data = (folder / "modele.json").read_bytes()

        assert artifact["size"] == len(data)
        assert artifact["sha256"] == hashlib.sha256(data).hexdigest()


def test_only_the_published_specimen_is_an_account_outside_the_invented_bank() -> None:
    vectors = json.loads(
        (
            EXAMPLES / "algorithms" / "controle-identifiants" / "rib" / "test" / "rib.json"
        ).read_text()
    )
    accounts = {row["rib"] for row in vectors["valid"] if not row["rib"].startswith("999")}

    assert accounts == {"011519000001205000534921"}
