"""What is like another: for pages, and for somebody who is about to build it again."""

import pytest

from forge.index import build_index
from forge.index.alike import check_alike
from forge.model import Manifest, Reuse
from forge.release import Draft
from forge.text import Localized
from tests.support.content import Content, algorithm, release

TITLES = {
    "onb/secheresse": "Indice composite de sécheresse",
    "ija/pluie-secheresse": "Indice de sécheresse par satellite",
    "ija/impot": "Simulateur de l'impôt sur le revenu",
    "ija/bus": "Optimisation des horaires de bus",
}
CONTENT = Content(
    items=tuple(
        algorithm(release(name, title=Localized({"fr": title}))) for name, title in TITLES.items()
    )
)


def test_an_algorithm_is_like_those_that_share_its_telling_words(tmp_path):
    with build_index(CONTENT, tmp_path) as index:
        found = index.similar(CONTENT.items[0])

    assert [str(hit.id) for hit in found] == ["ija/pluie-secheresse"]
    assert 0 < found[0].score < 1


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        (
            Manifest(title=Localized({"fr": "Simulation de l'impôt : simulateur du revenu"})),
            ["One like this exists: ija/impot, 'Simulateur de l'impôt sur le revenu'"],
        ),
        (
            Manifest(
                title=Localized({"fr": "Simulateur d'impôt sur le revenu"}),
                reuse=Reuse(based_on=("ija/impot@1.0.0",)),
            ),
            [],
        ),
        (
            Manifest(
                owner="ija", name="impot", title=Localized({"fr": "Simulateur d'impôt du revenu"})
            ),
            [],
        ),
        (Manifest(title=Localized({"fr": "Tout autre chose"})), []),
        (Manifest(), []),
    ],
)
def test_who_builds_it_again_is_told(tmp_path, manifest, expected):
    found = list(check_alike(Draft(manifest=manifest), CONTENT, tmp_path))

    assert [item.message("en") for item in found] == expected
    assert all(item.code == "similar" for item in found)
