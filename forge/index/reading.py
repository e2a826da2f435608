"""Reading algorithms for the index, in this process or in several."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import attrs

from forge.index.bases import bases_in
from forge.index.entry import Entry, read_entry
from forge.index.kept import kept
from forge.index.workers import processes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from forge.index.view import RegistryContent
    from forge.model import AlgorithmId

__all__ = ["Read", "read_entries"]

# Starting a process takes longer than reading so many algorithms.
_FEWEST_TO_SHARE = 500
_AT_ONCE = 100


@attrs.frozen(kw_only=True)
class Read:
    """An algorithm that was read.

    Attributes:
        algorithm: All of it, as bytes.
    """

    entry: Entry
    algorithm: bytes


def read_entries(
    content: RegistryContent, stamps: Mapping[AlgorithmId, str], jobs: int
) -> Iterator[Read]:
    """Read algorithms, in the order given.

    Args:
        content: The registry.
        stamps: The hash of each algorithm that is wanted.
        jobs: How many processes may work.
    """
    names = list(stamps)
    if jobs <= 1 or len(names) < _FEWEST_TO_SHARE:
        yield from _read(content, names, stamps)
        return
    with processes(jobs, _begin, content) as pool:
        waiting: deque[Future[list[Read]]] = deque()
        for at in range(0, len(names), _AT_ONCE):
            some = {name: stamps[name] for name in names[at : at + _AT_ONCE]}
            waiting.append(pool.submit(_work, some))
            if len(waiting) > 3 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _read(
    content: RegistryContent, ids: Sequence[AlgorithmId], stamps: Mapping[AlgorithmId, str]
) -> Iterator[Read]:
    find = bases_in(content.algorithm)
    for algorithm in content.some(ids):
        stamp = stamps[algorithm.id]
        entry = read_entry(algorithm, content.settings, content.vocabulary, stamp, find)
        yield Read(entry=entry, algorithm=kept(algorithm))


# The registry of a process that does nothing but read.
_content: list[RegistryContent] = []


def _begin(content: RegistryContent) -> None:
    _content.append(content)


def _work(stamps: Mapping[AlgorithmId, str]) -> list[Read]:
    return list(_read(_content[0], list(stamps), stamps))
