"""What holds for every test: nothing of the machine's settings, no file outside its directory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

# How long one example takes says something of the machine, not of the code.
settings.register_profile("forge", deadline=None)
settings.load_profile("forge")

# What a developer's or a CI machine's environment could tell forge or git.
_FOREIGN = ("FORGE_", "GIT_", "CI_", "GITHUB_", "XDG_", "SSH_")
_ALSO = ("CI", "GITLAB_CI", "LANGUAGE", "LC_MESSAGES", "http_proxy", "https_proxy", "no_proxy")


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
