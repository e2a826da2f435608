"""`forge search` by every facet, and what there is of each."""

from pathlib import Path

import pytest

from tests.support.content import release
from tests.support.program import invoke
from tests.support.registries import make_registry, publish


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("place") / "registry"
    publish(
        make_registry(path),
        release("onb/bareme-bourses", domains=("education",), kind="rules"),
        release("cna/aides", license="AGPL-3.0-only", kind="model"),
    )
    return path


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--license-family", "network-copyleft"), ["cna/aides"]),
        (("--may-service", "yes"), ["onb/bareme-bourses"]),
        (("--reuse", "none", "--kind", "model"), ["cna/aides"]),
        (("--sdg", "4"), ["onb/bareme-bourses"]),
        (("--updated", "3-months"), []),
    ],
    ids=lambda value: " ".join(value),
)
def test_every_facet_is_an_option(registry, options, found):
    ran = invoke("search", *options, "--registry", registry)

    assert [line.split()[0] for line in ran.out.splitlines()] == found
    assert ran.code == 0


def test_the_facets_count_what_the_words_and_the_other_options_leave(registry):
    ran = invoke("search", "bourses", "--kind", "model", "--facets", "--registry", registry)
    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())

    assert lines["kind"] == "model 1 · rules 1"
    assert lines["owner"] == "cna 1"
    assert ran.code == 0


def test_options_that_leave_nothing_are_no_typo(registry):
    ran = invoke("search", "bourses", "--updated", "3-months", "--registry", registry)

    assert "did you mean" not in ran.err
    assert "Nothing found." in ran.err
