"""Licence policies: data, of which a registry names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from forge.model import Artifact, Manifest
from forge.model.settings import Policy, Settings
from forge.model.spdx import license_ids
from forge.policy.licences import check_licences, license_policies
from forge.problems import Place, Problem
from tests.support.projects import told

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen(kw_only=True)
class _Draft:
    manifest: Manifest
    release: None = None
    uses: tuple[()] = ()
    problems: tuple[Problem, ...] = ()
    repository: str = ""

    def place(self, key: str) -> Place:
        return Place(file="algorithm.toml")


@attrs.frozen(kw_only=True)
class _View:
    settings: Settings


def _check(license_: str, policy: str, **values: object) -> Iterator[Problem]:
    manifest = Manifest(license=license_, **values)
    settings = Settings(policy=Policy(licences=policy))
    return check_licences(_Draft(manifest=manifest), _View(settings=settings))  # type: ignore[arg-type]  # no registry


def test_every_policy_names_licences_of_the_list_and_its_source() -> None:
    policies = license_policies()

    assert list(policies) == ["fr", "it", "ma-proposal"]
    for policy in policies.values():
        assert set(policy.name) == {"fr", "ar", "en"}
        assert policy.basis
        for names in policy.allowed.values():
            assert [license_ids()[name.lower()].id for name in names] == list(names)


def test_the_one_for_morocco_says_that_it_is_a_proposal() -> None:
    policy = license_policies()["ma-proposal"]

    assert not policy.official
    assert policy.name["en"] == "Morocco: a proposal without official standing"
    assert policy.name["fr"] == "Maroc : proposition, sans valeur officielle"


@pytest.mark.parametrize(
    ("license_", "policy", "found"),
    [
        ("EUPL-1.2", "fr", 0),
        ("BSL-1.0", "fr", 1),
        ("BSL-1.0 OR MIT", "fr", 0),
        ("BSL-1.0 AND MIT", "fr", 1),
        ("MIT", "it", 1),
        ("GPL-3.0-or-later WITH Autoconf-exception-3.0", "fr", 0),
        ("GPL-2.0-only", "fr", 1),
        ("LicenseRef-convention", "ma-proposal", 1),
        ("anything", "", 0),
        ("", "fr", 0),
    ],
)
def test_a_licence_outside_of_the_policy_is_a_warning(
    license_: str, policy: str, found: int
) -> None:
    assert len(list(_check(license_, policy))) == found


def test_libraries_and_data_have_their_own_lists() -> None:
    data = Artifact(name="x.csv", kind="data", license="MIT")

    assert list(_check("BSD-3-Clause", "it", kind="library")) == []
    assert list(_check("AGPL-3.0-or-later", "it", kind="service", artifacts=(data,))) == []
    assert told(_check("EUPL-1.2", "fr", artifacts=(data,))) == (
        "algorithm.toml: warning[license-outside-policy]: artifact[0].license: 'MIT' is not in "
        "the licence policy of this registry: France: approved licences (CRPA, article "
        "D323-2-1)\n  hint: it asks for one of: etalab-2.0, ODbL-1.0 "
        "(https://www.data.gouv.fr/pages/legal/licences)"
    )


def test_a_policy_that_does_not_exist_is_an_error() -> None:
    assert told(_check("MIT", "atlantis")) == (
        "registry: error[unknown-license-policy]: There is no licence policy 'atlantis'\n"
        "  hint: there are: fr, it, ma-proposal"
    )
