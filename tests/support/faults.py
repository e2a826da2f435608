"""Disks that are full, file systems that take no writes, missing rights: the real ones.

They need Linux and either root or user namespaces; where there is neither, a test is skipped.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

__all__ = ["run_with_mounts", "run_without_privileges", "without_network"]

_ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def _namespace() -> tuple[str, ...]:
    """The command before which a script may mount; empty where that is not permitted."""
    for options in (("--mount",), ("--mount", "--map-root-user")):
        command = ("unshare", *options)
        try:
            done = subprocess.run(
                [*command, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
            )
        except OSError:
            return ()
        if done.returncode == 0:
            return command
    return ()


def run_with_mounts(script: str, *arguments: str | Path) -> str:
    """Run a Python script that may mount file systems, which nobody else sees; its output."""
    if not _namespace():
        pytest.skip("mounting needs Linux and root, or user namespaces")
    return _output([*_namespace(), sys.executable, "-c", script, *map(str, arguments)])


def without_network() -> tuple[str, ...]:
    """The command before which a program has no network at all; empty where nobody may do that."""
    for options in (("--net",), ("--net", "--map-root-user")):
        command = ("unshare", *options)
        try:
            done = subprocess.run([*command, "true"], capture_output=True, check=False)
        except OSError:
            return ()
        if done.returncode == 0:
            return command
    return ()


def run_without_privileges(script: str, *arguments: str | Path) -> str:
    """Run a Python script for which the rights of files count; its output.

    They do not count for root, unless root gives up the capability to pass over them.
    """
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    command = [sys.executable, "-c", script, *map(str, arguments)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("for root, rights count only with setpriv of util-linux")
        command = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command]
    return _output(command)


def _output(command: list[str]) -> str:
    done = subprocess.run(
        command,
        cwd=_ROOT,
        env={**os.environ, "HOME": os.devnull},
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
