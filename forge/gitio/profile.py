"""The two ways in which git is run, and what the operator allows on the network."""

from __future__ import annotations

import enum
import os
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

__all__ = ["NO_NETWORK", "UNATTENDED", "Network", "Profile", "environment", "local_options"]


class Profile(enum.Enum):
    """Whose words are trusted when git runs.

    Nothing that a repository brings is executed in either.
    """

    FOREIGN = "foreign"
    """A repository of anybody: a clean environment, no configuration but ours, https only."""

    REGISTRY = "registry"
    """An address that the user named: their identity, ssh, credential helpers and proxies."""


def _names(hosts: Iterable[str]) -> frozenset[str]:
    return frozenset(hosts)


@attrs.frozen(kw_only=True)
class Network:
    """What the operator's configuration allows foreign fetches; never taken from a repository.

    Attributes:
        proxy: The address of an HTTP proxy, or "".
        ca_bundle: The path of a file of certificates, or "".
        tokens: From a host to the token with which forge reads there.
        private_hosts: Hosts that may have private or loopback addresses.
        allow_http: Whether addresses without encryption may be fetched.
        attended: Whether somebody is there who may be asked for a password or a host's key.
    """

    proxy: str = ""
    ca_bundle: str = ""
    tokens: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    private_hosts: frozenset[str] = attrs.field(default=frozenset(), converter=_names)
    allow_http: bool = False
    attended: bool = True


NO_NETWORK: Final = Network()

# What a program needs in order to start at all; on Windows sockets fail without SYSTEMROOT.
_KEPT = ("PATH", "PATHEXT", "SYSTEMROOT", "WINDIR", "COMSPEC", "TEMP", "TMP", "TMPDIR")

# Holds in both profiles: no repository decides which objects git shows or whom it asks.
_ALWAYS = {
    "LC_ALL": "C",
    "LANGUAGE": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
    "GIT_OPTIONAL_LOCKS": "0",
}

_FOREIGN = {
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "GIT_SSH_COMMAND": "false",
}

# No program asks anything: git, ssh, or a helper with a window of its own.
UNATTENDED: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",
    "SSH_ASKPASS": "",
    "SSH_ASKPASS_REQUIRE": "never",
    "GCM_INTERACTIVE": "never",
}

# What of the user's own git settings holds for the repository that they named.
_USERS = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG_",
    "GIT_SSH",
    "GIT_SSL_",
    "GIT_HTTP_",
    "GIT_PROXY_",
    "GIT_ASKPASS",
    "GIT_TERMINAL_PROMPT",
    "GIT_EXEC_PATH",
)
# Inside a pre-receive hook the pushed objects lie in a quarantine that only these name.
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


def environment(profile: Profile) -> dict[str, str]:
    """Return the whole environment of a git process that stays on this machine."""
    if profile is Profile.FOREIGN:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return kept | _ALWAYS | _FOREIGN | {"GIT_ALLOW_PROTOCOL": ""}
    kept = {name: value for name, value in os.environ.items() if _is_users(name)}
    if "GIT_QUARANTINE_PATH" in os.environ:
        kept |= {name: os.environ[name] for name in _QUARANTINE if name in os.environ}
    return kept | _ALWAYS | {"GIT_ALLOW_PROTOCOL": ""}


def _is_users(name: str) -> bool:
    return not name.startswith("GIT_") or name.startswith(_USERS)


def local_options() -> list[str]:
    """Return the options under which no setting of a repository starts a program."""
    settings = {
        "protocol.allow": "never",
        "core.hooksPath": os.devnull,
        "core.fsmonitor": "false",
        "core.sshCommand": "false",
        "core.askPass": "",
        "core.gitProxy": "",
        "core.alternateRefsCommand": "",
        "core.attributesFile": os.devnull,
        "core.editor": "false",
        "credential.helper": "",
        "diff.external": "",
        "gpg.program": "false",
        "log.showSignature": "false",
        "commit.gpgSign": "false",
        "tag.gpgSign": "false",
        "gc.auto": "0",
        "maintenance.auto": "false",
        "init.templateDir": "",
        "safe.bareRepository": "explicit",
        "submodule.recurse": "false",
    }
    pairs = [["-c", f"{name}={value}"] for name, value in settings.items()]
    return ["--no-pager", *(part for pair in pairs for part in pair)]
