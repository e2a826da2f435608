"""Reading pages: their elements in order, and the links between them."""

import os
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_VOID = frozenset({"meta", "link", "input", "br", "hr"})


class Reader(HTMLParser):
    """Gathers the elements of a page, and checks that they are closed in order."""

    def __init__(self, path: Path):
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(path.read_text("utf-8"))
        assert self._open == [], path

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag, self.getpos()

    def handle_data(self, data):
        if self._open[-1:] != ["script"]:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    @property
    def words(self) -> str:
        """What a reader sees, with single spaces."""
        return " ".join("".join(self.text).split())


def dead_links(site: Path) -> list[tuple[str, str]]:
    """Return every link of a page that leads to no file of the site, or to no part of a page."""
    root = site.resolve()
    files = {path for path in root.rglob("*") if path.is_file() and not path.is_symlink()}
    ids: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for page in sorted(root.rglob("*.html")):
        reader = Reader(page)
        ids[page] = set(reader.ids)
        found = (
            attributes[name]
            for _, attributes in reader.elements
            for name in ("href", "src", "action")
            if name in attributes
        )
        links += [(page, address) for address in found]
    return [
        (page.relative_to(root).as_posix(), address)
        for page, address in dict.fromkeys(links)
        if _is_dead(page, address, files, ids)
    ]


def _is_dead(page: Path, address: str, files: set[Path], ids: dict[Path, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme in ("http", "https", "mailto"):
        return False
    # By its name alone: no file of a site is a link, and asking the disk for each takes longest.
    named = page.parent / unquote(parts.path) if parts.path else page
    target = Path(os.path.normpath(named))
    lost = bool(parts.fragment) and parts.fragment not in ids.get(target, ())
    return lost or target not in files
