"""The demonstration: the same commits every time, and a site that shows every example."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

import forge
from examples.repositories import EXAMPLES, make_repositories, planned
from forge.registry import open_store, verify
from tests.support.demonstrations import DEMONSTRATED
from tests.support.html import dead_links

if TYPE_CHECKING:
    from pathlib import Path


def _demo(*arguments: str) -> list[str]:
    return [sys.executable, "-X", "utf8", "-m", "examples.demo", *arguments]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    out = tmp_path_factory.mktemp("demonstration")
    done = subprocess.run(
        _demo("--no-serve", "--out", str(out)),
        cwd=EXAMPLES.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    return out, done.stdout


def test_the_registry_holds_every_version_and_verifies(demonstration: tuple[Path, str]) -> None:
    store = open_store(demonstration[0] / "registry")
    algorithms = {str(item.id): item for item in store.algorithms()}

    assert set(algorithms) == DEMONSTRATED
    assert sum(len(item.releases) for item in algorithms.values()) == 20
    assert [str(v) for v in algorithms["dfe/bareme-ir"].versions] == [
        "1.0.0",
        "2.0.0",
        "3.0.0",
        "4.0.0",
    ]
    assert verify(store).problems == ()


def test_no_link_of_the_whole_site_is_dead(demonstration: tuple[Path, str]) -> None:
    assert dead_links(demonstration[0] / "site") == []


def test_all_kinds_are_shown_and_a_retired_one(
    demonstration: tuple[Path, str],
) -> None:
    releases = [item.latest for item in open_store(demonstration[0] / "registry").algorithms()]

    assert {release.manifest.kind for release in releases} == {
        "software",
        "library",
        "service",
        "model",
        "rules",
    }
    assert {release.manifest.status for release in releases} >= {"stable", "beta", "retired"}


def test_two_bodies_run_different_versions_of_the_scale(demonstration: tuple[Path, str]) -> None:
    algorithm = next(
        item
        for item in open_store(demonstration[0] / "registry").algorithms()
        if item.id.name == "bareme-ir"
    )
    running = {(item.body, item.use.version) for item in algorithm.running}

    assert running == {("dfe", "4.0.0"), ("cer", "3.0.0")}
    # The open statement of 2025 is replaced by the one that came with the end of that use.
    assert [(item.period.use.version, str(item.until)) for item in algorithm.timeline("dfe")] == [
        ("3.0.0", "2025-12-31"),
        ("4.0.0", "None"),
    ]


def test_the_oldest_example_is_marked_with_its_successor(
    demonstration: tuple[Path, str],
) -> None:
    registry = forge.Registry(demonstration[0] / "registry")
    mark = registry.algorithm("onb/cle-rib").deprecated
    page = (demonstration[0] / "site" / "fr" / "a" / "onb" / "cle-rib" / "index.html").read_text(
        encoding="utf-8"
    )

    assert mark is not None
    assert mark.successor == "onb/controle-rib"
    assert "<strong>Obsolète</strong>" in page
    assert "a/onb/controle-rib/index.html" in page


def test_the_guided_tour_is_where_the_demonstration_says(demonstration: tuple[Path, str]) -> None:
    out, printed = demonstration
    line = next(line for line in printed.splitlines() if line.startswith("Guided tour: "))
    tour = out.parent / line.removeprefix("Guided tour: ")

    assert tour.is_file()
    assert tour.is_relative_to(out / "site")


def test_every_page_of_the_site_says_that_it_is_an_example(
    demonstration: tuple[Path, str],
) -> None:
    site = demonstration[0] / "site"
    for language, mark in (
        ("fr", "Exemple\u00a0: les organismes"),
        ("ar", "مثال: هيئات هذا السجل"),
    ):
        pages = sorted((site / language).rglob("*.html"))

        assert len(pages) > 20
        assert [page for page in pages if mark not in page.read_text(encoding="utf-8")] == []


def test_the_repositories_have_the_same_commits_on_every_run(tmp_path: Path) -> None:
    heads = []
    for run in ("first", "second"):
        make_repositories(tmp_path / run)
        make_repositories(tmp_path / run)
        heads.append(
            {plan["name"]: _git(tmp_path / run / plan["name"], "show-ref") for plan in planned()}
        )

    assert heads[0] == heads[1]


def test_the_commits_have_the_dates_of_the_plan(tmp_path: Path) -> None:
    made = make_repositories(tmp_path)
    dates = {
        (tag.repository.name, tag.tag): _git(tag.repository, "log", "-1", "--format=%cI", tag.tag)
        for tag in made
        if tag.tag
    }

    assert dates["bareme-ir", "v1.0.0"] == "2010-01-11T10:00:00+00:00\n"
    assert dates["bareme-ir", "v4.0.0"] == "2026-01-05T10:00:00+00:00\n"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")
def test_the_site_is_served_until_it_is_interrupted(
    demonstration: tuple[Path, str], tmp_path: Path
) -> None:
    # Over what is there already: the pages that nothing changes are not made once more.
    shutil.copytree(demonstration[0], tmp_path, dirs_exist_ok=True)
    with subprocess.Popen(
        _demo("--out", str(tmp_path), "--port", "0"),
        cwd=EXAMPLES.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            line = next(line for line in process.stdout if line.startswith("Guided tour: "))
            address = line.removeprefix("Guided tour: ").split()[0]
            with urllib.request.urlopen(address) as response:
                page = response.read().decode()
        finally:
            process.send_signal(signal.SIGINT)

    assert process.returncode == 0
    assert "Exemple" in page


def test_the_site_has_a_document_for_every_algorithm(demonstration: tuple[Path, str]) -> None:
    texts = [
        json.loads(path.read_text(encoding="utf-8"))
        for path in (demonstration[0] / "site").rglob("*.json")
    ]
    found = {item.get("id") for item in texts if isinstance(item, dict)}

    assert found >= DEMONSTRATED


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout


def test_only_the_examples_that_show_gaps_have_any(demonstration: tuple[Path, str]) -> None:
    out = demonstration[0]
    owners = open_store(out / "registry").owners
    lacking = set()
    for repository in sorted((out / "repositories").iterdir()):
        for draft in forge.inspect_all(repository, owners=owners, offline=True, environment={}):
            assert draft.errors == ()
            if any(item.severity is forge.Severity.WARNING for item in draft.problems):
                lacking.add(draft.manifest.name)

    assert lacking == {"indice-spi", "jours-feries"}
