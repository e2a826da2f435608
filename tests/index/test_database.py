"""The index's file: incremental, replaceable, safe for two at once."""

import json
import multiprocessing
import sqlite3
from collections import Counter

from forge.index import bases_in, build_index
from forge.index.database import database_path
from forge.index.facts import FACETS
from forge.index.postings import numbers, unpack
from forge.model import Reuse
from forge.model.rights.permission import may
from forge.text import Localized
from tests.support.content import Content, algorithm, full_algorithm, release

DUMPS = (
    "SELECT id, stamp, points, demoted, date, facets, terms, surfaces FROM entry ORDER BY 1",
    "SELECT variant, term FROM near ORDER BY 1, 2",
    "SELECT key, value FROM meta ORDER BY 1",
)


def dump(path) -> list[object]:
    """Return all that an index says, with names instead of the file's own numbers."""
    connection = sqlite3.connect(path)
    rows = [connection.execute(query).fetchall() for query in DUMPS]
    names = dict(connection.execute("SELECT key, id FROM entry"))
    packed = dict(connection.execute("SELECT name, data FROM packed"))
    order = [names[key] for key in numbers("I", packed["order"])]
    postings = {
        term: (count, whole, {(names[k], weight) for weight, keys in unpack(blob) for k in keys})
        for term, count, whole, blob in connection.execute(
            "SELECT term, count, whole, postings FROM term"
        )
    }
    columns = {}
    for name in FACETS:
        codes = numbers("I", packed[f"column {name}"])
        values = json.loads(packed[f"values {name}"])
        columns[name] = {names[key]: values[codes[key]] for key in numbers("I", packed["order"])}
    connection.close()
    return [*rows, order, postings, columns]


def built(content, cache):
    with build_index(content, cache) as index:
        return index.path


FIRST = Content(
    items=(full_algorithm(), algorithm(release("ija/alpha")), algorithm(release("ija/beta")))
)
SECOND = Content(
    items=(
        full_algorithm(),
        algorithm(release("ija/alpha", title=Localized({"fr": "Autre titre"}))),
        algorithm(release("ija/gamma")),
    )
)


class Counting:
    """Content that notes which algorithms were read."""

    def __init__(self, content):
        self._content = content
        self.read = []

    def __getattr__(self, name):
        return getattr(self._content, name)

    def some(self, ids):
        self.read += map(str, ids)
        return self._content.some(ids)


def test_two_builds_of_one_commit_hold_the_same(tmp_path):
    assert dump(built(FIRST, tmp_path / "a")) == dump(built(FIRST, tmp_path / "b"))


def test_an_index_that_was_brought_up_to_date_equals_a_fresh_one(tmp_path):
    built(FIRST, tmp_path / "a")

    assert dump(built(SECOND, tmp_path / "a")) == dump(built(SECOND, tmp_path / "b"))


def test_only_what_changed_is_read_again(tmp_path):
    items = tuple(algorithm(release(f"ija/name-{number}")) for number in range(20))
    changed = algorithm(release("ija/name-7", title=Localized({"fr": "Nouveau"})))
    built(Content(items=items), tmp_path)
    content = Counting(Content(items=(*items[:7], changed, *items[8:])))
    build_index(content, tmp_path).close()

    assert content.read == ["ija/name-7"]


def chain(license_of_the_base: str) -> Content:
    """Return something that is based on what is based on a base with a licence."""
    middle = Reuse(based_on=("ija/base", "https://git.ailleurs.example/other"))
    return Content(
        items=(
            algorithm(release("ija/base", license=license_of_the_base)),
            algorithm(release("ija/middle", reuse=middle)),
            algorithm(release("ija/other")),
            algorithm(release("ija/top", reuse=Reuse(based_on=("ija/middle@1.0",)))),
        )
    )


def test_what_may_be_done_follows_everything_that_an_algorithm_is_based_on(tmp_path):
    built(chain("MIT"), tmp_path)
    content = Counting(chain("CC-BY-NC-4.0"))
    with build_index(content, tmp_path) as index:
        facets = {str(card.id): card.facets["may-sell"] for card in index.shelf().cards}
        to_sell = dict(index.facets()["may-sell"])
    find = bases_in(content.algorithm)
    answers = {
        str(item.id): (str(may(item.releases[0], "sell", find).permit),)
        for item in content.algorithms()
    }

    assert content.read == ["ija/base", "ija/middle", "ija/top"]
    assert facets == answers
    assert to_sell == Counter(value for values in answers.values() for value in values)
    assert len(set(answers.values())) > 1
    fresh = built(chain("CC-BY-NC-4.0"), tmp_path / "fresh")
    assert dump(fresh) == dump(built(chain("CC-BY-NC-4.0"), tmp_path))


def test_a_base_that_comes_or_goes_changes_what_may_be_done(tmp_path):
    without = Content(items=chain("MIT").items[1:])
    for number, content in enumerate((without, chain("MIT"), without)):
        path = built(content, tmp_path / "kept")

        assert dump(path) == dump(built(content, tmp_path / f"fresh-{number}"))


def test_the_same_commit_is_not_read_at_all(tmp_path):
    built(FIRST, tmp_path)
    content = Counting(FIRST)
    build_index(content, tmp_path).close()

    assert content.read == []


def test_a_deleted_index_is_made_again(tmp_path):
    path = built(FIRST, tmp_path)
    before = dump(path)
    path.unlink()

    assert dump(built(FIRST, tmp_path)) == before


def test_a_file_that_is_no_index_is_replaced(tmp_path):
    path = database_path(FIRST.address, tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database, and longer than a header of SQLite is" * 100)

    assert dump(built(FIRST, tmp_path)) == dump(built(FIRST, tmp_path / "fresh"))


def test_an_index_of_another_schema_is_made_anew(tmp_path):
    path = database_path(FIRST.address, tmp_path)
    path.parent.mkdir(parents=True)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE entry (something TEXT)")
    connection.execute("PRAGMA user_version = 999")
    connection.commit()
    connection.close()

    assert dump(built(FIRST, tmp_path)) == dump(built(FIRST, tmp_path / "fresh"))


def test_a_cache_that_cannot_be_written_still_gives_a_search(tmp_path):
    (tmp_path / "cache").write_text("a file where the folder would be")
    with build_index(FIRST, tmp_path / "cache") as index:
        found = index.search("barème")

    assert index.path is None
    assert found


def test_two_registries_have_two_indexes(tmp_path):
    other = Content(items=(), address="ailleurs")

    assert built(FIRST, tmp_path) != built(other, tmp_path)


def test_a_reader_keeps_its_commit_while_another_process_moves_the_file_on(tmp_path):
    with build_index(FIRST, tmp_path) as index:
        built(SECOND, tmp_path)
        found = {str(hit.algorithm.id) for hit in index.search("")}

    assert found == {"ija/alpha", "ija/beta", "onb/bareme-bourses"}


def _build(cache, number):
    built((FIRST, SECOND)[number % 2], cache)


def test_four_processes_at_once_leave_a_whole_index(tmp_path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_build, args=(tmp_path, number)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert [worker.exitcode for worker in workers] == [0, 0, 0, 0]
    assert dump(built(FIRST, tmp_path)) == dump(built(FIRST, tmp_path / "fresh"))
