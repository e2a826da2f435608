"""Real git repositories for tests, built fast (one fast-import stream) with fixed dates and names.

```python
made = make_repository(
    tmp_path / "project",
    commits=[{"README.md": "# One\n"}, {"algorithm.toml": "…", "run": executable("#!/bin/sh\n")}],
    tags={"v1.0": 0, "v1.1": -1},
    remote="https://git.example/onb/project.git",
)
made.commits[-1]                       # the hash of the last commit
made.commit({"README.md": "# Two\n"}, tag="v1.2")
made.git("status", "--short")          # the real git, in the same clean environment
```
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "FIRST_DATE",
    "Content",
    "Repository",
    "environment",
    "executable",
    "git_that_refuses",
    "gitlink",
    "make_repository",
    "symlink",
]

# The commit number n of a repository is n days younger than this.
FIRST_DATE = datetime.datetime(2026, 11, 2, 10, 15, tzinfo=datetime.UTC)

_NAME = "A Developer"
_MAIL = "developer@agency.example"


@attrs.frozen
class Content:
    """What a path holds in a commit: a git mode and bytes (of a gitlink, the commit's hash)."""

    mode: str
    data: bytes


def executable(data: str | bytes) -> Content:
    """A file of mode 100755."""
    return Content("100755", _bytes(data))


def symlink(target: str | bytes) -> Content:
    """A symbolic link of mode 120000."""
    return Content("120000", _bytes(target))


def gitlink(commit: str = "1" * 40) -> Content:
    """A submodule's entry of mode 160000."""
    return Content("160000", commit.encode())


def git_that_refuses(directory: Path, argument: str, version: str = "") -> str:
    """A PATH on which git is the real one, but for one argument that it does not know.

    Args:
        directory: Where it is made.
        argument: What it refuses.
        version: What it says of itself; else the truth.
    """
    directory.mkdir()
    program = directory / "git"
    lines = [f'  *" {argument} "*) exit 129 ;;']
    lines += [f'  " version ") echo "{version}"; exit 0 ;;'] if version else []
    real = shutil.which("git")
    program.write_text(
        "\n".join(["#!/bin/sh", 'case " $* " in', *lines, "esac", f'exec "{real}" "$@"', ""])
    )
    program.chmod(0o755)
    return f"{directory}{os.pathsep}{os.environ['PATH']}"


def environment() -> dict[str, str]:
    """The environment of every git here: nothing of the machine's or the user's configuration."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "TEMP") if key in os.environ}
    return kept | {
        "HOME": os.devnull,
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_AUTHOR_NAME": _NAME,
        "GIT_AUTHOR_EMAIL": _MAIL,
        "GIT_COMMITTER_NAME": _NAME,
        "GIT_COMMITTER_EMAIL": _MAIL,
        "GIT_AUTHOR_DATE": FIRST_DATE.isoformat(),
        "GIT_COMMITTER_DATE": FIRST_DATE.isoformat(),
    }


@attrs.define
class Repository:
    """A repository that a test made.

    Attributes:
        path: The work tree, or the bare directory.
        commits: The hashes, oldest first.
    """

    path: Path
    bare: bool
    branch: str
    commits: list[str]

    def git(self, *arguments: str, data: bytes = b"") -> str:
        """Run the real git in the repository; its output without the last line end."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env=environment(),
            input=data,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"git {arguments}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def commit(
        self,
        files: Mapping[str, str | bytes | Content | None],
        *,
        tag: str = "",
        date: datetime.datetime | None = None,
        message: str = "",
    ) -> str:
        """Add a commit to the branch (None deletes a path); its hash.

        Files that the work tree had are brought up to it.
        """
        number = len(self.commits)
        when = date or FIRST_DATE + datetime.timedelta(days=number)
        stream = [f"commit refs/heads/{self.branch}\nmark :1\n".encode()]
        stamp = f"{int(when.timestamp())} +0000"
        stream.append(f"author {_NAME} <{_MAIL}> {stamp}\n".encode())
        stream.append(f"committer {_NAME} <{_MAIL}> {stamp}\n".encode())
        stream.append(_data((message or f"Commit {number + 1}").encode()))
        if self.commits:
            stream.append(f"from {self.commits[-1]}\n".encode())
        stream += [_change(path, content) for path, content in files.items()]
        stream.append(b"\nget-mark :1\n")
        made = self.git("fast-import", "--quiet", "--cat-blob-fd=1", data=b"".join(stream))
        self.commits.append(made)
        if not self.bare:
            self.git("reset", "-q", "--hard")
        if tag:
            self.tag(tag)
        return made

    def tag(self, name: str, commit: str = "HEAD", *, annotated: bool = False) -> None:
        """Tag a commit, lightly or with an annotation."""
        options = ["-a", "-m", name] if annotated else []
        self.git("tag", *options, "--", name, commit)


def make_repository(
    path: Path,
    commits: Iterable[Mapping[str, str | bytes | Content | None]] = (),
    *,
    tags: Mapping[str, int] | None = None,
    annotated: Sequence[str] = (),
    bare: bool = False,
    remote: str = "",
    branch: str = "main",
    object_format: str = "sha1",
) -> Repository:
    """Make a repository.

    Args:
        path: Where; made with its parents.
        commits: What each commit changes: path to text, bytes, `executable`, `symlink`, `gitlink`,
            or None to delete. No commits: a repository without any.
        tags: From a tag's name to the number of its commit (-1: the last).
        annotated: The tags that are annotated ones.
        bare: Without a work tree.
        remote: The URL of `origin`.
        branch: The branch's name.
        object_format: "sha1" or "sha256".
    """
    path.mkdir(parents=True, exist_ok=True)
    made = Repository(path, bare, branch, [])
    options = ["--bare"] if bare else []
    options += [] if object_format == "sha1" else [f"--object-format={object_format}"]
    made.git("init", "-q", f"--initial-branch={branch}", "--template=", *options)
    for files in commits:
        made.commit(files)
    for name, number in (tags or {}).items():
        made.tag(name, made.commits[number], annotated=name in annotated)
    if remote:
        made.git("remote", "add", "origin", remote)
    return made


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")


def _data(data: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(data), data)


def _quoted(path: str | bytes) -> bytes:
    raw = _bytes(path).replace(b"\\", b"\\\\").replace(b'"', b'\\"').replace(b"\n", b"\\n")
    return b'"%s"' % raw


def _change(path: str | bytes, content: str | bytes | Content | None) -> bytes:
    if content is None:
        return b"D %s\n" % _quoted(path)
    item = content if isinstance(content, Content) else Content("100644", _bytes(content))
    if item.mode == "160000":
        return b"M 160000 %s %s\n" % (item.data, _quoted(path))
    return b"M %s inline %s\n%s" % (item.mode.encode(), _quoted(path), _data(item.data))
