"""Crawls that are killed at any instant: the next one loses nothing and writes nothing twice.

An instant is one of the things that a crawl does to the world: a file that it opens, a process that
it starts, a host that it asks. At a random one of them it kills itself, as any other could.

A few kills run each time; FORGE_ENDURANCE=1 runs thirty of a larger crawl.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.crawls import BASE, made_field
from tests.support.registries import git

if TYPE_CHECKING:
    from tests.support.crawls import Field

ROOT = Path(__file__).resolve().parents[2]
FULL = bool(os.environ.get("FORGE_ENDURANCE"))
KILLS = 30 if FULL else 3
REPOSITORIES = 60 if FULL else 12
# A crawl in which one repository changed does more than this; the first one, several times as much.
MOMENTS = 130 + 8 * REPOSITORIES

# Small batches, so that kills fall between and inside of writes.
_CRAWL = """
import itertools, os, signal, sys
import forge.crawl.run as run
run._BATCH_VISITS = 3
left = itertools.count(int(sys.argv.pop(1)), -1)
def kill(event, _):
    if event.startswith(("open", "os.", "socket.", "subprocess.")) and next(left) == 0:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(kill)
from forge.cli import main
main()
"""
_NEVER = "-1"


def command(field: Field) -> list[str]:
    sources = field.path / "sources.toml"
    lines = [
        f'[[source]]\nurl = "{BASE}/{name}"\nat = "{field.server.url(name)}"\n'
        for name in field.names
    ]
    sources.write_text("".join(lines))
    settings = field.path / "config.toml"
    settings.write_text('[network]\nallow-http = true\nprivate-hosts = ["127.0.0.1"]\n')
    registry = str(field.registry)
    return ["crawl", "--sources", str(sources), "--registry", registry, "--jobs", "4"]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_crawl_that_is_killed_again_and_again_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    environment = os.environ | {
        "FORGE_CACHE": str(tmp_path / "cache"),
        "FORGE_CONFIG": str(tmp_path / "config.toml"),
        "PYTHONPATH": str(ROOT),
    }
    seed = random.randrange(1000)
    chance = random.Random(seed)
    print(f"\nseed {seed}")
    with made_field(tmp_path) as field:
        made = [
            field.add(f"calcul-{number}", [field.manifest(f"calcul-{number}")], tags={"v1.0": 0})
            for number in range(REPOSITORIES)
        ]
        arguments = command(field)

        def crawl(moment: str) -> subprocess.CompletedProcess[bytes]:
            run = [sys.executable, "-c", _CRAWL, moment, *arguments]
            return subprocess.run(run, env=environment, capture_output=True, check=False)

        killed, newest = 0, dict.fromkeys(range(REPOSITORIES), "1.0")
        for number in range(4 * KILLS):
            ended = crawl(str(chance.randrange(1, MOMENTS)))
            assert ended.returncode in (0, -signal.SIGKILL), ended
            killed += ended.returncode != 0
            if killed == KILLS:
                break
            # Something changes between two crawls, so that there is always something to lose.
            newest[number % REPOSITORIES] = f"1.{number + 1}"
            made[number % REPOSITORIES].commit({f"n{number}": "x"}, tag=f"v1.{number + 1}")
        done = crawl(_NEVER)
        before = field.head()
        again = crawl(_NEVER)

        assert killed == KILLS
        assert done.returncode == again.returncode == 0
        assert b"unchanged" in again.stdout, (done, again)
        assert field.head() == before
        assert {f"onb/calcul-{name}@{version}" for name, version in newest.items()} <= set(
            field.references()
        )
        names = {name.partition("@")[0] for name in field.references()}
        assert names == {f"onb/calcul-{number}" for number in range(REPOSITORIES)}
        assert len(field.references()) == len(set(field.references()))
        assert field.is_sound()
        lines = git(field.registry, "log", "--format=%B").splitlines()
        named = [line for line in lines if line.startswith("onb/")]
        named += [line.split()[1] for line in lines if line.startswith("Publish onb/")]
        assert len(named) == len(set(named))
        print(f"{killed} of {number + 1} crawls were killed")
