"""The reuse graph: what is tied to what, how it is known, and by which evidence."""

import json

import attrs

from forge.index.graph import Edge, node_of, reuse_graph
from forge.model import Foreign, Health, Reuse, Share
from tests.support.content import algorithm, full_algorithm, release


def foreign(file: str, **tree: object) -> Foreign:
    return Foreign(file=file, json=json.dumps(tree))


def edges(*algorithms: object) -> tuple[Edge, ...]:
    return reuse_graph(map(node_of, algorithms)).edges


def edge(source: str, target: str, kind: str, label: str, relation: str, *evidence: str) -> Edge:
    return Edge(
        source=source,
        target=target,
        kind=kind,
        label=label,
        relation=relation,
        evidence=tuple(sorted(evidence)),
    )


ENGINE = algorithm(release("ija/moteur", packages=("pkg:pypi/moteur@1.0",)))


def test_a_declared_use_leads_to_the_body_with_version_and_days() -> None:
    full = full_algorithm()

    found = [item for item in edges(full) if item.relation == "used-by"]

    assert {item.target for item in found} == set(full.bodies)
    assert all(item.kind == "body" and item.label == "declared" for item in found)
    assert all("/" in text for item in found for text in item.evidence)


def test_based_on_leads_to_the_algorithm_or_stays_a_name_or_address() -> None:
    based = ("ija/moteur@1.0", "xyz/inconnu", "https://git.ailleurs.example/outil")
    rules = algorithm(release("onb/regles", reuse=Reuse(based_on=based)))

    assert set(edges(ENGINE, rules)) == {
        edge("onb/regles", based[2], "address", "depended", "based-on", "based-on"),
        edge("onb/regles", "ija/moteur", "algorithm", "depended", "based-on", "based-on"),
        edge("onb/regles", "xyz/inconnu", "name", "depended", "based-on", "based-on"),
    }


def test_a_package_manifest_that_names_anothers_package_depends_on_it() -> None:
    needs = foreign("pyproject.toml", project={"dependencies": ["Moteur>=1", "requests"]})
    rules = algorithm(release("onb/regles", foreign=(needs,)))

    assert edges(ENGINE, rules) == (
        edge("onb/regles", "ija/moteur", "algorithm", "depended", "package", "pyproject.toml"),
    )


def test_other_catalogues_formats_declare_users_and_bases_by_name_and_address() -> None:
    said = (
        foreign(
            "publiccode.yml",
            usedBy=["Commune de Tizra (exemple)"],
            isBasedOn=["git@git.onb.example:sie/moteur.git"],
        ),
        foreign(
            "code.json", reusedCode=[{"name": "x", "URL": "https://git.onb.example/sie/moteur"}]
        ),
    )
    rules = algorithm(release("onb/regles", foreign=said))

    assert set(edges(ENGINE, rules)) == {
        edge(
            "onb/regles",
            "Commune de Tizra (exemple)",
            "name",
            "declared",
            "used-by",
            "publiccode.yml: usedBy",
        ),
        edge(
            "onb/regles",
            "ija/moteur",
            "algorithm",
            "declared",
            "based-on",
            "publiccode.yml: isBasedOn",
            "code.json: reusedCode",
        ),
    }


def test_shared_code_is_one_edge_said_of_both_with_its_files() -> None:
    one = attrs.evolve(
        algorithm(release("onb/regles")),
        health=Health(
            shares=(
                Share(algorithm="ija/moteur", files=4, bytes=9000, percent=40, paths=("a.py",)),
            )
        ),
    )
    other = attrs.evolve(
        ENGINE,
        health=Health(
            shares=(
                Share(algorithm="onb/regles", files=4, bytes=9000, percent=40, paths=("lib/a.py",)),
            )
        ),
    )
    graph = reuse_graph(map(node_of, (one, other)))

    (found,) = graph.edges

    assert (found.source, found.target, found.label, found.relation) == (
        "ija/moteur",
        "onb/regles",
        "shared",
        "code",
    )
    assert (found.files, found.percent, found.evidence) == (4, 40, ("a.py", "lib/a.py"))
    assert graph.around("onb/regles") == graph.around("ija/moteur") == (found,)
    assert found.other("onb/regles") == "ija/moteur"


def test_nothing_is_tied_to_itself_and_a_share_with_what_is_gone_is_no_edge() -> None:
    alone = attrs.evolve(
        algorithm(release("onb/regles", reuse=Reuse(based_on=("onb/regles@0.9",)))),
        health=Health(shares=(Share(algorithm="ija/parti", files=4, bytes=9000, percent=40),)),
    )

    assert edges(alone) == ()


def test_the_graph_does_not_depend_on_the_order_and_its_document_names_every_end() -> None:
    needs = foreign("pyproject.toml", project={"dependencies": ["moteur"]})
    nodes = [
        node_of(item)
        for item in (full_algorithm(), ENGINE, algorithm(release("onb/regles", foreign=(needs,))))
    ]
    graph = reuse_graph(nodes)

    document = graph.document("f" * 40)

    assert reuse_graph(reversed(nodes)).document("f" * 40) == document
    named = {node["id"] for node in document["nodes"]}
    assert {end for item in document["edges"] for end in (item["source"], item["target"])} == named
    assert json.loads(json.dumps(document)) == document
