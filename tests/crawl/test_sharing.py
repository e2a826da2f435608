"""A crawl finds copies that nobody declared, and says so of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.index.graph import node_of, reuse_graph
from forge.registry import open_store
from forge.registry.deciding import accept_proposals
from forge.registry.reviewing import open_proposals

if TYPE_CHECKING:
    from tests.support.crawls import Field

CODE = {
    f"src/part{number}.py": "".join(f"a{number}_{line} = {line * 7}\n" for line in range(400))
    for number in range(4)
}


def test_copies_are_found_once_and_stay_until_they_go(field: Field) -> None:
    one = field.add("bourses", [field.manifest("bourses") | CODE], tags={"v1.0": 0})
    copied = {f"vendor/{path}": data for path, data in CODE.items()}
    field.add("aides", [field.manifest("aides") | copied], tags={"v1.0": 0})
    field.add("autre", [field.manifest("autre")], tags={"v1.0": 0})
    field.crawl()
    shares = {name: field.algorithm(name).health.shares for name in ("bourses", "aides", "autre")}
    before = field.head()
    field.crawl()

    assert field.head() == before
    assert [(item.algorithm, item.files) for item in shares["bourses"]] == [("onb/aides", 4)]
    assert [(item.algorithm, item.files) for item in shares["aides"]] == [("onb/bourses", 4)]
    assert shares["aides"][0].paths[0].startswith("vendor/src/")
    assert shares["autre"] == ()
    with open_store(field.registry) as store:
        graph = reuse_graph(map(node_of, store.algorithms()))
    assert [edge.label for edge in graph.around("onb/bourses")] == ["shared"]
    assert field.is_sound()

    one.git("rm", "-q", "-r", "src")
    one.git("commit", "-q", "-m", "Write it anew")
    field.crawl()

    assert field.algorithm("bourses").health.shares == ()
    assert field.algorithm("aides").health.shares == ()


def test_what_people_accept_between_two_crawls_is_compared_by_the_next(field: Field) -> None:
    field.review()
    for name in ("bourses", "aides"):
        field.add(name, [field.manifest(name) | CODE], tags={"v1.0": 0})
    field.crawl()
    before = field.references()
    with field.store() as store:
        accept_proposals(store, open_proposals(store))
    field.crawl()
    shares = field.algorithm("aides").health.shares
    head = field.head()
    field.crawl()

    assert before == []
    assert [(item.algorithm, item.files) for item in shares] == [("onb/bourses", 4)]
    assert field.head() == head
    assert field.is_sound()


def test_what_is_restricted_is_compared_with_nothing(field: Field) -> None:
    hidden = field.manifest("bourses")
    hidden["algorithm.toml"] += '\n[reuse]\nopenness = "restricted"\nexception = "xx:1"\n'
    field.add("bourses", [hidden | CODE], tags={"v1.0": 0})
    field.add("aides", [field.manifest("aides") | CODE], tags={"v1.0": 0})
    field.crawl()

    assert field.algorithm("aides").health.shares == ()
