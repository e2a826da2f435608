"""The program starts within twice the time that click alone takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.bench

_ROUNDS = 15
_MOST = 2.0


def _seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_program_starts_within_twice_the_time_of_importing_click(option: str) -> None:
    click = [sys.executable, "-c", "import click"]
    ours = [sys.executable, "-c", "from forge.cli import main; main()", option]
    # Interleaved, so that a busy machine slows both alike.
    pairs = [(_seconds(click), _seconds(ours)) for _ in range(_ROUNDS)]
    ratio = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)

    print(f"forge {option}: {ratio:.2f} times import click")
    assert ratio <= _MOST
