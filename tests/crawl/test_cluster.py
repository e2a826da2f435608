"""The same visits on a real Dask cluster of processes; one of them is killed in the middle."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from forge.crawl.cluster import on_cluster
from forge.crawl.run import crawl_repositories
from forge.crawl.state import State
from forge.crawl.values import Context
from forge.errors import ForgeError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import ModuleType

    from forge.crawl.cluster import Cluster
    from forge.crawl.values import Found, Task
    from tests.support.crawls import Field

REPOSITORIES = 16


@pytest.fixture(autouse=True)
def distributed() -> ModuleType:
    """Dask, which takes a second to be there: not for each process that only lists tests."""
    made: ModuleType = pytest.importorskip(
        "distributed", reason="the extra 'dask' is not installed"
    )
    return made


class Killing:
    """A cluster of which a worker is killed while visits are on their way."""

    def __init__(self, pool: Cluster, pid: int) -> None:
        self.pool = pool
        self.pid = pid
        self.left = 6

    def submit(self, task: Task) -> Future[Found]:
        self.left -= 1
        if self.left == 0:
            os.kill(self.pid, signal.SIGKILL)
        return self.pool.submit(task)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_loses_no_visit(field: Field, distributed: ModuleType) -> None:
    for number in range(REPOSITORIES):
        name = f"calcul-{number}"
        field.add(name, [field.manifest(name)], tags={"v1.0": 0})
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None, silence_logs=50
    )

    with cluster, field.store() as store, State(field.path / "state") as state:
        context = Context(
            owners=store.owners,
            network=field.server.network,
            cache=field.path / "cache",
            per_host=6,
        )
        targets = [field.target(name) for name in field.names]
        with on_cluster(cluster.scheduler_address, context) as pool:
            killing = Killing(pool, next(iter(cluster.workers.values())).pid)
            made = crawl_repositories(targets, store, state, context, pool=killing)

    assert killing.left < 0
    # Two workers share what one host is asked at a time.
    assert pool.per_host == 3
    assert made.outcomes == {"published": REPOSITORIES}
    assert field.is_sound()


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forge.crawl.cluster._SECONDS", 1)
    with pytest.raises(ForgeError) as caught, on_cluster("tcp://127.0.0.1:9", Context()):
        pass

    assert [problem.code for problem in caught.value.problems] == ["no-cluster"]
