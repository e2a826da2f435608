"""The site of a registry at one commit: what changed is made anew, and all or nothing lands."""

from __future__ import annotations

import contextlib
import functools
import hashlib
from collections.abc import Callable
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.index import Index
from forge.problems import Problem, problem, system_reason
from forge.site.aside import Aside, Order
from forge.site.catalogue import frame_of
from forge.site.landing import MARK, Landing, alone, mark_of
from forge.site.language import available_languages
from forge.site.ledger import Ledger, ledger_path
from forge.site.making import Edition, Maker, make_chapters, settling
from forge.site.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from forge.index.shelf import Shelf
    from forge.index.view import RegistryContent
    from forge.site.plan import Plan

__all__ = ["SiteReport", "build_site"]

# Of a site with so many pages it is worth waking another process before it is known what changed.
_MANY_PAGES = 5000
# What their output depends on besides our own code.
_MAKERS = ("jinja2", "markupsafe", "babel", "markdown-it-py", "nh3")


@attrs.frozen(kw_only=True)
class SiteReport:
    """What was built.

    Attributes:
        out: The folder of the site.
        commit: The registry's commit that it shows.
        languages: The languages of its pages, the first one at the root.
        pages: How many pages it has.
        made: How many of them were made now; the others had not changed.
        problems: What could not be shown as asked, such as a language without interface.
    """

    out: Path
    commit: str
    languages: tuple[str, ...]
    pages: int
    made: int
    problems: tuple[Problem, ...] = ()


def build_site(
    content: RegistryContent,
    out: Path,
    *,
    languages: tuple[str, ...] = (),
    jobs: int = 1,
    full: bool = False,
    cache: Path | None = None,
    told: Callable[[int, int], object] = lambda *_: None,
) -> SiteReport:
    """Build the static site of a registry; a build that fails leaves the old site as it was.

    Args:
        content: The registry, read at one commit.
        out: The folder of the site: new, empty, or an earlier site of ours, which is replaced.
        languages: The languages of its pages; the registry's when empty.
        jobs: How many processes may work. With more than one, a script of yours needs its
            `if __name__ == "__main__":`, as `multiprocessing` says.
        full: Whether every page is made anew, also those that did not change.
        cache: The folder of caches; the user's when None. Without what it holds all is made anew.
        told: Is told how many chapters are made, of how many.

    Raises:
        ForgeError: `not-a-site`: the folder holds other files; `not-writable`.
    """
    from forge.gitio import cache_directory
    from forge.index import build_index

    chosen, problems = _languages(languages or content.settings.languages)
    try:
        out = out.resolve()
        cache = cache or cache_directory()
        path = ledger_path(cache, out)
        with alone(path.with_suffix(".lock")):
            landing = Landing(out)
            landing.recover()
            _refuse_foreign_folder(out)
            with contextlib.ExitStack() as until_the_end:
                until_the_end.callback(landing.discard)
                ledger = until_the_end.enter_context(Ledger(path))
                aside = until_the_end.enter_context(Aside(content, cache, ledger, jobs))
                mark = mark_of(out) or ""
                if ledger.pages >= _MANY_PAGES and not mark.startswith(content.commit):
                    aside.wake()
                settle = until_the_end.enter_context(settling())
                index = until_the_end.enter_context(build_index(content, cache, jobs))
                build = _Build(index, ledger, landing, aside, mark, jobs, told, settle)
                pages, made = build.run(content, chosen, full=full)
    except OSError as error:
        reason = system_reason(error)
        raise ForgeError(problem("not-writable", path=str(out), reason=reason)) from error
    return SiteReport(
        out=out,
        commit=content.commit,
        languages=chosen,
        pages=pages,
        made=made,
        problems=problems,
    )


def _refuse_foreign_folder(out: Path) -> None:
    if out.exists() and mark_of(out) is None and (out.is_file() or any(out.iterdir())):
        raise ForgeError(problem("not-a-site", path=str(out)))


def _languages(asked: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    there = available_languages()
    chosen = tuple(item for item in dict.fromkeys(asked) if item in there) or ("fr",)
    problems = tuple(
        problem("no-interface", language=language, there=", ".join(there))
        for language in dict.fromkeys(asked)
        if language not in there
    )
    return chosen, problems


@attrs.frozen
class _Build:
    """One build, with everything that it needs at hand."""

    index: Index
    ledger: Ledger
    landing: Landing
    aside: Aside
    mark: str
    jobs: int
    told: Callable[[int, int], object]
    settle: Callable[[], None]

    @functools.cached_property
    def shelf(self) -> Shelf:
        """All algorithms at the commit."""
        return self.index.shelf()

    def run(
        self, content: RegistryContent, languages: tuple[str, ...], *, full: bool
    ) -> tuple[int, int]:
        """Make what changed; return how many pages there are and how many were made."""
        frame = frame_of(content)
        generator = f"forge {metadata.version('forge-nationale')}"
        # Everything that all pages depend on; whatever of it changes, all are made anew.
        common = _digest(_code(), languages, frame.settings, frame.vocabulary)
        mark = f"{content.commit}\n{common}\n"
        usable = not full and self.ledger.state == self.mark
        if usable and self.mark == mark and self.ledger.pages:
            return self.ledger.pages, 0
        folder = self.landing.folder
        order = Order(frame=frame, common=common, languages=languages, folder=folder)
        # The other process begins before this one reads what it needs for itself.
        self.aside.lists(self.index, lambda: self.shelf, order)
        usable &= self.mark.partition("\n")[2] == f"{common}\n"
        known = self.ledger.keys([""]) if usable else {}
        self.aside.search(known)
        edition = Edition(
            frame=frame,
            cards=self.shelf.cards,
            similar=self.index.alike(),
            languages=languages,
            generator=generator,
            folder=folder,
        )
        maker = Maker(edition, self.shelf)
        planned = plan(maker, self.ledger, usable=usable)
        self.settle()
        return self._make(maker, planned, known, mark)

    def _make(
        self, maker: Maker, planned: Plan, known: Mapping[str, str], mark: str
    ) -> tuple[int, int]:
        whole = planned.whole
        if whole and known:
            # What was taken for a small change is a large one: the new site has every file.
            self.aside.search({})
        made = make_chapters(maker, self.shelf, planned.chapters, self.jobs, self.told)
        maker.writer.write(MARK, mark)
        aside = self.aside.made()
        made += [item for item in aside if item.files]
        gone = planned.gone | known.keys() - {item.name for item in aside}
        left = set() if whole else self.ledger.files({*gone, *(item.name for item in made)})
        left.difference_update(*(item.files for item in made))
        self.landing.land(left, whole=whole)
        self.ledger.write(mark, made, planned.sections, gone, whole=whole)
        return self.ledger.pages, sum(item.pages for item in made)


def _digest(*values: object) -> str:
    told = "\0".join(item if isinstance(item, str) else repr(item) for item in values)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@functools.cache
def _code() -> str:
    """Return a hash of forge and of what makes pages with it."""
    digest = hashlib.sha256(" ".join(map(metadata.version, _MAKERS)).encode())
    for path, data in _sources(resources.files("forge"), ""):
        digest.update(f"{path} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:32]


def _sources(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _sources(item, f"{path}/{item.name}")
        elif item.is_file():
            yield f"{path}/{item.name}", item.read_bytes()
