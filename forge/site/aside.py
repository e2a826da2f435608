"""What is about the whole registry and changes with every commit: lists for machines, the search.

In a large registry a process of its own makes them, while this one finds out which pages changed.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Self

import attrs

from forge.index.shelf import cards_in
from forge.index.workers import processes
from forge.site.catalogue import Catalogue, Frame
from forge.site.ledger import Ledger, Made
from forge.site.machine import Told, tell, whole_files
from forge.site.search_data import search_files
from forge.site.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from concurrent.futures import ProcessPoolExecutor

    from forge.index import Index
    from forge.index.card import Card
    from forge.index.shelf import Shelf
    from forge.index.view import RegistryContent

__all__ = ["Aside", "Order"]

# Starting a process takes longer than making these files of fewer algorithms.
_FEWEST_TO_SHARE = 500
_LISTS = "machine"


@attrs.frozen(kw_only=True)
class Order:
    """What is to be made.

    Attributes:
        common: A hash of what all of the site depends on but the registry's content.
        languages: The languages of the site, the first one at its root.
        folder: Where files are written.
    """

    frame: Frame
    common: str
    languages: tuple[str, ...]
    folder: Path


class Aside:
    """Has the files about the whole registry made; a context manager.

    Args:
        content: The registry.
        cache: The folder of caches.
        ledger: Of what the site was made; another process opens it for itself.
        jobs: How many processes may work.
    """

    def __init__(self, content: RegistryContent, cache: Path, ledger: Ledger, jobs: int) -> None:
        self._content = content
        self._ledger = ledger
        self._jobs = jobs
        self._processes = processes(1, _begin, content, cache, ledger.path)
        self._until_the_end = contextlib.ExitStack()
        self._own: _Whole | None = None
        self._ordered: list[Callable[[], list[Made]]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._until_the_end.close()

    @functools.cached_property
    def _pool(self) -> ProcessPoolExecutor:
        return self._until_the_end.enter_context(self._processes)

    def wake(self) -> None:
        """Start the process, so that it is there and knows most when it is needed."""
        if self._jobs > 1:
            self._pool.submit(_wake)

    def lists(self, index: Index, shelf: Callable[[], Shelf], order: Order) -> None:
        """Have the lists made.

        Args:
            index: The registry's index.
            shelf: Returns all algorithms; another process reads them for itself.
            order: What is to be made.
        """
        few = len(self._content.ids()) < _FEWEST_TO_SHARE
        if self._jobs <= 1 or few or index.path is None:
            self._own = _Whole(index, shelf(), order, self._ledger)
            self._ordered.append(self._own.lists)
        else:
            self._ordered.append(self._pool.submit(_lists, order).result)

    def search(self, known: Mapping[str, str]) -> None:
        """Have those files of the search made that changed; after the lists.

        Args:
            known: The keys of the files that are there, by path.
        """
        if self._own is not None:
            self._ordered.append(functools.partial(self._own.search, known))
        else:
            self._ordered.append(self._pool.submit(_search, known).result)

    def made(self) -> list[Made]:
        """Return all of it when it is made; what did not change has no files."""
        return [item for result in self._ordered for item in result()]


class _Whole:
    """Makes the files about the whole registry."""

    def __init__(self, index: Index, shelf: Shelf, order: Order, ledger: Ledger) -> None:
        self._index = index
        self._order = order
        self._ledger = ledger
        self._catalogue = Catalogue(order.frame, shelf.cards, shelf.algorithms, {})
        self._writer = Writer(order.folder)

    def lists(self) -> list[Made]:
        paths = []
        for item in whole_files(self._catalogue, self._told(), self._order.languages):
            self._writer.write(item.path, item.data)
            paths.append(item.path)
        # They name the commit, so that they change with it.
        return [Made(name=_LISTS, key=self._order.frame.commit, pages=0, files=tuple(paths))]

    def _told(self) -> list[Told]:
        """Return what lists say of each algorithm, as it was kept where nothing changed."""
        kept = self._ledger.told()
        frame, languages = self._order.frame, self._order.languages
        # The stamp of a card knows its body, too.
        cards = {self._order.common + card.stamp: card for card in self._catalogue.cards}
        new = {key: tell(frame, cards[key], languages) for key in cards if key not in kept}
        self._ledger.keep(new, kept.keys() - cards.keys())
        return [new.get(key) or kept[key] for key in cards]

    def search(self, known: Mapping[str, str]) -> list[Made]:
        made = []
        with self._index.static() as whole:
            for script in search_files(self._catalogue, whole):
                told = script.shows or script.text()
                key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
                path, same = script.path, known.get(script.path) == key
                if not same:
                    self._writer.write(path, script.text() if script.shows else told)
                made.append(Made(name=path, key=key, pages=0, files=() if same else (path,)))
        return made


# What a process that does nothing else has at hand.
_content: list[tuple[RegistryContent, Path, Ledger]] = []
_read: dict[bytes, Card] = {}
_open: list[_Whole] = []


def _begin(content: RegistryContent, cache: Path, ledger: Path) -> None:
    # All that is made stays to the end.
    gc.disable()
    _content.append((content, cache, Ledger(ledger)))


def _wake() -> None:
    """Read what the index holds before it is brought up to date: most of it stays as it is."""
    from forge.index.database import connect, database_path

    content, cache, _ = _content[0]
    with contextlib.closing(connect(database_path(content.address, cache))) as index:
        _read.update(cards_in(index))


def _lists(order: Order) -> list[Made]:
    from forge.index import build_index

    content, cache, ledger = _content[0]
    index = build_index(content, cache)
    _open.append(_Whole(index, index.shelf(_read), order, ledger))
    return _open[0].lists()


def _search(known: Mapping[str, str]) -> list[Made]:
    made = _open[0].search(known)
    # The end of the process would look for garbage in it, and somebody waits for that.
    gc.freeze()
    return made
