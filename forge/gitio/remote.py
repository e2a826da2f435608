"""The network: git's own commands to a remote, and the refs that it shows."""

from __future__ import annotations

import datetime
import os
import re
from typing import TYPE_CHECKING

import attrs

from forge.errors import SourceError
from forge.gitio import limits
from forge.gitio.address import Target, check_foreign, check_named, public_addresses
from forge.gitio.command import first_complaint
from forge.gitio.process import (
    Finished,
    limit_resources,
    run_process,
    start,
    start_as_user,
)
from forge.gitio.profile import (
    NO_NETWORK,
    UNATTENDED,
    Network,
    Profile,
    environment,
    local_options,
)
from forge.gitio.refs import Advertised, Head, Ref
from forge.problems import Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "Wire",
    "advertised",
    "ask",
    "call",
    "fetch_problem",
    "ls_remote",
    "parse_refs",
]

_LINE = re.compile(rb"^(?:([0-9a-f]{40})\t([^\n]+)|ref: ([^\n\t]+)\tHEAD)$", re.MULTILINE)
_SHA256 = re.compile(rb"^[0-9a-f]{64}\t", re.MULTILINE)
_DENIED = (
    "could not read Username",
    "could not read Password",
    "Authentication failed",
    "terminal prompts disabled",
    "error: 401",
    "error: 403",
    "Permission denied",
)
# What a registry keeps beside branches and tags: what was declined.
_PRIVATE_REFS = "refs/forge/*"
_MOVED = ("unable to update url base from redirection", "error: 301", "error: 302", "error: 308")


@attrs.frozen(kw_only=True)
class Wire:
    """How one address is talked to."""

    target: Target
    profile: Profile
    network: Network

    @classmethod
    def to(cls, url: str, profile: Profile, network: Network) -> Wire:
        """Return the way to an address that the profile allows."""
        foreign = profile is Profile.FOREIGN
        target = check_foreign(url, network) if foreign else check_named(url)
        return cls(target=target, profile=profile, network=network)

    def run(
        self,
        *arguments: str,
        directory: Path | None,
        seconds: float,
        limit: int,
        data: bytes = b"",
    ) -> Finished:
        """Run a network command; "URL" among the arguments stands for the address."""
        given = [self.target.url if part == "URL" else part for part in arguments]
        # Without a directory of ours git would read the settings of the one we happen to be in.
        place = [f"--git-dir={directory or os.devnull}"]
        if self.profile is Profile.REGISTRY:
            command = ["git", *_registry_options(), *place, *given]
            process = start_as_user(
                command,
                env=self._registry_env(directory),
                cwd=directory,
                attended=self.network.attended,
            )
        else:
            addresses = () if self.network.proxy else public_addresses(self.target, self.network)
            settings = _foreign_settings(self.target, self.network, addresses)
            options = [part for key, value in settings for part in ("-c", f"{key}={value}")]
            command = ["git", *local_options(), *options, *place, *given]
            process = start(command, env=self._foreign_env(), cwd=directory, stderr=True)
            limit_resources(process)
        return run_process(process, data=data, seconds=seconds, limit=limit)

    def _foreign_env(self) -> dict[str, str]:
        allowed = "https:http" if self.network.allow_http else "https"
        return environment(Profile.FOREIGN) | {"GIT_ALLOW_PROTOCOL": allowed} | self._header({})

    def _registry_env(self, directory: Path | None) -> dict[str, str]:
        # GitPython hands on everything; what would lead git elsewhere is written over.
        allowed = "file" if self.target.is_file else "https:http:ssh"
        env = {"GIT_ALLOW_PROTOCOL": allowed, "GIT_NAMESPACE": "", "GIT_NO_LAZY_FETCH": "1"}
        env |= {"GIT_NO_REPLACE_OBJECTS": "1", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}
        if directory:
            env["GIT_OBJECT_DIRECTORY"] = str(directory / "objects")
        asked = {} if self.network.attended else UNATTENDED
        return env | asked | self._header(os.environ)

    def _header(self, env: Mapping[str, str]) -> dict[str, str]:
        # In the environment, since every user of the machine can read a command line.
        if not self.target.header:
            return {}
        number = int(env.get("GIT_CONFIG_COUNT") or 0)
        scheme = self.target.url.partition("://")[0]
        return {
            "GIT_CONFIG_COUNT": str(number + 1),
            f"GIT_CONFIG_KEY_{number}": (
                f"http.{scheme}://{self.target.host}:{self.target.port}/.extraHeader"
            ),
            f"GIT_CONFIG_VALUE_{number}": self.target.header,
        }


def _registry_options() -> list[str]:
    settings = {
        "core.hooksPath": os.devnull,
        "core.fsmonitor": "false",
        "transfer.fsckObjects": "true",
        "transfer.bundleURI": "false",
        "fetch.recurseSubmodules": "false",
        "gc.auto": "0",
        "maintenance.auto": "false",
        "init.templateDir": "",
    }
    return [
        "--no-pager",
        *(part for key, value in settings.items() for part in ("-c", f"{key}={value}")),
    ]


def _foreign_settings(
    target: Target, network: Network, addresses: tuple[str, ...]
) -> list[tuple[str, str]]:
    settings = [
        ("protocol.https.allow", "always"),
        ("protocol.http.allow", "always" if network.allow_http else "never"),
        ("core.symlinks", "false"),
        ("http.followRedirects", "false"),
        ("http.proxy", network.proxy),
        ("http.lowSpeedLimit", "1000"),
        ("http.lowSpeedTime", "30"),
        ("transfer.fsckObjects", "true"),
        ("transfer.bundleURI", "false"),
        ("fetch.recurseSubmodules", "false"),
        ("protocol.version", "2"),
    ]
    if network.ca_bundle:
        settings.append(("http.sslCAInfo", network.ca_bundle))
    if addresses:
        # The addresses that were judged are those that are asked: a name server that answers
        # otherwise a moment later changes nothing.
        host = target.host.strip("[]")
        joined = ",".join(f"[{one}]" if ":" in one else one for one in addresses)
        settings.append(("http.curloptResolve", f"{host}:{target.port}:{joined}"))
    return settings


def ls_remote(
    url: str, network: Network = NO_NETWORK, profile: Profile = Profile.FOREIGN
) -> tuple[Ref, ...]:
    """Return the branches and tags of a remote, peeled, by name; one request.

    Raises:
        SourceError: `bad-repository-url`, `private-address`, `fetch-failed` and others.
    """
    return advertised(url, network, profile).refs


def advertised(url: str, network: Network, profile: Profile) -> Advertised:
    """Return what a remote says of HEAD, its branches and its tags.

    Raises:
        SourceError: As `ls_remote`.
    """
    return ask(Wire.to(url, profile, network))[0]


def ask(wire: Wire) -> tuple[Advertised, Wire]:
    """Return what a remote says of its refs, and the way on which it said so."""
    own = (_PRIVATE_REFS,) if wire.profile is Profile.REGISTRY else ()
    patterns = ("HEAD", "refs/heads/*", "refs/tags/*", *own)
    done, used = call(
        wire,
        ("ls-remote", "--symref", "--", "URL", *patterns),
        seconds=limits.REMOTE_REFS_SECONDS if wire.network.attended else limits.ORIGIN_SECONDS,
        limit=limits.REMOTE_REFS_BYTES,
    )
    said = parse_refs(wire.target.url, done.stdout)
    return attrs.evolve(said, asked=datetime.datetime.now(datetime.UTC)), used


def call(
    wire: Wire,
    arguments: tuple[str, ...],
    *,
    directory: Path | None = None,
    seconds: float,
    limit: int,
    data: bytes = b"",
) -> tuple[Finished, Wire]:
    """Run a command, again with `.git` where a host would only redirect there."""
    done = wire.run(*arguments, directory=directory, seconds=seconds, limit=limit, data=data)
    url = wire.target.url.rstrip("/")
    moved = done.returncode and any(sign in done.stderr for sign in _MOVED)
    if moved and not url.endswith(".git"):
        wire = attrs.evolve(wire, target=attrs.evolve(wire.target, url=f"{url}.git"))
        done = wire.run(*arguments, directory=directory, seconds=seconds, limit=limit, data=data)
    if done.returncode or done.failure:
        raise SourceError(fetch_problem(url, done))
    return done, wire


def fetch_problem(url: str, done: Finished) -> Problem:
    """Return why a remote could not be read."""
    if done.failure:
        return problem("fetch-limit", "git", url=url, reason=Word(f"git-{done.failure}"))
    if any(sign in done.stderr for sign in _DENIED):
        return problem("credentials-needed", "git", url=url)
    if "File size limit" in done.stderr or "signal 25" in done.stderr:
        return problem("fetch-limit", "git", url=url, reason=Word("git-overflow"))
    return problem("fetch-failed", "git", url=url, said=first_complaint(done))


def parse_refs(url: str, output: bytes) -> Advertised:
    """Return what `git ls-remote --symref` printed."""
    if _SHA256.search(output):
        raise SourceError(problem("sha256-repository", "git"))
    found: dict[str, str] = {}
    branch = None
    for match in _LINE.finditer(output):
        if match[3]:
            branch = match[3].decode("utf-8", "replace").removeprefix("refs/heads/")
            continue
        # The line of an annotated tag is followed by that of its commit.
        name = match[2].decode("utf-8", "surrogateescape").removesuffix("^{}")
        if len(name) <= limits.REF_NAME:
            found[name] = match[1].decode("ascii")
    head = found.pop("HEAD", None)
    refs = tuple(Ref(name, found[name]) for name in sorted(found))
    return Advertised(url=url, head=Head(head, branch), refs=refs)
