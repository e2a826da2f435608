"""Exceptions carry problems."""

import pytest

from forge.errors import ForgeError, ManifestError, PolicyError, RegistryError, SourceError
from forge.problems import problem


@pytest.mark.parametrize("cls", [ManifestError, PolicyError, RegistryError, SourceError])
def test_an_exception_is_one_of_forge_and_says_its_problems(cls: type[ForgeError]) -> None:
    first, second = problem("empty-value", "a.toml"), problem("bad-version", value="x")
    error = cls(first, second)

    assert isinstance(error, ForgeError)
    assert error.problems == (first, second)
    assert str(error) == f"{first}\n{second}"
