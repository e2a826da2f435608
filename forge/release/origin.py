"""Whether others can fetch what is about to be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import Profile, ls_remote
from forge.problems import Problem, Severity, Word, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.gitio import Network, Ref
    from forge.source import Snapshot

__all__ = ["check_origin"]


def check_origin(
    source: Snapshot, tag: str, *, offline: bool, network: Network
) -> Iterator[Problem]:
    """Compare the tag, or the commit of a snapshot, with what the origin says that it has.

    Args:
        source: The repository at the commit.
        tag: The version's tag; "" for a snapshot.
        offline: Whether the origin may not be asked.
        network: The operator's proxy, certificates and tokens, for where the user's do not do.
    """
    origin = source.git.remote_url()
    if not source.repository or origin is None:
        # A repository without an address is a matter of the registry's rules.
        return
    reason = "offline" if offline else _difference(source, origin, tag, network)
    if reason:
        yield problem(
            "not-at-origin",
            "git",
            severity=Severity.ERROR if reason in _CERTAIN else Severity.WARNING,
            subject=tag or source.commit[:12],
            origin=source.repository,
            reason=Word(reason),
            tag=(tag or None) if reason in _CERTAIN else None,
            unsure=None if reason in _CERTAIN else tag or "HEAD",
        )


# What the origin itself said; without an answer nobody is accused.
_CERTAIN = frozenset({"origin-lacks-it", "origin-differs"})


def _difference(source: Snapshot, origin: str, tag: str, network: Network) -> str:
    """Return in one word how the origin differs from this repository; "" where it does not."""
    refs = _refs_of(source, origin, network)
    if isinstance(refs, str):
        return refs
    return _compare_tag(source, tag, refs) if tag else _compare_state(source, refs)


def _refs_of(source: Snapshot, origin: str, network: Network) -> Sequence[Ref] | str:
    """Return what the origin has, or in one word why it did not say."""
    silence = ""
    for address, profile in _ways(source, origin, network):
        try:
            return ls_remote(address, attrs.evolve(network, attended=False), profile)
        except SourceError as error:
            code = error.problems[0].code
            if code == "fetch-limit":
                # Who waited once in vain is not made to wait again.
                return silence or "origin-silent"
            silence = "origin-asks-login" if code == "credentials-needed" else silence
    return silence or "origin-silent"


def _ways(source: Snapshot, origin: str, network: Network) -> Iterator[tuple[str, Profile]]:
    """Yield how the origin is asked: as the user would, then as the registry's operator does."""
    yield origin, Profile.REGISTRY
    if not origin.startswith(("https://", "http://")):
        # Where there is no ssh, or no key, the same repository may be open to everybody.
        yield source.repository, Profile.REGISTRY
    if network.proxy or network.ca_bundle or network.tokens:
        yield source.repository, Profile.FOREIGN


def _compare_tag(source: Snapshot, tag: str, refs: Sequence[Ref]) -> str:
    commit = next((ref.commit for ref in refs if ref.name == f"refs/tags/{tag}"), None)
    if commit is None:
        return "origin-lacks-it"
    return "" if commit == source.commit else "origin-differs"


def _compare_state(source: Snapshot, refs: Sequence[Ref]) -> str:
    tips = {ref.commit for ref in refs}
    if source.commit in tips or any(_is_ancestor(source, tip) for tip in tips):
        return ""
    # A branch that moved on since the last fetch may well hold the commit.
    known = all(source.git.size(tip) is not None for tip in tips)
    return "origin-lacks-it" if known else "origin-moved-on"


def _is_ancestor(source: Snapshot, tip: str) -> bool:
    if not tip or source.git.size(tip) is None:
        return False
    try:
        source.git.run("merge-base", "--is-ancestor", source.commit, tip)
    except SourceError:
        return False
    return True
