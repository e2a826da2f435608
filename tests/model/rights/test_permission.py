"""May I use it? Over the code, the artifacts and what they are based on."""

from __future__ import annotations

import attrs
import pytest

from forge.model import (
    AlgorithmId,
    Artifact,
    Licensing,
    Manifest,
    Release,
    Reuse,
    Source,
    Verdict,
    Version,
)
from forge.model.rights import USES, permissions


def _release(
    license_: str,
    *,
    name: str = "onb/aa",
    artifacts: tuple[Artifact, ...] = (),
    based_on: tuple[str, ...] = (),
    verdict: Verdict = Verdict.VERIFIED,
    openness: str = "",
) -> Release:
    identity = AlgorithmId.from_string(name)
    return Release(
        id=identity,
        version=Version("1.0"),
        manifest=Manifest(
            name=identity.name,
            owner=identity.owner,
            license=license_,
            artifacts=artifacts,
            reuse=Reuse(contact="https://onb.example/aide", based_on=based_on, openness=openness),
        ),
        source=Source(),
        licensing=Licensing(declared=license_, verdict=verdict),
    )


def _answers(release: Release) -> list[str]:
    return [str(answer.permit) for answer in permissions(release)]


@pytest.mark.parametrize(
    ("license_", "answers"),
    [
        ("CC0-1.0", "yes yes yes yes yes"),
        ("MIT", "yes yes on-conditions yes on-conditions"),
        ("GPL-3.0-only", "yes yes on-conditions yes on-conditions"),
        ("EUPL-1.2", "yes yes on-conditions on-conditions on-conditions"),
        ("MIT OR AGPL-3.0-only", "yes yes on-conditions yes on-conditions"),
        ("MIT AND AGPL-3.0-only", "yes yes on-conditions on-conditions on-conditions"),
        ("CC-BY-NC-4.0", "on-conditions on-conditions on-conditions ask no"),
        ("LicenseRef-llama-2", "on-conditions on-conditions ask ask ask"),
        ("LicenseRef-convention", "ask ask ask ask ask"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "yes yes on-conditions yes on-conditions"),
        ("", "ask ask ask ask ask"),
    ],
)
def test_a_licence_answers_the_five_questions(license_: str, answers: str) -> None:
    assert _answers(_release(license_)) == answers.split()


def test_the_worst_part_decides_and_is_named() -> None:
    weights = Artifact(name="model.bin", kind="weights", license="LicenseRef-llama-2")
    release = _release("MIT", artifacts=(weights,))

    answer = release.may("sell")

    assert answer.permit == "ask"
    assert not answer
    assert answer.contact == "https://onb.example/aide"
    assert answer.explain() == (
        "ask (the weights model.bin: LicenseRef-llama-2 restricts what is done with it, "
        "and its terms are not open ones)"
    )
    assert release.may("run").explain("fr") == (
        "oui, sous conditions (les poids model.bin : LicenseRef-llama-2 exclut certains usages)"
    )


def test_an_artifact_without_a_licence_is_under_that_of_the_code() -> None:
    release = _release("EUPL-1.2", artifacts=(Artifact(name="donnees.csv", kind="data"),))

    assert [item.part.kind for item in release.may("sell").grounds] == ["code", "data"]


def test_what_it_is_based_on_counts_with_all_its_parts() -> None:
    data = Artifact(name="corpus", kind="data", license="CC-BY-NC-4.0")
    old = _release("MIT", name="cna/vieux", artifacts=(data,), based_on=("onb/aa",))
    base = _release("Apache-2.0", name="cna/moteur", based_on=("cna/vieux@1",))
    known = {"cna/moteur@1.0": base, "cna/vieux@1": old}
    release = _release("MIT", based_on=("cna/moteur@1.0",))

    answer = release.may("sell", known.get)

    assert answer.permit == "no"
    assert [(item.part.name, item.part.base) for item in answer.grounds] == [
        ("corpus", "cna/vieux@1.0")
    ]


def test_a_base_that_nobody_knows_is_a_condition() -> None:
    answer = _release("CC0-1.0", based_on=("https://git.example/x",)).may("run")

    assert answer.permit == "on-conditions"
    assert answer.explain() == (
        "yes, on conditions (what it is based on, https://git.example/x, has a licence that is "
        "not known here)"
    )


@pytest.mark.parametrize("verdict", ["contradicted", "altered", "undeclared"])
def test_a_licence_that_the_files_put_in_doubt_is_asked_about(verdict: str) -> None:
    release = _release("MIT", verdict=Verdict(verdict))

    assert _answers(release) == ["ask"] * len(USES)
    assert [item.reason for item in release.may("run").grounds] == [verdict]


def test_what_the_owner_withholds_is_asked_about() -> None:
    assert _answers(_release("MIT", openness="restricted")) == ["ask"] * len(USES)


def test_a_circle_of_bases_ends() -> None:
    first = _release("MIT", name="onb/aa", based_on=("onb/bb",))
    second = _release("MIT", name="onb/bb", based_on=("onb/aa", "onb/bb"))

    assert first.may("sell", {"onb/aa": first, "onb/bb": second}.get).permit == "on-conditions"


def test_an_expression_that_cannot_be_read_is_asked_about() -> None:
    release = attrs.evolve(_release("MIT"), licensing=Licensing(declared="MIT AND"))

    assert release.may("run").permit == "ask"


def test_another_use_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="'steal' is none of run, modify"):
        _release("MIT").may("steal")
