"""Records: the same value after writing and reading, and problems for everything else."""

from __future__ import annotations

import tomllib

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

from forge.errors import RegistryError
from forge.model import AlgorithmId, Provenance, Source, Version
from forge.registry.layout import read_record, record_from_toml, record_to_toml
from forge.registry.paths import What, record_path, slot_of
from tests.support.releases import any_release, make_release

PATH = "algorithms/onb/bareme-bourses/2.1.0.toml"


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(any_release())
def test_a_record_read_back_is_the_release(release):
    data = record_to_toml(release)

    assert record_from_toml(data, record_path(release.id, release.version)) == release
    assert record_to_toml(release) == data


@given(any_release().map(lambda release: (release.id, release.version)))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_path_of_a_record_names_its_release(pair):
    identity, version = pair
    slot = slot_of(record_path(identity, version))

    assert (slot.what, slot.algorithm, slot.version) == (What.RECORD, identity, version)


def test_a_record_has_a_fixed_order_of_keys_and_ends_in_one_line_feed():
    data = record_to_toml(make_release())
    table = tomllib.loads(data.decode())

    assert list(table) == [
        "schema",
        "id",
        "version",
        "generator",
        "licence-data",
        "foreign",
        "algorithm",
        "source",
        "licensing",
        "provenance",
    ]
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not data.endswith(b"\n\n")
    assert "جدول المنح (مثال)" in data.decode()


def test_keys_of_a_newer_forge_survive_reading_and_writing():
    table = record_to_toml(make_release()).decode()
    newer = table.replace('schema = "forge/1"', 'schema = "forge/1.4"\nsigned-by = ["onb"]')
    newer = newer.replace('kind = "rules"', 'kind = "rules"\nweight = 1.5')
    newer += "\n[newer]\nkey = 2027-01-01\n"
    release, problems = read_record(newer.encode(), PATH)

    assert problems == ()
    again = tomllib.loads(record_to_toml(release).decode())
    assert again["signed-by"] == ["onb"]
    assert again["algorithm"]["weight"] == 1.5
    assert str(again["newer"]["key"]) == "2027-01-01"
    assert attrs.evolve(release, later=()) == make_release()


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            (b'schema = "forge/1"', b'schema = "forge/2"'),
            (
                f"{PATH}: error[newer-schema]: schema: Written for 'forge/2'; this forge reads"
                " 'forge/1'"
            ),
        ),
        (
            (b'version = "2.1.0"', b'version = "2.1"'),
            f"{PATH}: error[misplaced-file]: version: Says '2.1', but stands where '2.1.0' belongs",
        ),
        (
            (b'id = "onb/bareme-bourses"', b'id = "cna/bareme-bourses"'),
            (
                f"{PATH}: error[misplaced-file]: id: Says 'cna/bareme-bourses', but stands where"
                " 'onb/bareme-bourses' belongs"
            ),
        ),
        (
            (b'commit = "4f1c', b'commit = "XYZ'),
            (
                f"{PATH}: error[bad-pattern]: source.commit: 'XYZ2ab0123456789abcdef"
                "0123456789abcdef0'"
                " does not have the form '40 hexadecimal digits'"
            ),
        ),
        (
            (b'sha256 = "', b'sha257 = "'),
            f"{PATH}: error[missing-key]: source.sha256: Required, but missing",
        ),
        (
            (b'schema = "forge/1"', b""),
            f'{PATH}: error[missing-schema]: schema: Does not begin with schema = "forge/1"',
        ),
    ],
)
def test_a_record_that_is_wrong_says_where_and_how(change, text):
    with pytest.raises(RegistryError) as caught:
        record_from_toml(record_to_toml(make_release()).replace(*change), PATH)

    assert str(caught.value.problems[0]).partition("\n")[0] == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "missing-schema"),
        (b"\xff\xfe", "wrong-encoding"),
        (b"a = \n", "bad-toml"),
        (b"a = 1\na = 2\n", "bad-toml"),
        (b'schema = "forge/1"\nx = ' + b"[" * 40_000, "too-deep"),
        (b"#" * (256 * 1024 + 1), "file-too-large"),
        (b'schema = "forge/1"\nprovenance = 3\nforeign = 4\nsource = 5\nalgorithm = []', None),
        (b'schema = "forge/1"\nx = ' + b"9" * 10_000, "bad-toml"),
    ],
)
def test_bytes_that_are_no_record_are_problems_and_no_traceback(data, code):
    release, problems = read_record(data, PATH)

    assert release is None
    assert problems
    assert code is None or code in [item.code for item in problems]


def test_a_release_that_cannot_be_stored_without_loss_is_refused():
    untidy = make_release(keywords=(" not trimmed ",))

    with pytest.raises(RegistryError) as caught:
        record_to_toml(untidy)
    assert [item.code for item in caught.value.problems] == ["unfaithful-record"]
    assert "manifest" in str(caught.value)


def test_a_path_that_is_no_utf_8_is_refused_and_no_traceback():
    release = make_release()
    release = attrs.evolve(release, source=attrs.evolve(release.source, path="caf\udce9"))

    with pytest.raises(RegistryError) as caught:
        record_to_toml(release)
    assert caught.value.problems[0].code == "unfaithful-record"


def test_a_record_of_more_than_256_kib_is_refused():
    texts = {"fr": "x" * 10_000}
    many = tuple(f"{index} " + "é" * 9_000 for index in range(20))

    with pytest.raises(RegistryError) as caught:
        record_to_toml(make_release(keywords=many, description=texts))
    assert caught.value.problems[0].code == "file-too-large"


@pytest.mark.parametrize(
    ("file", "line"), [("a:12", None), ("a:12", 3), ("a:", None), ("", None), ("git", None)]
)
def test_provenance_keeps_files_that_look_like_lines(file, line):
    release = attrs.evolve(
        make_release(), provenance=(Provenance(key="a.b", file=file, line=line),)
    )

    assert record_from_toml(record_to_toml(release), PATH) == release


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("registry.toml", What.SETTINGS),
        (".gitattributes", What.COMPANION),
        ("README.md", What.COMPANION),
        (".github/workflows/verify.yml", What.COMPANION),
        ("owners/onb.toml", What.OWNER),
        ("owners/con.toml", What.FOREIGN),
        ("owners/onb/x.toml", What.FOREIGN),
        ("vocabulary/laws.toml", What.VOCABULARY),
        ("vocabulary/other.toml", What.FOREIGN),
        ("algorithms/onb/x-y/1.0.toml", What.RECORD),
        ("algorithms/onb/x-y/1.0rc1.toml", What.RECORD),
        ("algorithms/onb/x-y/v1.0.toml", What.FOREIGN),
        ("algorithms/onb/x-y/1.0.toml.exe", What.FOREIGN),
        ("algorithms/onb/x-y/status.toml", What.STATUS),
        ("algorithms/onb/x-y/health.toml", What.HEALTH),
        ("algorithms/ONB/x-y/1.0.toml", What.FOREIGN),
        ("algorithms/onb/1.0.toml", What.FOREIGN),
        ("uses/cna/onb/x-y.toml", What.USES),
        ("uses/onb/x-y.toml", What.FOREIGN),
        ("malware.exe", What.FOREIGN),
        ("", What.FOREIGN),
    ],
)
def test_every_path_has_one_meaning(path, what):
    assert slot_of(path).what is what


def test_a_snapshot_has_a_path_too():
    version = Version("0.0.dev20261121093000+g4f1c2ab01234")

    path = record_path(AlgorithmId("onb", "outil"), version)
    assert path == "algorithms/onb/outil/0.0.dev20261121093000+g4f1c2ab01234.toml"
    assert slot_of(path).version == version


def test_a_source_without_a_repository_is_written_without_the_key():
    release = make_release(repository="")

    assert b"repository" not in record_to_toml(release)
    assert record_from_toml(record_to_toml(release), PATH).source == attrs.evolve(
        Source(), **attrs.asdict(release.source)
    )


@pytest.mark.parametrize("parts", [100, 3_000, 100_000])
def test_a_record_with_a_key_that_is_too_deep_is_refused_at_once(parts):
    deep = ".".join(["a"] * parts)
    data = record_to_toml(make_release()).replace(b"[source]", f"[source]\n{deep} = 1".encode())

    release, problems = read_record(data, PATH)
    assert release is None
    assert [item.code for item in problems] == ["too-deep"]
