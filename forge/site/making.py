"""Making chapters, in this process or in several: what comes out does not depend on how many."""

from __future__ import annotations

import concurrent.futures
import contextlib
import gc
import pickle
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.index.card import Card
from forge.index.kept import restored
from forge.index.workers import processes
from forge.site.catalogue import Catalogue, Frame
from forge.site.chapters import Chapter, File, cards_in
from forge.site.contents import sections_of
from forge.site.language import read_interface
from forge.site.ledger import Made
from forge.site.render import Renderer
from forge.site.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from forge.index.shelf import Shelf
    from forge.model import Algorithm, AlgorithmId
    from forge.site.page import Page

__all__ = ["Edition", "Maker", "make_chapters", "settling"]

# Starting processes and compiling their templates takes longer than making so many chapters.
_FEWEST_TO_SHARE = 240
_AT_ONCE = 24
# So many parts wait for each process, so that none is idle while this one reads the next.
_AHEAD = 6
# A chapter that may read so many is about the registry, and works with cards; they are not sent.
_MOST_SENT = 300


@attrs.frozen(kw_only=True)
class Edition:
    """Everything that a site is made of but the algorithms.

    Attributes:
        languages: The languages of its pages, the first one at the root.
        generator: The forge that builds, such as "forge 0.1.0".
        folder: Where files are written.
    """

    frame: Frame
    cards: tuple[Card, ...]
    similar: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]
    generator: str
    folder: Path


class Maker:
    """Makes chapters of one edition.

    Args:
        edition: What they are made of.
        shelf: Where algorithms are found; without it they are sent with the chapters.

    Attributes:
        catalogue: What they show.
        sections: All of them, by name.
        chapters: Those of the sections that were opened, by name.
        renderers: What turns pages into HTML, by language.
        writer: What writes the files.
    """

    def __init__(self, edition: Edition, shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._sent: Mapping[AlgorithmId, bytes] = {}
        self._read: dict[AlgorithmId, Algorithm] = {}
        self.edition = edition
        catalogue = Catalogue(edition.frame, edition.cards, self._load, edition.similar)
        self.catalogue = catalogue
        interfaces = tuple(read_interface(language) for language in edition.languages)
        self.renderers = {
            item.language: Renderer(catalogue, item, interfaces, edition.generator)
            for item in interfaces
        }
        self._root = edition.languages[0]
        self.writer = Writer(edition.folder)
        self.sections = {item.name: item for item in sections_of(catalogue, edition.languages)}
        self.chapters: dict[str, Chapter] = {}
        # The section of each.
        self._places: dict[str, str] = {}

    @property
    def opened(self) -> tuple[str, ...]:
        """The names of the sections that were opened."""
        return tuple(dict.fromkeys(self._places.values()))

    def open(self, names: Iterable[str]) -> None:
        """Find out which chapters some sections have.

        Args:
            names: The names of the sections.
        """
        for name in names:
            found = {item.name: item for item in self.sections[name].chapters()}
            self.chapters |= found
            self._places |= dict.fromkeys(found, name)

    def make(self, keys: Mapping[str, str], sent: Mapping[AlgorithmId, bytes]) -> list[Made]:
        """Write the files of some chapters.

        Args:
            keys: Their keys, by name.
            sent: Algorithms that were sent for them.
        """
        self._sent, self._read = sent, {}
        return [self._made(self.chapters[name], key) for name, key in keys.items()]

    def _load(self, ids: tuple[AlgorithmId, ...]) -> Mapping[AlgorithmId, Algorithm]:
        unread = [identity for identity in ids if identity not in self._read]
        if self._shelf is not None:
            unsent = [identity for identity in unread if identity not in self._sent]
            self._sent = {**self._sent, **self._shelf.kept(unsent)} if unsent else self._sent
        # A chapter that loads what it does not name fails here, and in the tests.
        self._read |= {identity: restored(self._sent[identity]) for identity in unread}
        return {identity: self._read[identity] for identity in ids}

    def _made(self, chapter: Chapter, key: str) -> Made:
        files: list[str] = []
        pages = 0
        for item in chapter.make():
            for path, data in self._contents(item):
                self.writer.write(path, data)
                files.append(path)
                pages += not isinstance(item, File)
        return Made(
            name=chapter.name,
            key=key,
            pages=pages,
            files=tuple(files),
            section=self._places[chapter.name],
        )

    def _contents(self, item: Page | File) -> Iterator[tuple[str, str | bytes]]:
        if isinstance(item, File):
            yield item.path, item.data
            return
        for language in item.languages or self.renderers:
            renderer = self.renderers[language]
            yield f"{language}/{item.path}", renderer.render(item)
            if item.path == "index.html" and language == self._root:
                yield "index.html", renderer.render(item, at="index.html")


@contextlib.contextmanager
def settling() -> Iterator[Callable[[], None]]:
    """Keep what is made at first out of the search for garbage until the block ends.

    It stays until then, and is so much that looking through it again and again takes long: of a
    change among 10,000 algorithms, cards, keys and machine files take 4.3 s in place of 5.2. The
    block calls what it is given once all is there: then garbage is collected as ever.
    """
    enabled = gc.isenabled()

    def settle() -> None:
        gc.freeze()
        if enabled:
            gc.enable()

    gc.disable()
    try:
        yield settle
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()


def make_chapters(
    maker: Maker,
    shelf: Shelf,
    keys: Mapping[str, str],
    jobs: int,
    told: Callable[[int, int], object],
) -> list[Made]:
    """Write the files of chapters, and return what was made, in the order of the edition.

    Args:
        maker: Makes them where no others help; it has opened their sections.
        shelf: Where algorithms are found.
        keys: Which chapters, by name, with their keys.
        jobs: How many processes may work.
        told: Is told how many chapters are made, of how many.
    """
    made: dict[str, Made] = {}

    def take(items: list[Made]) -> int:
        made.update((item.name, item) for item in items)
        told(len(made), len(keys))
        return len(made)

    ordered = {name: keys[name] for name in maker.chapters if name in keys}
    needs = {name: _needs(maker.chapters[name]) for name in ordered}
    shared = [name for name in ordered if len(needs[name]) <= _MOST_SENT]
    if jobs <= 1 or len(shared) < _FEWEST_TO_SHARE:
        shared = []
    others = set(shared)
    # Together: the pages and the machine files of an algorithm need the same of it.
    for part in _parts([name for name in ordered if name not in others]):
        take(maker.make({name: ordered[name] for name in part}, {}))
    if shared:
        batches = (
            ({name: ordered[name] for name in part}, _sent(shelf, part, needs))
            for part in _parts(shared)
        )
        _share(maker, batches, jobs, take)
    return [made[name] for name in ordered]


def _share(
    maker: Maker,
    batches: Iterable[tuple[Mapping[str, str], Mapping[AlgorithmId, bytes]]],
    jobs: int,
    take: Callable[[list[Made]], object],
) -> None:
    """Have other processes make batches."""
    with tempfile.TemporaryDirectory() as folder:
        # Through a file that only the user may read: a pipe would be filled anew for every process,
        # and each would have to be awake before the next one starts.
        file = Path(folder) / "edition"
        told = (maker.edition, maker.opened)
        file.write_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
        with processes(jobs, _begin, str(file)) as pool:
            waiting: set[concurrent.futures.Future[list[Made]]] = set()
            for batch in batches:
                waiting.add(pool.submit(_make, *batch))
                while len(waiting) >= _AHEAD * jobs:
                    waiting = _taken(waiting, take)
            while waiting:
                waiting = _taken(waiting, take)


def _taken(
    waiting: set[concurrent.futures.Future[list[Made]]],
    take: Callable[[list[Made]], object],
) -> set[concurrent.futures.Future[list[Made]]]:
    """Wait until something is done and take it; return what is not done."""
    done, left = concurrent.futures.wait(waiting, return_when=concurrent.futures.FIRST_COMPLETED)
    for future in done:
        take(future.result())
    return left


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _AT_ONCE] for at in range(0, len(names), _AT_ONCE))


def _needs(chapter: Chapter) -> set[AlgorithmId]:
    read = cards_in(chapter.shows) if chapter.reads is None else chapter.reads
    return {card.id for card in read}


def _sent(
    shelf: Shelf, names: Iterable[str], needs: Mapping[str, set[AlgorithmId]]
) -> Mapping[AlgorithmId, bytes]:
    return dict(shelf.kept(set().union(*(needs[name] for name in names))))


# The maker of a process that does nothing else.
_maker: list[Maker] = []


# What keeps the maker of such a process out of the search for garbage until it ends.
_settled = contextlib.ExitStack()


def _begin(file: str) -> None:
    settle = _settled.enter_context(settling())
    told = pickle.loads(Path(file).read_bytes())  # noqa: S301 - we wrote it, where only the user may
    edition, opened = told
    _maker.append(Maker(edition))
    _maker[0].open(opened)
    settle()


def _make(keys: Mapping[str, str], sent: Mapping[AlgorithmId, bytes]) -> list[Made]:
    return _maker[0].make(keys, sent)
