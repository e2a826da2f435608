"""The files of the search on a page of their own."""

from importlib import resources
from pathlib import Path

from forge.index import Index
from forge.index.view import RegistryContent
from forge.site.catalogue import Catalogue, frame_of
from forge.site.search_data import search_files
from forge.site.writing import Writer

SCRIPTS = ("fold.js", "lists.js", "ranking.js", "search.js")

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<body data-root="">{scripts}</body></html>"""


def write_search(content: RegistryContent, index: Index, folder: Path) -> Path:
    """Write what the search of a registry reads, and a page that loads it; return the folder."""
    shelf = index.shelf()
    catalogue = Catalogue(frame_of(content), shelf.cards, shelf.algorithms, {})
    writer = Writer(folder)
    with index.static() as whole:
        for script in search_files(catalogue, whole):
            writer.write(script.path, script.text())
    static = resources.files("forge.site").joinpath("static")
    for name in SCRIPTS:
        writer.write(name, static.joinpath(name).read_bytes())
    tags = "".join(f'<script src="{name}"></script>' for name in SCRIPTS)
    writer.write("index.html", PAGE.format(scripts=tags))
    return folder
