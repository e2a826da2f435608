"""What a registry's operator allows of fetches."""

from __future__ import annotations

import pytest

from forge.gitio import Network
from forge.model.settings import Settings
from forge.registry.network import network_of


def test_the_proxy_and_the_private_hosts_of_the_registry_hold() -> None:
    table = {"proxy": "http://proxy.example:3128", "private-hosts": ["git.onb.example"]}

    assert network_of(Settings(network=table)) == Network(
        proxy="http://proxy.example:3128", private_hosts=frozenset({"git.onb.example"})
    )


@pytest.mark.parametrize(
    "table", [{}, {"proxy": 1, "private-hosts": "x"}, {"tokens": {"git.example": "SECRET"}}]
)
def test_what_cannot_be_used_and_tokens_are_passed_over(table: dict[str, object]) -> None:
    assert network_of(Settings(network=table)) == Network()
