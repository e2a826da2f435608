"""Processes that share work: started anew and not forked, the same on every system."""

from __future__ import annotations

import concurrent.futures
import contextlib
import multiprocessing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["processes"]


@contextlib.contextmanager
def processes(
    jobs: int, begin: Callable[..., None], *arguments: object
) -> Iterator[concurrent.futures.ProcessPoolExecutor]:
    """Give processes that end with the block, also where it fails.

    Args:
        jobs: How many.
        begin: What each does first.
        *arguments: With these.
    """
    # A fork would take threads, pipes of git and connections with it.
    context = multiprocessing.get_context("spawn")
    pool = concurrent.futures.ProcessPoolExecutor(
        jobs, mp_context=context, initializer=begin, initargs=arguments
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
