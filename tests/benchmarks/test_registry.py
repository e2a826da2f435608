"""What a publication costs, as a ratio to the least that git itself needs for the same objects."""

from __future__ import annotations

import datetime
import functools
import shutil
import statistics
import subprocess
import time

import pytest

from forge.registry import open_store, record_to_toml, verify
from tests.support.large import large_registry
from tests.support.program import run_forge
from tests.support.projects import REMOTE, project
from tests.support.registries import make_registry
from tests.support.releases import make_release
from tests.support.repos import FIRST_DATE, environment, make_repository
from tests.support.server import serve

pytestmark = pytest.mark.bench

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 20
BATCH = 200
BATCHES = 5
TIMES_THE_FLOOR = 2.0
DURABLE = ("-c", "core.fsync=all", "-c", "core.fsyncMethod=fsync")


@pytest.fixture(scope="module")
def registries(tmp_path_factory):
    """A registry of each size."""
    root = tmp_path_factory.mktemp("registries")
    return {size: large_registry(root / str(size), size) for size in SIZES}


def release(number, version):
    owner = f"body-{number % 100:03}"
    name = f"algorithm-{number:06}"
    return make_release(
        f"{owner}/{name}", version, repository=f"https://git.{owner}.example/{name}"
    )


def timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def prepared(releases):
    """What a draft is before it is written: the release and its record."""
    return [(item, record_to_toml(item)) for item in releases]


def published(store, drafts):
    with store.transaction(now=FIRST_DATE + datetime.timedelta(days=1)) as change:
        for item, record in drafts:
            change.add(item, record=record)
    return change.commit


def replay(directory, commit):
    """Return the least that git needs: the same objects as a stream, and the move of the branch."""
    files = run(directory, "diff-tree", "-r", "--raw", "--no-abbrev", "-z", f"{commit}~1", commit)
    fields = files.decode().split("\0")[:-1]
    pairs = [(fields[i].split(" ")[3], fields[i + 1]) for i in range(0, len(fields), 2)]
    lines = [
        b"feature done\ncommit refs/forge/floor\nmark :1\ncommitter f <f@f.example> 1 +0000\n"
        b"data 1\nx\nfrom " + run(directory, "rev-parse", f"{commit}~1")
    ]
    for number, (oid, path) in enumerate(pairs):
        # Other bytes: what is there already would cost nothing.
        data = run(directory, "cat-file", "blob", oid) + b"# %d %f\n" % (number, time.time())
        lines.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data))
    lines.append(b"get-mark :1\nreset refs/forge/floor\nfrom %s\n\ndone\n" % (b"0" * 40))
    stream = b"".join(lines)

    def floor():
        made = run(directory, *DURABLE, "fast-import", "--quiet", data=stream).decode().strip()
        run(directory, *DURABLE, "update-ref", "refs/heads/floor", made)

    return floor


def run(directory, *arguments, data=b""):
    command = ["git", "--git-dir", str(directory), *arguments]
    done = subprocess.run(command, input=data, capture_output=True, check=True, env=environment())
    return done.stdout


@pytest.mark.parametrize("size", SIZES)
def test_a_publication_costs_at_most_twice_what_git_needs(registries, size):
    directory = registries[size]
    ours, floors, batches, floor_of_batch = [], [], [], []
    with open_store(directory) as store:
        published(store, prepared([release(0, "2.0")]))
        for number in range(ROUNDS):
            chosen = prepared([release(number, f"3.{number}")])
            ours.append(timed(functools.partial(published, store, chosen)))
            floors.append(timed(replay(directory, "main")))
        for number in range(BATCHES):
            batch = prepared([release(i * 7 % size, f"4.{number}") for i in range(BATCH)])
            batches.append(timed(functools.partial(published, store, batch)))
            floor_of_batch.append(timed(replay(directory, "main")))
    one, least = statistics.median(ours), statistics.median(floors)
    many, least_of_many = statistics.median(batches), statistics.median(floor_of_batch)
    cheaper = one / (many / BATCH)
    print(
        f"\n{size} algorithms: {one * 1000:.1f} ms, floor {least * 1000:.1f} ms, "
        f"ratio {one / least:.2f}; batch of {BATCH}: {many * 1000:.0f} ms, floor "
        f"{least_of_many * 1000:.0f} ms, ratio {many / least_of_many:.2f}, "
        f"{cheaper:.1f} times cheaper each"
    )

    assert one <= TIMES_THE_FLOOR * least
    assert many <= TIMES_THE_FLOOR * least_of_many
    assert cheaper >= (5 if size == 100_000 else 10)


def test_a_publication_into_a_work_tree_is_measured(tmp_path):
    large_registry(tmp_path / "registry", 1_000, bare=False)
    run(
        tmp_path / "registry" / ".git",
        "--work-tree",
        str(tmp_path / "registry"),
        "reset",
        "-q",
        "--hard",
    )
    with open_store(tmp_path / "registry") as store:
        took = [
            timed(lambda n=n: published(store, prepared([release(n, "9.0")]))) for n in range(10)
        ]
    print(f"\nwork tree of 1000 algorithms: {statistics.median(took) * 1000:.1f} ms a publication")

    assert (tmp_path / "registry/algorithms/body-000/algorithm-000000/9.0.toml").exists()


def test_the_program_itself_is_measured(tmp_path):
    made = make_registry(tmp_path / "served" / "registry", bare=True)
    source = make_repository(tmp_path / "source", [project()], remote=REMOTE)
    with serve(tmp_path / "served", push=True) as server:
        places = {"a path": made.git.path, "an address": server.url("registry")}
        took = {place: [] for place in places}
        for number in range(6):
            place = tuple(places)[number % 2]
            source.git("tag", f"v1.{number}.0")
            arguments = ("publish", source.path, "--version", f"1.{number}.0")
            publish = functools.partial(run_forge, *arguments, "--registry", places[place])
            took[place].append(timed(publish))
    for place, seconds in took.items():
        print(f"\nforge publish into {place}: {statistics.median(seconds):.2f} s with its start")

    assert len(open_store(made.git.path).listing) - len(made.listing) == 6


def test_a_remote_publication_fetches_little_of_a_large_registry(registries, tmp_path):
    size = max(SIZES)
    served = tmp_path / "served"
    served.mkdir()
    shutil.copytree(registries[size], served / "registry")
    with serve(served, push=True) as server:
        url = server.url("registry")
        publication = []
        for number in range(5):
            server.requests.clear()
            server.sent.clear()
            publication.append(timed(lambda n=number: remote(url, n)))
        received = sum(server.sent)
        requests = list(server.requests)
        clone = timed(lambda: run(tmp_path, "clone", "-q", "--bare", url, str(tmp_path / "clone")))
        whole = sum(server.sent) - received
    conversations = sum("info/refs?service=git-upload-pack" in one for one in requests)
    median = statistics.median(publication)
    print(
        f"\nremote publication: {median:.2f} s, {received / 1000:.0f} kB, {conversations} round "
        f"trips ({len(requests)} requests with the push); clone {clone:.2f} s, "
        f"{whole / 1e6:.0f} MB"
    )

    assert received <= 1_000_000
    assert conversations <= 4
    assert median <= 1.5
    assert clone > 5 or median < clone / 5


def remote(url, number):
    with open_store(url, writing=True) as store:
        store.prepare([f"algorithms/body-007/algorithm-{7 + 100 * number:06}"])
        published(store, prepared([release(7 + 100 * number, f"5.{number}")]))


def test_verifying_costs_at_most_three_times_what_reading_does(tmp_path):
    directory = large_registry(tmp_path / "history", 10_000, commits=10_000)

    def floor():
        listed = run(directory, "rev-list", "--objects", "main")
        oids = b"".join(line.split(b" ")[0] + b"\n" for line in listed.splitlines())
        run(directory, "cat-file", "--batch", "--buffer", data=oids)

    def ours():
        with open_store(directory) as store:
            found = verify(store)
        assert found.problems == ()
        assert found.releases == 10_000

    ratios = [(timed(ours), timed(floor)) for _ in range(3)]
    took, least = (statistics.median(column) for column in zip(*ratios, strict=True))
    print(f"\nverify 10,000 releases: {took:.1f} s, floor {least:.1f} s, {took / least:.2f} times")

    assert took <= 3 * least
