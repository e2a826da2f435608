"""Thousands of bare repositories of mixed kinds, written as loose objects without a git process.

```python
crowd = make_crowd(tmp_path / "crowd", 2000)
crowd.move(7)                          # repository 7 gets another commit
```
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from tests.support.crawls import MANIFEST
from tests.support.repos import FIRST_DATE

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Crowd", "make_crowd"]

_ROOT = Path(__file__).resolve().parents[2]
_WHO = b"A Developer <developer@agency.example>"

_PUBLICCODE = """publiccodeYmlVersion: "0.4"
name: Outil {number}
url: "{url}"
platforms: [web]
developmentStatus: stable
softwareType: standalone/web
categories: [document-management]
description:
  fr:
    shortDescription: Outil numéro {number} d'un organisme inventé.
    longDescription: >
      Un outil qui n'existe que pour être lu.
    features: [lire]
legal: {{license: Apache-2.0}}
maintenance: {{type: internal, contacts: [{{name: "Guichet"}}]}}
localisation: {{localisationReady: false, availableLanguages: [fr]}}
"""
_PACKAGE = """{{"name": "outil-{number}", "version": "1.0.0", "license": "Apache-2.0",
"description": "Outil numéro {number}"}}
"""

KINDS = (
    "snapshot",
    "tagged",
    "many-tags",
    "publiccode",
    "workspace",
    "package",
    "bare",
    "broken",
    "large",
    "wide",
)


@attrs.define
class Crowd:
    """Bare repositories `r00000`, `r00001`, …

    Attributes:
        root: The directory in which they are.
        names: Their names, in order.
    """

    root: Path
    names: Sequence[str]
    shared: Path
    base: str

    def move(self, number: int) -> str:
        """Give a repository another commit on its branch; the commit."""
        path = self.root / self.names[number]
        before = (path / "refs" / "heads" / "main").read_text().strip()
        files = _files(number, self.names[number], self.base) | {"NEWS": f"{before}\n".encode()}
        commit = _commit(path / "objects", _tree(path / "objects", files), before)
        (path / "refs" / "heads" / "main").write_text(f"{commit}\n")
        return commit


def make_crowd(root: Path, count: int, base: str = "https://git.onb.example/sie") -> Crowd:
    """Make so many repositories below a directory.

    Args:
        root: The directory.
        count: How many; the kinds take turns.
        base: The address below which they say that they are.
    """
    shared = root / "shared" / "objects"
    shared.mkdir(parents=True)
    names = [f"r{number:05}" for number in range(count)]
    for number, name in enumerate(names):
        _make(root / name, number, name, shared, base)
    return Crowd(root, names, shared, base)


def _make(path: Path, number: int, name: str, shared: Path, base: str) -> None:
    objects = path / "objects"
    for folder in (objects / "info", path / "refs" / "heads", path / "refs" / "tags"):
        folder.mkdir(parents=True)
    (path / "HEAD").write_text("ref: refs/heads/main\n")
    (path / "config").write_text("[core]\n\trepositoryformatversion = 0\n\tbare = true\n")
    (objects / "info" / "alternates").write_text(f"{shared}\n")
    kind = KINDS[number % len(KINDS)]
    tree = _tree(objects, _files(number, name, base), shared)
    first = _commit(objects, tree, "")
    tags = {"tagged": ["v1.0.0"], "workspace": [f"{name}-a-1.0.0"], "publiccode": ["1.0"]}
    tags["many-tags"] = [f"v1.{minor}.0" for minor in range(20)]
    head = first
    lines = []
    for tag in tags.get(kind, []):
        head = _commit(objects, tree, head, tag) if kind == "many-tags" else first
        lines.append(f"{head} refs/tags/{tag}\n")
    (path / "refs" / "heads" / "main").write_text(f"{head}\n")
    (path / "packed-refs").write_text(
        "# pack-refs with: peeled fully-peeled sorted \n"
        + "".join(sorted(lines, key=lambda line: line[41:]))
    )


def _files(number: int, name: str, base: str) -> Mapping[str, bytes]:
    kind = KINDS[number % len(KINDS)]
    values = {"number": number, "name": name, "url": f"{base}/{name}"}
    own = MANIFEST.format(**values).encode()
    files = {"LICENSE": _LICENSE, "README.md": b"# Outil\n\n" + b"Un paragraphe.\n" * 40}
    files |= {f"src/m{module}.py": f"x = {module}\n".encode() * 100 for module in range(20)}
    match kind:
        case "publiccode":
            files["publiccode.yml"] = _PUBLICCODE.format(**values).encode()
        case "workspace":
            files["algorithm.toml"] = b'schema = "forge/1"\n[workspace]\nmembers = ["algos/*"]\n'
            for member in "abc":
                inner = MANIFEST.format(**values | {"name": f"{name}-{member}"}).encode()
                files[f"algos/{member}/algorithm.toml"] = inner
        case "package":
            files["package.json"] = _PACKAGE.format(**values).encode()
        case "bare":
            pass
        case "broken":
            files["algorithm.toml"] = own.replace(b"Apache-2.0", b"gpl3")
        case "large":
            files |= {"algorithm.toml": own, "model.bin": hashlib.sha512(b"x").digest() * 8192}
        case "wide":
            many = {f"data/{item:03}.csv": b"a,b\n%d,2\n" % item for item in range(300)}
            files |= {"algorithm.toml": own, **many}
        case _:
            files["algorithm.toml"] = own
    return files


_LICENSE = (_ROOT / "LICENSES" / "Apache-2.0.txt").read_bytes()
_written: set[tuple[Path, str]] = set()


def _tree(objects: Path, files: Mapping[str, bytes], shared: Path | None = None) -> str:
    lines = []
    folders: dict[str, dict[str, bytes]] = {}
    for path, data in files.items():
        folder, slash, rest = path.partition("/")
        if slash:
            folders.setdefault(folder, {})[rest] = data
        else:
            same = (
                shared
                if shared is not None and folder in ("LICENSE", "README.md", "model.bin")
                else None
            )
            lines.append((folder, b"100644", _write(same or objects, b"blob", data)))
    for folder, inner in folders.items():
        same = shared if shared is not None and folder in ("src", "data") else objects
        lines.append((f"{folder}/", b"40000", _tree(same, inner, shared)))
    body = b"".join(
        b"%s %s\0%s" % (mode, name.rstrip("/").encode(), bytes.fromhex(oid))
        for name, mode, oid in sorted(lines)
    )
    return _write(objects, b"tree", body)


def _commit(objects: Path, tree: str, parent: str, message: str = "Work") -> str:
    when = int(FIRST_DATE.timestamp())
    above = f"parent {parent}\n".encode() if parent else b""
    body = b"tree %s\n%sauthor %s %d +0000\ncommitter %s %d +0000\n\n%s\n" % (
        tree.encode(),
        above,
        _WHO,
        when,
        _WHO,
        when,
        message.encode(),
    )
    return _write(objects, b"commit", body)


def _write(objects: Path, kind: bytes, body: bytes) -> str:
    data = b"%s %d\0%s" % (kind, len(body), body)
    oid = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    if (objects, oid) not in _written:
        _written.add((objects, oid))
        file = objects / oid[:2] / oid[2:]
        if not file.exists():
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(zlib.compress(data, 1))
    return oid
