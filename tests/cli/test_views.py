"""`forge search`, `forge show`, `forge build` and `forge verify` on a published algorithm."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from forge.registry import open_store
from tests.support.program import invoke
from tests.support.repos import make_repository

if TYPE_CHECKING:
    from tests.support.repos import Repository

_ROOT = Path(__file__).resolve().parents[2]
_ARABIC = "\u2068سلم المنح\u2069"


@pytest.fixture
def published(project: Repository, registry: Path) -> Path:
    """The registry, with onb/bareme-bourses 2.1.0 in it."""
    ran = invoke("publish", project.path, "--registry", registry, "--offline")
    assert ran.code == 0, ran
    return registry


@pytest.mark.parametrize("words", ["bourses", "BAREME", "سُلَّم", ""])
def test_a_line_ends_with_the_arabic_title_isolated(published: Path, words: str) -> None:
    ran = invoke("search", words, "--registry", published)

    assert (ran.code, ran.err) == (0, "1 algorithm\n")
    assert ran.out == (
        "onb/bareme-bourses 2.1.0   Barème des bourses   "
        f"rules · Apache-2.0 · stable · used by 1   {_ARABIC}\n"
    )


def test_a_search_without_a_hit_says_what_to_do(published: Path) -> None:
    ran = invoke("search", "--kind", "model", "--registry", published)
    as_json = invoke("search", "--kind", "model", "--registry", published, "--json")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Nothing found.\n  hint: everything there is: forge search\n"
    assert as_json.code == 0
    assert json.loads(as_json.out)["results"] == []


def test_a_search_without_an_exact_hit_names_what_was_probably_meant(published: Path) -> None:
    ran = invoke("search", "bourses", "zzzzzz", "--registry", published)

    assert ran.code == 0
    assert ran.out.startswith("onb/bareme-bourses 2.1.0 ")
    assert ran.err == (
        "Nothing has every word as it was typed; these come near.\n"
        "  hint: did you mean: forge search bourses\n"
    )


def test_a_search_tells_scripts_its_total_its_facets_and_what_was_meant(published: Path) -> None:
    ran = invoke("search", "boures", "--registry", published, "--json")
    told = json.loads(ran.out)

    assert [item["near"] for item in told["results"]] == [True]
    assert (told["total"], told["suggestion"]) == (1, "bourse")
    assert told["facets"]["kind"] == {"rules": 1}
    assert told["facets"]["license-family"] == {"permissive-patent": 1}


def test_an_empty_registry_says_so(registry: Path) -> None:
    ran = invoke("search", "--registry", registry, "--lang", "fr")

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == (
        "Le registre ne contient encore aucun algorithme. Pour en publier un : forge publish\n"
    )


def test_a_search_filters_and_limits(published: Path, project: Repository) -> None:
    other = project.path.with_name("autre")
    manifest = (project.path / "algorithm.toml").read_text("utf-8")
    files = {"algorithm.toml": manifest.replace('"rules"', '"model"'), "LICENSE": "x"}
    make_repository(other, [files], tags={"1.0": 0}, remote="https://git.onb.example/sie/autre")
    invoke("publish", other, "--registry", published, "--offline")
    both = invoke("search", "--registry", published, "--json")
    one = invoke("search", "--registry", published, "--limit", "1")
    model = invoke("search", "--kind", "model", "--registry", published, "--json")

    assert len(json.loads(both.out)["results"]) == 2
    assert one.out.count("\n") == 1
    assert one.err == "The first 1; --limit shows more.\n"
    assert [item["id"] for item in json.loads(model.out)["results"]] == ["onb/autre"]


def test_the_page_of_an_algorithm(published: Path, project: Repository) -> None:
    (release,) = next(open_store(published).algorithms()).releases
    ran = invoke("show", "onb/bareme-bourses", "--registry", published)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "onb/bareme-bourses 2.1.0\n"
        "Barème des bourses\n"
        f"{_ARABIC}\n"
        "Calcule le droit à une bourse.\n"
        "\u2068يحسب الحق في المنحة.\u2069\n"
        "\n"
        "May I use it?\n"
        "  run inside an administration  yes, on conditions\n"
        "  modify, fine-tune             yes, on conditions\n"
        "  redistribute                  yes, on conditions\n"
        "  offer as a service            yes, on conditions\n"
        "  sell                          yes, on conditions\n"
        "  because                       what it is based on, "
        "https://git.cna.example/moteur-regles, has a licence that is not known here\n"
        "                                the code: keep the copyright and licence notices of "
        "Apache-2.0\n"
        "                                An orientation, not legal advice; the licence text "
        "decides.\n"
        "\n"
        "  owner          onb  Office national des bourses (exemple)\n"
        "  kind           rules\n"
        "  status         stable\n"
        "  domains        Education and training\n"
        "  license        Apache-2.0, confirmed by LICENSE\n"
        "  source         https://git.onb.example/sie/bareme-bourses  v2.1.0  "
        f"{project.commits[0][:7]}\n"
        f"  content        {release.source.swhid}\n"
        f"                 sha256 {release.source.sha256}\n"
        "  versions       2.1.0\n"
        "  interface      library  python  bareme_bourses:droits\n"
        "  in             revenu  number  MAD/an\n"
        "  out            montant  number  MAD/an\n"
        "  based on       https://git.cna.example/moteur-regles\n"
        "  contact        https://onb.example/contact\n"
        "  used by        onb  2.1.0  in use  since 2026-01-08\n"
        "  transparency   effect: nobody is affected directly\n"
        "  how to get it  "
        "git clone https://git.onb.example/sie/bareme-bourses bareme-bourses\n"
        f"                 git -C bareme-bourses checkout {project.commits[0]}\n"
    )


def test_json_has_every_key_that_scripts_rely_on(published: Path) -> None:
    ran = invoke("show", "onb/bareme-bourses@2.1", "--registry", published, "--json")
    document = json.loads(ran.out)
    keys = (
        "id owner name version versions title summary kind status license source interface "
        "reuse transparency uses provenance"
    )

    assert ran.code == 0
    assert set(keys.split()) <= document.keys()
    assert {"declared", "verdict", "files"} <= document["license"].keys()
    assert {"repository", "commit", "tag", "path", "swhid", "sha256"} <= document["source"].keys()


@pytest.mark.parametrize(
    ("reference", "code", "hint"),
    [
        ("onb/bareme-bourse", "unknown-algorithm", "did you mean 'onb/bareme-bourses'?"),
        ("onb/bareme-bourses@9", "unknown-version", "it has 2.1.0"),
        ("bareme", "bad-reference", "write OWNER/NAME or OWNER/NAME@VERSION"),
        ("onb/bareme-bourses@x", "bad-version", "write '1.2.0'"),
    ],
)
def test_a_reference_that_names_nothing_is_answered_with_the_near_miss(
    published: Path, reference: str, code: str, hint: str
) -> None:
    text = invoke("show", reference, "--registry", published)
    as_json = invoke("show", reference, "--registry", published, "--json")

    assert (text.code, as_json.code) == (1, 1)
    assert (text.out, as_json.err) == ("", "")
    assert f"error[{code}]" in text.err
    assert f"  hint: {hint}" in text.err
    assert json.loads(as_json.out)["problems"][0]["code"] == code


def test_an_older_version_names_the_recommended_one(published: Path, project: Repository) -> None:
    project.commit({"data.csv": "1"}, tag="v2.2.0")
    invoke("publish", project.path, "--registry", published, "--offline")
    ran = invoke("show", "onb/bareme-bourses@2.1.0", "--registry", published)

    assert "2.2.0 is the recommended version: forge show onb/bareme-bourses@2.2.0\n" in ran.out
    assert "  versions       2.2.0, 2.1.0\n" in ran.out


def test_a_whole_history_is_proved_and_a_changed_record_found(published: Path) -> None:
    good = invoke("verify", "--registry", published)
    record = published / "algorithms/onb/bareme-bourses/2.1.0.toml"
    record.write_text(record.read_text("utf-8").replace("Barème", "Tarif"), "utf-8")
    _git(published, "commit", "-qam", "Change a record")
    bad = invoke("verify", "--registry", published)
    as_json = invoke("verify", "--registry", published, "--json")

    assert good.code == 0
    assert good.out == "Verified 1 release in 3 commits: no record ever changed or removed.\n"
    assert (bad.code, as_json.code) == (1, 1)
    assert "error[record-changed]" in bad.out
    assert "error" in bad.err
    codes = {item["code"] for item in json.loads(as_json.out)["problems"]}
    assert "record-changed" in codes


def _git(place: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@agency.example"]
    subprocess.run(["git", "-C", str(place), *identity, *arguments], check=True)


def test_the_site_is_built_where_it_is_wanted(published: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    dry = invoke("build", "--out", out, "--dry-run", "--registry", published)
    assert not out.exists()
    ran = invoke("build", "--out", out, "--registry", published, "--json")
    document = json.loads(ran.out)

    assert (dry.code, ran.code) == (0, 0)
    assert dry.out.startswith(f"Would build the pages of 1 algorithm in {out} ")
    assert document["out"] == str(out)
    assert document["algorithms"] == 1
    assert (out / "index.html").is_file()


def test_a_folder_of_others_is_not_overwritten(published: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    forms = [
        invoke("build", "--out", tmp_path, "--registry", published, *form)
        for form in ([], ["--json"])
    ]

    assert [ran.code for ran in forms] == [1, 1]
    assert "error[not-a-site]" in forms[0].err
    assert (tmp_path / "note.txt").read_text() == "mine"


def test_the_site_is_served_until_it_is_interrupted(published: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "forge", "build", "--serve", "--port", "0"),
            *("--out", str(tmp_path / "site"), "--registry", str(published)),
        ],
        cwd=_ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    try:
        lines = iter(process.stderr.readline, "")
        line = next(line for line in lines if line.startswith("Serving "))
        with urllib.request.urlopen(line.split()[1], timeout=30) as page:
            html = page.read().decode("utf-8")
    finally:
        process.terminate()
        process.communicate(timeout=30)

    assert "Barème des bourses" in html
