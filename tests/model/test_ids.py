"""Names and references: `from_string` and `str` are inverses."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.errors import ForgeError
from forge.model import AlgorithmId, Reference, Version
from forge.model.ids import is_name, is_reserved, parse_version, slug

_NAMES = st.from_regex(r"[a-z0-9](-?[a-z0-9]){1,20}", fullmatch=True).filter(is_name)
_VERSIONS = st.tuples(
    st.lists(st.integers(0, 99), min_size=1, max_size=4),
    st.sampled_from(["", "a1", "rc2", ".post1", ".dev3", "+g4f1c2ab"]),
).map(lambda parts: ".".join(map(str, parts[0])) + parts[1])
_RANGES = st.sampled_from(["", ">=1.2,<2", "==1.*", "~=1.4", "!=2,>1"])


@given(_NAMES, _NAMES)
def test_an_identity_is_its_own_text(owner: str, name: str) -> None:
    identity = AlgorithmId(owner, name)

    assert AlgorithmId.from_string(str(identity)) == identity
    assert str(AlgorithmId.from_string(f"{owner}/{name}")) == f"{owner}/{name}"


@given(_NAMES, _NAMES, st.one_of(_VERSIONS.map("@{}".format), _RANGES))
def test_a_reference_is_its_own_text(owner: str, name: str, wanted: str) -> None:
    text = f"{owner}/{name}{wanted}"

    assert str(Reference.from_string(text)) == text
    assert Reference.from_string(str(Reference.from_string(text))) == Reference.from_string(text)


@given(_NAMES, _NAMES, _VERSIONS)
def test_a_full_version_means_itself_only(owner: str, name: str, version: str) -> None:
    reference = Reference.from_string(f"{owner}/{name}@{version}")

    assert reference.matches(Version(version))


@given(st.text(max_size=40))
def test_any_text_is_a_reference_or_a_problem(text: str) -> None:
    with contextlib.suppress(ForgeError):
        reference = Reference.from_string(text)

        assert Reference.from_string(str(reference)) == reference


@pytest.mark.parametrize(
    ("text", "matching", "other"),
    [
        ("onb/xy", ["0.1", "2.0rc1"], []),
        ("onb/xy@1", ["1.0", "1.9.9"], ["2.0", "0.9"]),
        ("onb/xy@1.2", ["1.2", "1.2.0", "1.2.9"], ["1.20", "1.3"]),
        ("onb/xy@1.2.0", ["1.2.0", "1.2"], ["1.2.1", "1.2.0rc1"]),
        ("onb/xy@1.2rc1", ["1.2rc1"], ["1.2"]),
        ("onb/xy>=1.2,<2", ["1.2", "1.9"], ["2.0", "1.1"]),
    ],
)
def test_a_reference_means_these_versions(text: str, matching: list[str], other: list[str]) -> None:
    reference = Reference.from_string(text)

    assert [v for v in matching if not reference.matches(Version(v))] == []
    assert [v for v in other if reference.matches(Version(v))] == []


@pytest.mark.parametrize(
    "text", ["", "x", "a/b/c", "../x", "onb/con", "onb/X", "onb/xy@", "onb/x@v"]
)
def test_what_names_nothing_is_refused(text: str) -> None:
    with pytest.raises(ForgeError):
        Reference.from_string(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My_Project.js", "my-project-js"),
        ("Barème des bourses", "bar-me-des-bourses"),
        ("جدول", ""),
        ("con", ""),
        ("a", ""),
        ("--a--b--", "a-b"),
        ("x" * 100, "x" * 64),
    ],
)
def test_the_nearest_name_to_a_text(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text(max_size=80))
def test_a_slug_is_a_name_or_nothing(text: str) -> None:
    assert slug(text) == "" or is_name(slug(text))


def test_device_names_are_reserved_in_any_case() -> None:
    assert is_reserved("NUL")
    assert not is_name("lpt9")
    assert is_name("lpt10")


def test_a_version_of_absurd_length_is_refused() -> None:
    with pytest.raises(ForgeError):
        parse_version("1." * 5000 + "0")
