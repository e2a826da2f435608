"""Whose repository it is, by the address."""

from __future__ import annotations

import pytest

from forge.model import Owner
from forge.release import owner_of

_OWNERS = {
    owner.id: owner
    for owner in (
        Owner(id="onb", repositories=("git.onb.example", "git.example/bourses")),
        Owner(id="onb-lab", repositories=("git.onb.example/lab/projets/",)),
        Owner(id="cna", repositories=()),
    )
}


@pytest.mark.parametrize(
    ("repository", "owner"),
    [
        ("https://git.onb.example/sie/bareme", "onb"),
        ("https://git.onb.example/lab/projets/x", "onb-lab"),
        ("https://git.onb.example/lab/projets-2/x", "onb"),
        ("https://GIT.onb.example/lab/x", "onb"),
        ("https://git.example/bourses", "onb"),
        ("https://git.example/Bourses/x", None),
        ("https://git.example/bourses-x/y", None),
        ("https://git.onb.example.attacker.example/x", None),
        ("https://git.onb.example:8443/x", None),
        ("", None),
    ],
)
def test_the_longest_prefix_in_whole_segments_names_the_owner(
    repository: str, owner: str | None
) -> None:
    found = owner_of(_OWNERS, repository)

    assert (found.id if found else None) == owner
