"""The hook of docs/registry.md: a server that takes only what keeps the rules."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from forge.registry import open_store
from tests.support.registries import git, make_registry, publish
from tests.support.releases import make_release

ROOT = Path(__file__).resolve().parents[2]
FORGE = f"env PYTHONPATH={ROOT} {sys.executable} -m forge"
RECORD = "algorithms/onb/bareme-bourses/2.1.0.toml"


def _of_registry_page():
    page = (ROOT / "docs" / "registry.md").read_text("utf-8")
    script = re.search(r"```sh\n(#!.*?)```", page, re.DOTALL)[1]
    return script.replace("forge verify", f"{FORGE} verify")


def _of_operators_page():
    page = (ROOT / "docs" / "operator.md").read_text("utf-8")
    script = re.search(r"printf '(#!.*?)' > hooks/pre-receive", page)[1]
    return script.replace("\\n", "\n").replace("forge registry", f"{FORGE} registry")


@pytest.fixture(params=[_of_registry_page, _of_operators_page], ids=["verify", "hook"])
def clone(request, tmp_path):
    """A clone of a registry whose server has the hook, with one published release."""
    if sys.platform == "win32":
        pytest.skip("the hook is a shell script")
    server = make_registry(tmp_path / "server", bare=True)
    publish(server, make_release())
    hook = server.git.path / "hooks" / "pre-receive"
    hook.parent.mkdir()
    hook.write_text(request.param())
    hook.chmod(0o755)
    git(tmp_path, "clone", "-q", str(server.git.path), "clone")
    return tmp_path / "clone"


def test_a_publication_is_taken(clone):
    publish(open_store(clone), make_release(version="2.2.0"))
    git(clone, "push", "-q", "origin", "main")

    assert git(clone, "rev-parse", "HEAD") == git(clone.parent / "server", "rev-parse", "HEAD")


@pytest.mark.parametrize("change", ["rm", "edit"])
def test_a_changed_record_is_refused(clone, change):
    if change == "rm":
        (clone / RECORD).unlink()
    else:
        (clone / RECORD).write_bytes((clone / RECORD).read_bytes().replace(b"4f1c", b"0000"))
    git(clone, "commit", "-qam", "Change the past")
    before = git(clone.parent / "server", "rev-parse", "HEAD")

    with pytest.raises(RuntimeError, match=r"record-(changed|removed)"):
        git(clone, "push", "-q", "origin", "main")
    assert git(clone.parent / "server", "rev-parse", "HEAD") == before


def test_a_rewritten_history_is_refused(clone):
    git(clone, "reset", "-q", "--hard", "HEAD~1")
    git(clone, "commit", "-q", "--allow-empty", "-m", "Another past")

    with pytest.raises(RuntimeError, match="history-rewritten"):
        git(clone, "push", "-q", "--force", "origin", "main")


def test_deleted_settings_are_refused(clone):
    git(clone, "rm", "-q", "registry.toml")
    git(clone, "commit", "-qm", "No registry any more")

    with pytest.raises(RuntimeError, match="settings-deleted"):
        git(clone, "push", "-q", "origin", "main")


def test_a_proposal_is_taken(clone):
    git(clone, "push", "-q", "origin", "main:refs/heads/publish/onb/autre/1.0")

    assert "publish/onb/autre/1.0" in git(clone.parent / "server", "branch", "--list", "publish/*")
