"""The same visits on a Dask cluster, for when one machine is too small; needs `[dask]`."""

from __future__ import annotations

import contextlib
import pickle
from typing import TYPE_CHECKING

import attrs

from forge.crawl.visit import visit
from forge.errors import ForgeError
from forge.gitio.http import Client
from forge.gitio.pace import Pace
from forge.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor, Future

    import distributed

    from forge.crawl.values import Context, Found, Task

__all__ = ["Cluster", "on_cluster", "visit_there"]

# A worker that is lost has its visits made again, so often, by others.
_RETRIES = 5
# Until a scheduler answers.
_SECONDS = 20
_clients: dict[bytes, Client] = {}


def visit_there(context: Context, task: Task) -> Found:
    """Visit a repository in whatever process this is; its connections are kept for the next."""
    key = pickle.dumps((context.network, context.per_host))
    client = _clients.get(key)
    if client is None:
        client = _clients.setdefault(key, Client(context.network, Pace(context.per_host)))
    return visit(task, context, client)


class Cluster:
    """Where visits are made; hands the context over once and not with every task.

    Attributes:
        per_host: How many requests one host gets from each worker, so that all of them together
            keep to what is allowed; a worker that joins later is one more.
    """

    def __init__(self, client: distributed.Client, context: Context) -> None:
        workers = len(client.nthreads())
        self.per_host = max(1, context.per_host // max(1, workers))
        given = attrs.evolve(context, per_host=self.per_host)
        self._context = client.scatter(given, broadcast=True)
        self._pool: Executor = client.get_executor(pure=False, retries=_RETRIES)

    def submit(self, task: Task) -> Future[Found]:
        """Let a worker visit a repository."""
        return self._pool.submit(visit_there, self._context, task)


@contextlib.contextmanager
def on_cluster(address: str, context: Context) -> Iterator[Cluster]:
    """Connect to a cluster.

    Args:
        address: Of its scheduler, such as "tcp://10.0.0.5:8786".
        context: What all visits share.

    Raises:
        ForgeError: `no-dask` or `no-cluster`.
    """
    try:
        import distributed
    except ImportError as error:
        raise ForgeError(problem("no-dask")) from error
    try:
        client = distributed.Client(address, set_as_default=False, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        said = str(error).partition("\n")[0] or type(error).__name__
        raise ForgeError(problem("no-cluster", address=address, said=said)) from error
    with client:
        yield Cluster(client, context)
