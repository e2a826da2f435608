"""Crawls that are killed at any instant: the next one loses nothing and writes nothing twice.

A few kills run each time; FORGE_ENDURANCE=1 runs thirty of a larger crawl.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
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


def command(field: Field) -> list[str]:
    sources = field.path / "sources.toml"
    lines = [
        f'[[source]]\nurl = "{BASE}/{name}"\nat = "{field.server.url(name)}"\n'
        for name in field.names
    ]
    sources.write_text("".join(lines))
    settings = field.path / "config.toml"
    settings.write_text('[network]\nallow-http = true\nprivate-hosts = ["127.0.0.1"]\n')
    options = ["--sources", str(sources), "--registry", str(field.registry), "--jobs", "4"]
    return [sys.executable, "-m", "forge", "crawl", *options]


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_crawl_that_is_killed_again_and_again_ends_as_if_it_had_not_been(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Small batches, so that kills fall between and inside of writes.
    environment = os.environ | {
        "FORGE_CACHE": str(tmp_path / "cache"),
        "FORGE_CONFIG": str(tmp_path / "config.toml"),
        "PYTHONPATH": str(ROOT),
    }
    script = "import forge.crawl.run as r; r._BATCH_VISITS = 3; from forge.cli import main; main()"
    seed = random.randrange(1000)
    chance = random.Random(seed)
    print(f"\nseed {seed}")
    with made_field(tmp_path) as field:
        made = [
            field.add(f"calcul-{number}", [field.manifest(f"calcul-{number}")], tags={"v1.0": 0})
            for number in range(REPOSITORIES)
        ]
        run = [sys.executable, "-c", script, *command(field)[3:]]
        killed = 0
        for number in range(KILLS):
            process = subprocess.Popen(
                run, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            # No crawl is done when its program has just started.
            time.sleep(chance.uniform(0.2, 2.0) if number else 0.2)
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
            process.wait()
            # Something changes between two crawls, so that there is always something to lose.
            made[number % REPOSITORIES].commit({f"n{number}": "x"}, tag=f"v1.{number + 1}")
        done = subprocess.run(run, env=environment, capture_output=True, check=True)
        before = field.head()
        again = subprocess.run(run, env=environment, capture_output=True, check=True)

        assert killed
        assert b"unchanged" in again.stdout, (done, again)
        assert field.head() == before
        expected = {f"onb/calcul-{number}" for number in range(REPOSITORIES)}
        assert {name.partition("@")[0] for name in field.references()} == expected
        for number in range(min(KILLS, REPOSITORIES)):
            newest = max(n for n in range(KILLS) if n % REPOSITORIES == number)
            assert f"onb/calcul-{number}@1.{newest + 1}" in field.references()
        assert len(field.references()) == len(set(field.references()))
        assert field.is_sound()
        lines = git(field.registry, "log", "--format=%B").splitlines()
        named = [line for line in lines if line.startswith("onb/")]
        named += [line.split()[1] for line in lines if line.startswith("Publish onb/")]
        assert len(named) == len(set(named))
