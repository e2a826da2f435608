"""What holds for every test: nothing of the machine's settings, no file outside its directory."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes says something of the machine, not of the code.
settings.register_profile("forge", deadline=None)
settings.load_profile("forge")

# What a developer's or a CI machine's environment could tell forge or git.
_FOREIGN = ("FORGE_", "GIT_", "CI_", "GITHUB_", "XDG_", "SSH_")
_ALSO = ("CI", "GITLAB_CI", "LANGUAGE", "LC_MESSAGES", "http_proxy", "https_proxy", "no_proxy")

# The registry waits for the disk at every publication (fsync), which in memory costs nothing: half
# of the time of the tests. What the tests leave needs far less than this room.
_MEMORY = Path("/dev/shm")
_ROOM = 4 << 30

# The files that take longest, the longest first. They begin first, so that no worker is still at
# one of them when all others have nothing left.
_LONG = (
    *("site/test_accessibility.py", "site/test_hostile_browser.py", "site/test_offline.py"),
    *("site/test_browser.py", "site/test_search.py", "registry/test_concurrency.py"),
    *("exports/test_round_trips.py", "exports/test_conversions.py", "examples/test_demo.py"),
    *("licensing/recognise/test_hostile.py", "test_readme.py", "cli/test_tokens.py"),
    *("site/test_incremental.py", "registry/test_canonical.py", "site/test_build.py"),
    *("registry/test_faults.py", "registry/test_endurance.py", "registry/test_operator.py"),
    *("manifests/test_hostile_formats.py", "registry/test_pushing.py", "cli/test_history.py"),
    *("crawl/test_attacks.py", "examples/test_scripts.py", "registry/test_interruptions.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the order within a file and of all other files stays."""
    here = f"{Path(__file__).parent.as_posix()}/"
    first = {name: number for number, name in enumerate(_LONG)}
    items.sort(key=lambda item: first.get(item.path.as_posix().removeprefix(here), len(first)))


def pytest_configure() -> None:
    """Keep the tests' files in memory, where there is such a place and nobody chose another."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK | os.X_OK):
        return
    if shutil.disk_usage(_MEMORY).free > _ROOM and _may_execute(_MEMORY):
        # The processes that xdist starts, and those that tests start, take it over.
        os.environ["TMPDIR"] = str(_MEMORY)
        tempfile.tempdir = None


def _may_execute(folder: Path) -> bool:
    return not os.statvfs(folder).f_flag & getattr(os, "ST_NOEXEC", 0)


@pytest.fixture(autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(_FOREIGN) or name in _ALSO]:
        monkeypatch.delenv(name)
    home: Path = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "0")
    monkeypatch.setenv("FORGE_CACHE", str(home / "cache"))
