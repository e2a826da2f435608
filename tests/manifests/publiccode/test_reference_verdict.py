"""The reference parser's verdict on own cases: which keys it names, false follow-up errors too."""

import pytest

from forge.manifests.publiccode import read_publiccode
from forge.manifests.publiccode.reference.formats import is_language
from forge.manifests.publiccode.reference.licences import is_licence_expression
from forge.manifests.publiccode.reference.scalars import Number, resolve_reference
from forge.problems import Severity

_BASE = """\
publiccodeYmlVersion: '0'
name: Barème
url: https://git.example/onb/bareme
platforms:
  - web
developmentStatus: stable
softwareType: library
description:
  fr:
    shortDescription: Calcule le droit à une bourse.
    longDescription: >
      Calcule le droit à une bourse universitaire à partir des pièces du dossier, explique chaque
      étape du calcul et produit un reçu lisible par le citoyen comme par l'agent qui l'instruit.
    features:
      - Calcul expliqué
legal:
  license: EUPL-1.2
maintenance:
  type: none
localisation:
  localisationReady: true
  availableLanguages: [fr]
"""
# Everything that is asked for, as after a fault that stops all decoding.
_ALL = {
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal.license",
    "maintenance.type",
    "localisation.localisationReady",
    "localisation.availableLanguages",
}


def _keys(data: str | bytes) -> set[str]:
    data = data if isinstance(data, bytes) else data.encode()
    reading = read_publiccode(data, "publiccode.yml", reference=True)
    return {item.key for item in reading.problems if item.severity is Severity.ERROR}


def test_the_base_is_valid() -> None:
    assert read_publiccode(_BASE.encode(), "publiccode.yml", reference=True).problems == ()


@pytest.mark.parametrize(
    ("added", "keys"),
    [
        ("roadmap:", set()),
        ("roadmap: ftp://onb.example", {"roadmap"}),
        ("roadmap: ' https://onb.example'", {""}),
        ("landingURL: onb.example", {"landingURL"}),
        ("landingURL: https://onb.example:80x/", {""}),
        ("isBasedOn: [https://a.example, b]", {"isBasedOn[1]"}),
        ("isBasedOn: {a: b}", {"isBasedOn"}),
        ("isBasedOn: [null]", {"isBasedOn[0]"}),
        ("releaseDate: 2026-02-29", {"releaseDate"}),
        ("releaseDate: ''", {"releaseDate"}),
        ("softwareVersion: 1.10", set()),
        ("softwareVersion: [1]", {"softwareVersion"}),
        ("logo: file:x.svg", {"logo"}),
        ("monochromeLogo: /x.svg", {"monochromeLogo"}),
        ("inputTypes: [text]", {"inputTypes[0]"}),
        ("categories: [other, '']", {"categories[1]"}),
        ("usedBy: [1, true, null]", set()),
        ("usedBy: [[a]]", {"usedBy"}),
        ("organisation: {}", {"organisation.uri"}),
        ("organisation: {uri: 'urn:x-italian-pa:nobody'}", {"organisation.uri"}),
        ("organisation: {uri: 'urn:x-ma:onb'}", set()),
        ("fundedBy: [null]", {"fundedBy[0].uri"}),
        ("supports:\n  - id: alias:nope\n  - id: urn:a", {"supports[0].id", "supports[1].id"}),
        ("intendedAudience:\n  countries: [XK, zz]", {"intendedAudience.countries[1]"}),
        ("intendedAudience:\n  scope: [nope]", {"intendedAudience.scope[0]"}),
        ("intendedAudience:\n  region: MA", {"intendedAudience.region"}),
        ("dependsOn:\n  open:\n    - version: 1", {"dependsOn.open[0].name"}),
        (
            "dependsOn:\n  open:\n    - name: a\n      optional: 'no'",
            {"dependsOn.open[0].optional"},
        ),
        ("IT:\n  countryExtensionVersion: '0.3'", {"IT.countryExtensionVersion"}),
        ("IT:\n  countryExtensionVersion: 1.0", {"IT.countryExtensionVersion"}),
        ("IT:\n  riuso:\n    codiceIPA: nobody", {"IT.riuso.codiceIPA"}),
        ("IT:\n  piattaforme:\n    spid: yes", {"IT.piattaforme.spid"}),
        ("IT: {}\nit: {}", {"it"}),
        ("1: x", _ALL),
        ("roadmap: *x", _ALL | {"roadmap"}),
        ("x: y", {"x"}),
        ("name: Autre", {""}),
        ("---", {""}),
        ("a: b: c", {""}),
        ("? [a]\n: b", {""}),
        ("organisation: {name: a\n   b}", {""}),
        ("organisation: {uri: 'https://a.example', name: 'a\n   b'}", set()),
    ],
)
def test_an_added_key_is_judged_as_the_reference_judges_it(added: str, keys: set[str]) -> None:
    assert _keys(f"{_BASE}{added}\n") == keys


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("'0'", "0", {"publiccodeYmlVersion"}),
        ("'0'", "0.2.2", set()),
        ("'0'", "'0.6'", {"publiccodeYmlVersion"}),
        ("'0'", "|-\n  0", {"publiccodeYmlVersion"}),
        ("'0'", "&v '0'", {"publiccodeYmlVersion"}),
        ("https://git.example/onb/bareme", "git@git.example:onb/bareme.git", {"", "url"}),
        ("https://git.example/onb/bareme", "ssh://git@git.example/b.git", set()),
        ("  - web", "  web", {"", "platforms"}),
        ("  - web", "  -\tweb", set()),
        ("  - web", "\t- web", {""}),
        ("stable", "Stable", {"developmentStatus"}),
        ("  fr:", "  fr_FR:", {"description"}),
        ("  fr:", "  zgh-Tfng:", set()),
        (
            "    features:\n      - Calcul expliqué\n",
            "",
            {"description.fr.features"},
        ),
        (
            "shortDescription",
            "shortdescription",
            {"description.fr.shortdescription", "description"},
        ),
        ("EUPL-1.2", "EUPL v1.2", {"legal.license"}),
        ("  license:", "  licence:", {"legal.licence", "legal.license"}),
        ("type: none", "type: contract", {"maintenance.contractors"}),
        ("type: none", "type: internal\n  contacts: []", set()),
        ("type: none", "type: none\n  contractors: []", {"maintenance.contractors"}),
        (
            "type: none",
            "type: contract\n  contractors:\n    - name: A\n      until: 1-1-2030\n      email: ''",
            {"maintenance.contractors[0].until", "maintenance.contractors[0].email"},
        ),
        ("[fr]", "fr", {"localisation.availableLanguages", "localisation.localisationReady"}),
        ("[fr]", "[fra]", {"localisation.availableLanguages[0]"}),
        ("[fr]", "", {"localisation.availableLanguages"}),
    ],
)
def test_a_change_is_judged_as_the_reference_judges_it(old: str, new: str, keys: set[str]) -> None:
    found = _keys(_BASE.replace(old, new, 1))
    if "localisationReady" in str(keys):
        keys = {*keys, "localisation.availableLanguages"}

    assert found == keys


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"", {"publiccodeYmlVersion"}),
        (b"- a", {"publiccodeYmlVersion"}),
        (b"\xef\xbb\xbf" + _BASE.encode(), {"publiccodeYmlVersion"}),
        (b"\xef\xbb\xbf# a\n" + _BASE.encode(), {""}),
        (b"%YAML 1.2\n---\n" + _BASE.encode(), {""}),
        (b"name: caf\xe9", {""}),
        (_BASE.replace("Barème", "Bar\x01\x00me").encode(), set()),
        (_BASE.replace("\n", "\r\n").encode(), set()),
        (b"publiccodeYmlVersion: '0'", _ALL - {"publiccodeYmlVersion"}),
        (b"[" * 40_000, {""}),
    ],
)
def test_a_whole_file_is_judged_as_the_reference_judges_it(data: bytes, keys: set[str]) -> None:
    assert _keys(data) == keys


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("mit", True),
        (" MIT ", True),
        ("GPL-2.0+", True),
        ("EUPL-1.2+", True),
        ("EUPL-1.2 +", False),
        ("EUPL-1.2-or-later", True),
        ("MIT-only", True),
        ("(MIT AND (ISC OR 0BSD))", True),
        ("MIT AND", False),
        ("MIT and ISC", False),
        ("MIT with Classpath-exception-2.0", True),
        ("GPL-2.0-only WITH Foo", False),
        ("DocumentRef-a:LicenseRef-b", True),
        ("LicenseRef-", False),
        ("Apache 2.0", False),
        ("MIT ANDISC", True),
        ("Classpath-exception-2.0", False),
        ("", False),
    ],
)
def test_licences_are_judged_as_the_reference_judges_them(text: str, valid: bool) -> None:
    assert is_licence_expression(text) is valid


def test_a_thousand_brackets_are_refused_and_not_followed() -> None:
    assert not is_licence_expression("(" * 1000 + "MIT" + ")" * 1000)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("zh-yue-Hant-HK", True),
        ("de-1901", True),
        ("i-klingon", True),
        ("x-forge", True),
        ("en-a-bbb-x-a", True),
        ("en-a-bbb-a-ccc", False),
        ("en-Xxxx", False),
        ("en-AA-AA", False),
        ("abcd", False),
    ],
)
def test_languages_are_judged_as_the_reference_judges_them(text: str, valid: bool) -> None:
    assert is_language(text) is valid


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.10", Number("1.1")),
        ("1.", Number("1")),
        ("0.00001", Number("1e-05")),
        ("1.5e21", Number("1.5e+21")),
        ("1234567.89", Number("1.23456789e+06")),
        ("123456.789", Number("123456.789")),
        ("0.0001", Number("0.0001")),
        ("-0.0", Number("-0")),
        ("017", Number("15")),
        ("0b11", Number("3")),
        ("1_000", Number("1000")),
        ("-.inf", Number("-Inf")),
        (".NaN", Number("NaN")),
        ("1e3", "1e3"),
        ("1.2.3", "1.2.3"),
        ("18446744073709551616", "18446744073709551616"),
        ("09", "09"),
        ("yes", "yes"),
        ("True", True),
        ("~", None),
    ],
)
def test_scalars_become_what_the_reference_makes_of_them(text: str, value: object) -> None:
    assert resolve_reference(text) == value
