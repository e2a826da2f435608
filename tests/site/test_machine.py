"""What machines read: each file is what its format says, inert, and the same at every build."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import attrs
import jsonschema
import pytest

from forge.manifests.publiccode import read_publiccode
from forge.problems import Severity
from forge.site import paths
from forge.site.machine import feed_sections, machine_chapter, tell, ways_in, whole_files
from forge.site.machine.documents import exports_of
from forge.site.machine.lists import table
from forge.site.page import Page
from forge.text import Localized
from tests.support.content import algorithm, release
from tests.support.registry_of_all import CONTENT, catalogue_of

if TYPE_CHECKING:
    from tests.support.content import Content

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://registre.example/forge/"
LANGUAGES = ("fr", "ar")
HOSTILE = '=cmd|"/c calc"!A1 </title><script>alert(1)</script> \u202e&"'


def files(content: Content = CONTENT) -> dict[str, bytes]:
    made = {}
    catalogue = catalogue_of(content)
    of_each = (machine_chapter(catalogue, card) for card in catalogue.cards)
    feeds = (chapter for section in feed_sections(catalogue) for chapter in section.chapters())
    some = (*of_each, *ways_in(catalogue, LANGUAGES), *feeds)
    of_some = (item for chapter in some for item in chapter.make())
    told = [tell(catalogue.content, card, LANGUAGES) for card in catalogue.cards]
    for item in (*of_some, *whole_files(catalogue, told, LANGUAGES)):
        assert not isinstance(item, Page)
        data = item.data
        made[item.path] = data.encode() if isinstance(data, str) else data
    return made


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return files()


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    text = Localized({"fr": HOSTILE, "ar": HOSTILE})
    evil = algorithm(release("onb/evil", title=text, summary=text, license="MIT", status="beta"))
    settings = attrs.evolve(CONTENT.settings, name=text, notice=text, site=SITE)
    return files(attrs.evolve(CONTENT, items=(evil,), settings=settings))


def test_every_document_follows_the_schema_that_stands_beside_it(made: dict[str, bytes]) -> None:
    schema = json.loads(made[paths.SCHEMA])
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = [
        json.loads(data)
        for path, data in made.items()
        if path.startswith("json/") and path.count("/") >= 2
    ]

    assert len(documents) == 4 + sum(len(item.releases) for item in CONTENT.items)
    for document in documents:
        validator.validate(document)
        assert set(document) <= set(schema["properties"])


def test_the_lists_hold_every_algorithm_once_and_name_its_document(made: dict[str, bytes]) -> None:
    ids = sorted(str(item.id) for item in CONTENT.items)
    index = json.loads(made[paths.INDEX])
    by_line = [json.loads(line) for line in made[paths.LINES].decode().splitlines()]
    rows = list(csv.DictReader(io.StringIO(made[paths.TABLE].decode("utf-8-sig"), newline="")))
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(made[paths.DATABASE])
        stored = [name for (name,) in connection.execute("SELECT id FROM algorithm ORDER BY id")]
        versions = connection.execute("SELECT count(*) FROM release").fetchone()[0]
    connection.close()
    listed = json.loads(made[paths.CATALOGUE])["dcat:resource"]

    assert index["algorithms"] == by_line
    assert [item["id"] for item in by_line] == ids
    assert [row["id"] for row in rows] == stored == ids
    assert [item["dct:identifier"] for item in listed] == ids
    assert versions == sum(len(item.releases) for item in CONTENT.items)
    assert all(item["json"] in made for item in by_line)


def test_the_sums_are_those_of_the_files(made: dict[str, bytes]) -> None:
    lines = made[paths.CHECKSUMS].decode().splitlines()
    sums = {path: digest for digest, path in (line.split("  ") for line in lines)}

    assert len(sums) == 8
    for path, digest in sums.items():
        assert hashlib.sha256(made[path]).hexdigest() == digest


def test_feeds_are_atom_with_the_newest_first_and_links_that_lead_somewhere(
    made: dict[str, bytes],
) -> None:
    feeds = {path: data for path, data in made.items() if path.endswith(".atom")}

    assert {paths.FEED, "feeds/owners/onb.atom", "feeds/domains/education.atom"} <= feeds.keys()
    for path, data in feeds.items():
        root = ET.fromstring(data)  # Written by us a moment ago.
        entries = root.findall(f"{ATOM}entry")
        days = [entry.findtext(f"{ATOM}updated") for entry in entries]
        assert entries, path
        assert root.findtext(f"{ATOM}updated") == max(days)
        assert path.startswith("feeds/a/") or days == sorted(days, reverse=True)
        for entry in entries:
            link = entry.find(f"{ATOM}link").attrib["href"]
            assert link.startswith("../" * path.count("/") + "fr/a/")
            assert not link.startswith("../" * (path.count("/") + 1))


def test_badges_draw_what_their_twins_say(made: dict[str, bytes]) -> None:
    for item in CONTENT.items:
        for what in ("licence", "version", "status"):
            twin = json.loads(made[paths.badge(item.id, what, "json")])
            drawn = ET.fromstring(made[paths.badge(item.id, what)])  # Our own.
            shown = "".join(drawn.itertext())
            assert twin["label"] == what
            assert twin["value"][:40] in shown


def test_every_algorithm_with_a_repository_has_a_publiccode_that_the_reference_accepts(
    made: dict[str, bytes], hostile: dict[str, bytes]
) -> None:
    known = release()
    lost = attrs.evolve(known, source=attrs.evolve(known.source, repository=""))
    written = [data for path, data in (made | hostile).items() if path.endswith("publiccode.yml")]

    # A title that is no name of anything is refused, and then there is none to write.
    assert len(written) == len(CONTENT.items)
    assert set(paths.EXPORTS) - set(exports_of(algorithm(lost), lost)) == {"publiccode.yml"}
    for data in written:
        for reference in (False, True):
            reading = read_publiccode(data, "publiccode.yml", reference=reference)
            assert [item for item in reading.problems if item.severity is Severity.ERROR] == []


def test_only_a_site_with_an_address_has_a_map_and_a_search_for_browsers(
    made: dict[str, bytes], hostile: dict[str, bytes]
) -> None:
    assert not {paths.SITEMAP, paths.opensearch("fr")} & made.keys()

    parts = [path for path in hostile if path.startswith("sitemap-")]
    assert parts == ["sitemap-1.xml"]
    root = ET.fromstring(hostile["sitemap-1.xml"])  # Our own.
    places = [node.text for node in root.iter() if node.tag.endswith("}loc")]
    assert places == [f"{SITE}{tag}/a/onb/evil/index.html" for tag in ("fr", "ar")]
    for path in (paths.SITEMAP, paths.opensearch("fr"), paths.opensearch("ar")):
        ET.fromstring(hostile[path])  # Our own.


def test_hostile_texts_act_in_no_file(hostile: dict[str, bytes]) -> None:
    for path, data in hostile.items():
        if path.endswith((".svg", ".atom", ".xml")):
            ET.fromstring(data)  # Our own.
            assert b"<script" not in data, path
            assert "\u202e".encode() not in data, path
    rows = list(csv.reader(io.StringIO(hostile[paths.TABLE].decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_two_makings_are_the_same_bytes(made: dict[str, bytes]) -> None:
    assert files() == made


def test_an_empty_registry_has_every_list_too() -> None:
    made = files(attrs.evolve(CONTENT, items=()))

    assert json.loads(made[paths.INDEX])["algorithms"] == []
    assert table((), ("fr",)).startswith("\ufeffid,")
    ET.fromstring(made[paths.FEED])  # Our own.
