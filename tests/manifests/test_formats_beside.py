"""Formats that point to other files of the repository, and those that are programs."""

import pytest

from forge.manifests.cargo import read_cargo
from forge.manifests.lfs import read_lfs, read_pointer
from forge.manifests.pom import read_pom
from forge.manifests.programs import read_program
from tests.support.beside import POM, Beside, plain_table


def test_a_cargo_member_inherits_from_its_workspace() -> None:
    files = {"Cargo.toml": b'[workspace.package]\nlicense = "EUPL-1.2"\nversion = "3.1.0"\n'}
    text = '[package]\nname = "member"\nlicense.workspace = true\nversion.workspace = true\n'
    reading = read_cargo(text.encode(), "crates/member/Cargo.toml", Beside(files))

    assert plain_table(reading)["license"] == "EUPL-1.2"
    assert plain_table(reading)["version"] == "3.1.0"
    assert reading is not None
    assert str(reading.places["algorithm.license"]) == "crates/member/Cargo.toml:3:1"


def test_a_pom_inherits_from_a_parent_inside_the_repository_only() -> None:
    parent = POM.replace("${revision}", "2.5").encode()
    text = (
        "<project><parent><groupId>example.onb</groupId><artifactId>bareme</artifactId>"
        "<version>2.5</version>{}</parent><artifactId>module</artifactId></project>"
    )
    inside = read_pom(text.format("").encode(), "module/pom.xml", Beside({"pom.xml": parent}))
    outside = read_pom(
        text.format("<relativePath>../../../pom.xml</relativePath>").encode(),
        "module/pom.xml",
        Beside({"pom.xml": parent}),
    )

    assert plain_table(inside)["license"] == "Apache-2.0"
    assert plain_table(inside)["version"] == "2.5"
    assert "license" not in plain_table(outside)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE p [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><project><name>&b;</name></project>',
        '<!DOCTYPE p SYSTEM "file:///etc/passwd"><project/>',
        '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><project/>',
    ],
)
def test_document_types_and_entities_are_refused(text: str) -> None:
    reading = read_pom(text.encode(), "pom.xml")

    assert [item.code for item in reading.problems] == ["xml-doctype"]
    assert plain_table(reading) == {}


def _pointer(digit: str, size: int) -> bytes:
    oid = digit * 64
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size}\n".encode()


def test_a_pointer_names_hash_and_size() -> None:
    assert read_pointer(_pointer("a", 12)) == ("a" * 64, 12)
    assert read_pointer(b"version https://git-lfs.github.com/spec/v1\noid md5:1\nsize 1\n") is None
    assert read_pointer(_pointer("a", 1) + b"x" * 2000) is None


def test_files_of_git_lfs_become_artifacts() -> None:
    files = {
        "model.safetensors": _pointer("a", 12),
        "data/corpus.csv": _pointer("b", 34),
        "data/real.csv": b"a,b\n",
        "other.bin": _pointer("c", 1),
    }
    text = "*.safetensors filter=lfs diff=lfs -text\n# no\ndata/*.csv filter=lfs\n*.bin text\n"
    reading = read_lfs(text.encode(), ".gitattributes", Beside(files))

    assert plain_table(reading)["artifact"] == [
        {"name": "model.safetensors", "kind": "weights", "size": 12, "sha256": "a" * 64},
        {"name": "data/corpus.csv", "kind": "data", "size": 34, "sha256": "b" * 64},
    ]
    assert reading is not None
    assert str(reading.places["artifact[1]"]) == "data/corpus.csv:1:1"


def test_a_program_is_not_run_and_a_note_says_what_to_add() -> None:
    reading = read_program(b"raise SystemExit(1)", "setup.py", Beside({"setup.py": b""}))

    assert reading is not None
    assert [item.message() for item in reading.problems] == [
        "A program, which forge never runs, so nothing of it is known"
    ]
    assert [item.hint() for item in reading.problems] == [
        "say the same in pyproject.toml ([project])"
    ]
    said = Beside({"pyproject.toml": b"[project]\nname = 'x'\n"})
    assert read_program(b"", "setup.py", said) is None
    assert read_program(b"", "x.gemspec", Beside({"publiccode.yml": b""})) is None
