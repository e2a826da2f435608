"""The only door to git: two profiles, bounded processes, nothing of a repository executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.lazily import lazily

if TYPE_CHECKING:
    from forge.gitio.address import canonical_url, is_url, strip_credentials
    from forge.gitio.cache import cache_directory
    from forge.gitio.directory import GitDirectory
    from forge.gitio.fetching import clone_or_update
    from forge.gitio.locate import find_repository
    from forge.gitio.objects import TreeEntry
    from forge.gitio.profile import NO_NETWORK, Network, Profile
    from forge.gitio.refs import Head, Ref
    from forge.gitio.remote import ls_remote
    from forge.gitio.workbench import Push, Pushed, Workbench, read_bundle, write_bundle
else:
    __getattr__ = lazily(
        __name__,
        {
            "forge.gitio.address": (
                "canonical_url",
                "is_url",
                "strip_credentials",
            ),
            "forge.gitio.cache": ("cache_directory",),
            "forge.gitio.directory": ("GitDirectory",),
            "forge.gitio.fetching": ("clone_or_update",),
            "forge.gitio.locate": ("find_repository",),
            "forge.gitio.objects": ("TreeEntry",),
            "forge.gitio.profile": (
                "NO_NETWORK",
                "Network",
                "Profile",
            ),
            "forge.gitio.refs": (
                "Head",
                "Ref",
            ),
            "forge.gitio.remote": ("ls_remote",),
            "forge.gitio.workbench": (
                "Push",
                "Pushed",
                "Workbench",
                "read_bundle",
                "write_bundle",
            ),
        },
    )

__all__ = [
    "NO_NETWORK",
    "GitDirectory",
    "Head",
    "Network",
    "Profile",
    "Push",
    "Pushed",
    "Ref",
    "TreeEntry",
    "Workbench",
    "cache_directory",
    "canonical_url",
    "clone_or_update",
    "find_repository",
    "is_url",
    "ls_remote",
    "read_bundle",
    "strip_credentials",
    "write_bundle",
]
