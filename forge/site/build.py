"""The site of a registry at one commit: all of it, or the old one stays."""

from __future__ import annotations

import os
import shutil
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from forge.errors import ForgeError
from forge.problems import Problem, problem, system_reason
from forge.site.catalogue import read_catalogue
from forge.site.language import available_languages, read_interface
from forge.site.machine import machine_files
from forge.site.pages import pages
from forge.site.render import Renderer
from forge.site.search_data import search_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forge.index.view import RegistryContent
    from forge.site.catalogue import Catalogue
    from forge.site.language import Interface

__all__ = ["SiteReport", "build_site"]

# It tells a site of ours from a folder that only happens to stand there.
_MARK = ".forge-site"


@attrs.frozen(kw_only=True)
class SiteReport:
    """What was built.

    Attributes:
        out: The folder of the site.
        commit: The registry's commit that it shows.
        languages: The languages of its pages, the first one at the root.
        pages: How many pages were written.
        problems: What could not be shown as asked, such as a language without interface.
    """

    out: Path
    commit: str
    languages: tuple[str, ...]
    pages: int
    problems: tuple[Problem, ...] = ()


def build_site(
    content: RegistryContent, out: Path, *, languages: tuple[str, ...] = ()
) -> SiteReport:
    """Build the static site of a registry; a build that fails leaves the old site as it was.

    Args:
        content: The registry, read at one commit.
        out: The folder of the site: new, empty, or an earlier site of ours, which is replaced.
        languages: The languages of its pages; the registry's when empty.

    Raises:
        ForgeError: `not-a-site`: the folder holds other files; `not-writable`.
    """
    interfaces, problems = _interfaces(languages or content.settings.languages)
    try:
        out = out.resolve()
        _refuse_foreign_folder(out)
        written = _write_aside(content, interfaces, out)
    except OSError as error:
        reason = system_reason(error)
        raise ForgeError(problem("not-writable", path=str(out), reason=reason)) from error
    return SiteReport(
        out=out,
        commit=content.commit,
        languages=tuple(item.language for item in interfaces),
        pages=written,
        problems=problems,
    )


def _write_aside(content: RegistryContent, interfaces: tuple[Interface, ...], out: Path) -> int:
    """Write the site beside its place, and put it there when it is whole."""
    fresh = out.with_name(f".{out.name}.{os.getpid()}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        written = _write_all(content, interfaces, fresh)
        _swap(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return written


def _refuse_foreign_folder(out: Path) -> None:
    if out.exists() and not (out / _MARK).is_file() and (out.is_file() or any(out.iterdir())):
        raise ForgeError(problem("not-a-site", path=str(out)))


def _interfaces(asked: tuple[str, ...]) -> tuple[tuple[Interface, ...], tuple[Problem, ...]]:
    there = available_languages()
    chosen = [language for language in dict.fromkeys(asked) if language in there] or ["fr"]
    problems = tuple(
        problem("no-interface", language=language, there=", ".join(there))
        for language in dict.fromkeys(asked)
        if language not in there
    )
    return tuple(read_interface(language) for language in chosen), problems


def _write_all(content: RegistryContent, interfaces: tuple[Interface, ...], folder: Path) -> int:
    catalogue = read_catalogue(content)
    writer = _Writer(folder)
    count = 0
    for path, html in _html(catalogue, interfaces):
        writer.write(path, html)
        count += 1
    for path, text in machine_files(catalogue):
        writer.write(path, text)
    for path, text in _search(content, catalogue):
        writer.write(path, text)
    _copy_static(folder)
    writer.write(_MARK, f"{content.commit}\n")
    return count


def _search(content: RegistryContent, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    from forge.index import build_index

    with build_index(content) as index, index.static() as whole:
        yield from search_files(catalogue, whole)


def _html(catalogue: Catalogue, interfaces: tuple[Interface, ...]) -> Iterator[tuple[str, str]]:
    generator = f"forge {metadata.version('forge-nationale')}"
    for interface in interfaces:
        renderer = Renderer(catalogue, interface, interfaces, generator)
        for page in pages(catalogue, interface.language):
            yield f"{interface.language}/{page.path}", renderer.render(page)
            if page.path == "index.html" and interface is interfaces[0]:
                yield "index.html", renderer.render(page, at="index.html")


class _Writer:
    """Writes files below a folder, whose folders it makes as they are needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()

    def write(self, path: str, text: str) -> None:
        file = self._folder / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        file.write_bytes(text.encode("utf-8", "replace"))


def _copy_static(folder: Path) -> None:
    with resources.as_file(resources.files("forge.site").joinpath("static")) as static:
        shutil.copytree(static, folder / "static", copy_function=shutil.copyfile)


def _swap(fresh: Path, out: Path) -> None:
    old = out.with_name(f".{out.name}.{os.getpid()}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
