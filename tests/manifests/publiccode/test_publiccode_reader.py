"""What publiccode.yml becomes in forge/1."""

import datetime
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from forge.manifests.publiccode import read_publiccode
from forge.manifests.publiccode.registered import domains_of, is_registered_language
from forge.model.shape import manifest_to_table

_SAMPLE = (Path(__file__).parent / "sample.yml").read_bytes()
_TODAY = datetime.date(2026, 11, 21)


def _codes(text: str) -> list[str]:
    reading = read_publiccode(text.encode(), "publiccode.yml", today=_TODAY)
    return [item.code for item in reading.problems if item.severity == "error"]


def test_every_value_that_forge_knows_is_taken_over() -> None:
    reading = read_publiccode(_SAMPLE, "publiccode.yml", today=_TODAY)
    table = manifest_to_table(reading.manifest)
    description = table["algorithm"].pop("description")

    assert table == {
        "algorithm": {
            "kind": "service",
            "license": "EUPL-1.2",
            "status": "retired",
            "domains": ["education"],
            "title": {
                "ar": "سلم المنح",
                "fr": "Barème des bourses",
                "zgh-Tfng": "Barème des bourses",
            },
            "summary": {
                "ar": "يحسب الحق في المنحة.",
                "fr": "Calcule le droit à une bourse.",
                "zgh-Tfng": "ⴰⵙⵉⴹⵏ ⵏ ⵜⵉⵔⵣⵉⵜⵉⵏ",
            },
            "languages": ["fr", "ar", "zgh-Tfng"],
            "homepage": "https://onb.example/bourses",
            "documentation": "https://onb.example/doc",
            "version": "1.10",
        },
        "reuse": {
            "contact": "support@onb.example",
            "maintenance": "community",
            "based-on": ["https://git.example/cna/moteur-regles.git"],
        },
    }
    assert description["fr"].startswith("Calcule le droit à une bourse universitaire")


def test_every_value_has_its_place_in_arabic_and_tifinagh_too() -> None:
    places = read_publiccode(_SAMPLE, "publiccode.yml", today=_TODAY).places

    assert str(places["algorithm.title.fr"]) == "publiccode.yml:2:1"
    assert str(places["algorithm.title.ar"]) == "publiccode.yml:30:5"
    assert str(places["algorithm.summary.zgh-Tfng"]) == "publiccode.yml:33:5"
    assert str(places["algorithm.languages"]) == "publiccode.yml:48:3"
    assert str(places["reuse.contact"]) == "publiccode.yml:44:7"


def test_the_owner_is_never_guessed_from_the_organisation() -> None:
    reading = read_publiccode(_SAMPLE, "publiccode.yml", today=_TODAY)

    assert reading.manifest.owner == ""
    assert reading.manifest.name == ""
    assert reading.foreign["organisation"] == {
        "uri": "urn:x-ma:onb",
        "name": "Office national des barèmes",
    }


def test_what_forge_has_no_key_for_is_kept_without_mailboxes_and_phones() -> None:
    reading = read_publiccode(_SAMPLE, "publiccode.yml", today=_TODAY)
    kept = json.dumps(reading.foreign, ensure_ascii=False)

    assert reading.foreign["x-note"] == "gardé"
    assert reading.foreign["softwareType"] == "standalone/backend"
    assert reading.foreign["description"] == {
        "fr": {"documentation": "https://onb.example/doc", "features": ["Calcul expliqué"]}
    }
    assert "prenom.nom@onb.example" not in kept
    assert "+212" not in kept


def test_a_persons_mailbox_is_no_contact() -> None:
    text = _SAMPLE.replace(b"support@onb.example", b"autre.nom@onb.example")
    reading = read_publiccode(text, "publiccode.yml", today=_TODAY)

    assert reading.manifest.reuse.contact == ""


def test_the_standard_is_followed_where_the_reference_departs_from_it() -> None:
    """A bare platform, the texts of one language only, version 0.6, funders without a URI."""
    text = _SAMPLE.decode().replace("'0'", "'0.6'", 1) + "fundedBy:\n  - name: CNA\n"
    reading = read_publiccode(text.encode(), "publiccode.yml", today=_TODAY)

    assert [(str(item.place), item.code, item.key) for item in reading.problems] == [
        ("publiccode.yml:6:1", "unquoted-number", "softwareVersion"),
        ("publiccode.yml:49:1", "publiccode-unknown-key", "x-note"),
    ]


def test_a_byte_order_mark_is_no_fault() -> None:
    assert _codes("\ufeff" + _SAMPLE.decode()) == []


def test_one_wrong_value_brings_no_false_follow_up() -> None:
    text = _SAMPLE.decode()

    assert _codes(text.replace("localisationReady: true", "localisationReady: ja")) == [
        "wrong-type"
    ]
    assert _codes(text.replace("platforms: web", "platforms: 3")) == ["wrong-type"]


def test_a_template_with_empty_keys_is_read() -> None:
    text = _SAMPLE.decode() + "roadmap:\nlogo:\nfundedBy:\ndependsOn:\n  open:\n"

    assert _codes(text) == []


def test_scopes_stand_for_domains_where_they_stand_for_one() -> None:
    assert domains_of(["education"], []) == ["education"]
    assert domains_of(["government"], []) == []
    assert domains_of(["finance-and-economic-development"], ["taxes-management"]) == [
        "public-finance"
    ]
    assert domains_of(["education", "healthcare", "energy", "tourism"], []) == [
        "education",
        "health",
        "energy",
    ]


def test_languages_must_be_registered() -> None:
    assert is_registered_language("zgh-Tfng-MA")
    assert is_registered_language("ary-Arab")
    assert not is_registered_language("xx")
    assert not is_registered_language("fr-Xxxx")
    assert not is_registered_language("fr-UK")


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    for reference in (False, True):
        read_publiccode(data, "publiccode.yml", reference=reference, today=_TODAY)


_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.sampled_from(["https://a.example", "fr", "stable", "MIT", "2026-01-01", "web", "MA"]),
)
_KEYS = st.sampled_from(
    (
        *("publiccodeYmlVersion", "name", "url", "platforms", "description", "fr", "legal"),
        *("shortDescription", "license", "it", "IT", "maintenance", "type", "contacts", "email"),
        *("contractors", "until", "localisation", "dependsOn", "open", "supports", "id", "videos"),
        *("organisation", "uri", "fundedBy", "intendedAudience", "countries", "scope", "features"),
        *("<<", "a.b", "releaseDate", "riuso", "codiceIPA", "isBasedOn", "logo"),
    )
)
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=4)),
    max_leaves=20,
)


@given(st.dictionaries(_KEYS, _TREES, max_size=8))
def test_no_tree_raises_and_every_problem_has_a_line(tree: dict[str, object]) -> None:
    tree["publiccodeYmlVersion"] = "0"
    data = json.dumps(tree).encode()
    for reference in (False, True):
        reading = read_publiccode(data, "publiccode.yml", reference=reference, today=_TODAY)
        for item in reading.problems:
            assert item.place.file == "publiccode.yml"
            assert item.place.line == 1 or reference


def test_a_file_that_is_wrong_everywhere_ends_in_a_list_that_ends() -> None:
    many = "  - a: b\n" * 3000
    text = f"publiccodeYmlVersion: '0'\nmaintenance:\n  type: none\n  contacts:\n{many}"

    assert len(read_publiccode(text.encode(), "publiccode.yml", today=_TODAY).problems) == 1000


def test_a_key_of_a_hundred_thousand_dots_takes_no_time() -> None:
    text = f"publiccodeYmlVersion: '0'\n? {'a.' * 100_000}\n: v\n"
    reading = read_publiccode(text.encode(), "publiccode.yml", today=_TODAY)

    assert "publiccode-unknown-key" in {item.code for item in reading.problems}
