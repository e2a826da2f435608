"""A crawl against the bare commands of git, at the same parallelism, from one real git server.

`FORGE_BENCH_REPOSITORIES=2000` runs it at the size of a State; the ratios are those of the run. The
bars are about the clock, in which the server has its part: it answers on the same processors. What
either side itself took of them, without the server, is printed beside.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import http.client
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

from forge.crawl.run import Options, crawl_repositories
from forge.crawl.state import State
from forge.crawl.values import Context, Target
from forge.gitio.profile import Profile, environment, local_options
from forge.model import Owner
from forge.registry import open_store
from forge.text import Localized
from tests.support.crowds import make_crowd
from tests.support.registries import make_registry
from tests.support.server import serve_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.support.crowds import Crowd
    from tests.support.server import GitServer

pytestmark = [pytest.mark.bench]

COUNT = int(os.environ.get("FORGE_BENCH_REPOSITORIES", "200"))
JOBS = 8
BASE = "https://git.onb.example/sie"
OWNER = Owner(id="onb", name=Localized({"fr": "Office (exemple)"}), repositories=(BASE[8:],))


class _Bench:
    """One crowd, served; crawled by forge, and by git's own commands beside it."""

    def __init__(self, path: Path, crowd: Crowd, server: GitServer) -> None:
        self.path = path
        self.crowd = crowd
        self.server = server
        self.connections: list[http.client.HTTPConnection] = []
        self.context = Context(
            owners={"onb": OWNER}, network=server.network, cache=path / "cache", per_host=JOBS
        )
        make_registry(path / "registry", bare=True, owners=(OWNER,)).close()

    def crawl(self, names: Sequence[str], *, history: bool = False) -> dict[str, int]:
        targets = [Target(url=f"{BASE}/{name}", at=self.server.url(name)) for name in names]
        options = Options(jobs=JOBS, history=history)
        with open_store(self.path / "registry") as store, State(self.path / "state") as state:
            made = crawl_repositories(targets, store, state, self.context, options)
        assert sum(made.outcomes.values()) == len(names)
        assert not made.outcomes.get("failed")
        return dict(made.outcomes)

    def at_once(self, work: Callable[[str], object], names: Sequence[str]) -> None:
        with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
            list(pool.map(work, names))
        while self.connections:
            self.connections.pop().close()

    def bare_fetch(self, name: str) -> None:
        """The hardened commands of a fetch, and nothing else."""
        directory = self.path / "bare" / name
        env = environment(Profile.FOREIGN) | {"GIT_ALLOW_PROTOCOL": "http"}
        git = ["git", *local_options(), "-c", "protocol.http.allow=always"]
        if not directory.exists():
            init = [*git, "init", "-q", "--bare", str(directory)]
            subprocess.run(init, env=env, check=True, capture_output=True)
        options = ["--depth=1", "--no-tags", "--filter=blob:limit=256k", "-q"]
        fetch = [*git, "-c", "transfer.fsckObjects=true", f"--git-dir={directory}", "fetch"]
        command = [*fetch, *options, "--", self.server.url(name), "HEAD"]
        subprocess.run(command, env=env, check=True, capture_output=True)

    def bare_refs(self, name: str) -> None:
        """One request on a connection that is kept, and nothing of its answer looked at."""
        connection = getattr(_kept, "connection", None)
        if connection is None:
            address = self.server.address.removeprefix("http://")
            connection = _kept.connection = http.client.HTTPConnection(address)
            self.connections.append(connection)
        connection.request("GET", f"/{name}/info/refs?service=git-upload-pack")
        assert connection.getresponse().read()


# The threads of each measurement are new, and so are their connections.
_kept = threading.local()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Bench]:
    path = tmp_path_factory.mktemp("crawl")
    crowd = make_crowd(path / "crowd", COUNT, BASE)
    with serve_apart(crowd.root) as server:
        yield _Bench(path, crowd, server)


@attrs.frozen
class _Cost:
    """What something took, in seconds.

    Attributes:
        clock: Until it was done.
        own: Of the processors, by this process and those that it started; the server is none.
    """

    clock: float = 0.0
    own: float = 0.0

    def __add__(self, other: _Cost) -> _Cost:
        return _Cost(self.clock + other.clock, self.own + other.own)

    def __mul__(self, factor: float) -> _Cost:
        return _Cost(self.clock * factor, self.own * factor)


def _cost(work: Callable[[], object]) -> _Cost:
    clock, own = time.perf_counter(), _own()
    work()
    return _Cost(time.perf_counter() - clock, _own() - own)


def _own() -> float:
    # Of the processes that were started, those count that have ended: not the server.
    return sum(os.times()[:4])


def _each(cost: _Cost, count: int) -> str:
    return f"{1000 * cost.own / count:.2f} ms"


def _slices(names: Sequence[str], count: int) -> list[Sequence[str]]:
    size = max(1, len(names) // count)
    return [names[start : start + size] for start in range(0, len(names), size)]


def test_a_first_crawl_takes_little_more_than_the_bare_fetches(bench: _Bench) -> None:
    whole = ours = floor = _Cost()
    count = 0
    for number, names in enumerate(_slices(bench.crowd.names, 10)):
        beside = number % 4 == 0
        if beside:
            count += len(names)
            floor += _cost(lambda names=names: bench.at_once(bench.bare_fetch, names))
        taken = _cost(lambda names=names: bench.crawl(names))
        whole += taken
        ours += taken if beside else _Cost()
    print(
        f"\nfirst crawl of {COUNT}: {whole.clock:.1f} s; of every fourth part {ours.clock:.1f} s, "
        f"bare fetches of these {floor.clock:.1f} s: {floor.clock / ours.clock:.0%}\n"
        f"processor time a repository without the server's: {_each(ours, count)}, "
        f"bare fetch {_each(floor, count)}"
    )

    assert floor.clock / ours.clock >= 0.8


def test_a_crawl_of_what_did_not_change_takes_little_more_than_the_bare_requests(
    bench: _Bench,
) -> None:
    bench.crawl(bench.crowd.names)
    # Every kind of repository is in it.
    sample = bench.crowd.names[:: max(1, COUNT // 400) * 10 + 1]
    bench.at_once(bench.bare_fetch, sample)
    ours = floor = fetches = alone = _Cost()
    parts = _slices(bench.crowd.names, 4)
    for names in parts * 2:
        floor += _cost(lambda names=names: bench.at_once(bench.bare_refs, names)) * 0.5
        ours += _cost(lambda names=names: bench.crawl(names)) * 0.5
        part = [name for name in sample if name in names]
        taken = _cost(lambda part=part: bench.at_once(bench.bare_fetch, part)) * 0.5
        fetches += taken * (len(names) / len(part))
        taken = _cost(lambda part=part: [bench.bare_fetch(name) for name in part]) * 0.5
        alone += taken * (len(names) / len(part))
    print(
        f"\nunchanged crawl of {COUNT}: {ours.clock:.2f} s, bare requests {floor.clock:.2f} s: "
        f"{floor.clock / ours.clock:.0%}; git fetch of all {fetches.clock:.1f} s: "
        f"{fetches.clock / ours.clock:.1f} times, as long as "
        f"{fetches.clock / floor.clock:.1f} of the bare requests; "
        f"one after the other {alone.clock:.1f} s: {alone.clock / ours.clock:.1f} times\n"
        f"processor time a repository without the server's: {_each(ours, COUNT)}, "
        f"bare request {_each(floor, COUNT)}, git fetch {_each(fetches, COUNT)}: "
        f"{fetches.own / ours.own:.1f} times"
    )

    assert floor.clock / ours.clock >= 0.8
    assert fetches.clock / ours.clock >= 15


def test_a_crawl_of_which_one_in_a_hundred_changed_costs_in_proportion(bench: _Bench) -> None:
    names = bench.crowd.names
    bench.crawl(names)
    unchanged = _cost(lambda: bench.crawl(names)).clock
    moved = range(0, len(names), 100)
    for number in moved:
        bench.crowd.move(number)
    changed = [names[number] for number in moved]
    fetches = _cost(lambda: bench.at_once(bench.bare_fetch, changed)).clock
    ours = _cost(lambda: bench.crawl(names)).clock
    print(
        f"\n{len(changed)} of {COUNT} changed: {ours:.2f} s; unchanged {unchanged:.2f} s, "
        f"bare fetches of these {fetches:.2f} s"
    )

    assert ours <= (unchanged + fetches) / 0.8


@pytest.mark.skipif(sys.platform != "linux", reason="there is no /proc")
def test_a_first_crawl_stays_below_300_megabytes(bench: _Bench) -> None:
    make_registry(bench.path / "again", bare=True, owners=(OWNER,)).close()
    sources = bench.path / "sources.toml"
    lines = [
        f'[[source]]\nurl = "{BASE}/{name}"\nat = "{bench.server.url(name)}"\n'
        for name in bench.crowd.names
    ]
    sources.write_text("".join(lines))
    settings = bench.path / "config.toml"
    settings.write_text('[network]\nallow-http = true\nprivate-hosts = ["127.0.0.1"]\n')
    env = os.environ | {
        "FORGE_CACHE": str(bench.path / "other"),
        "FORGE_CONFIG": str(settings),
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
    }
    arguments = ["crawl", "--sources", str(sources), "--registry", str(bench.path / "again")]
    peak = 0
    with subprocess.Popen(
        [sys.executable, "-m", "forge", *arguments],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None:
            peak = max(peak, _held_together(process.pid))
            time.sleep(0.05)
    print(f"\nfirst crawl of {COUNT}: {peak / 1024:.0f} MB, forge and its git processes together")

    assert process.returncode == 0
    assert 0 < peak / 1024 < 300


def _family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    for one in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _held_together(pid: int) -> int:
    """The memory of a process and of all that it started, in KiB.

    A child that is not git yet runs in the memory of forge itself (`vfork`), which is counted once.
    """
    first, *others = _family(pid)
    return _held(first) + sum(_held(one) for one in others if _program(one) != _program(first))


def _program(pid: int) -> str:
    with contextlib.suppress(OSError):
        return str(Path(f"/proc/{pid}/exe").readlink())
    return ""


def _held(pid: int) -> int:
    """The memory of a process in KiB, what it shares with others counted in part."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
