"""The demonstration: repositories, a registry of their releases, its site.

Run it with `python -m examples.demo`, or `make demo`.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import forge
from examples.repositories import EXAMPLES, Tagged, make_repositories, remove
from forge.registry import Store, create_registry, open_store, verify

__all__ = ["DemoError", "main", "make_registry", "publish_all"]

_ROOT = EXAMPLES.parent
# The lists that the invented bodies share with real ones: places and laws cannot be invented.
_LISTS = ("regions", "laws", "languages", "domains")


class DemoError(Exception):
    """Something that must work in the demonstration did not."""


def main(arguments: list[str] | None = None) -> int:
    """Make everything below a directory, and serve the site unless told otherwise."""
    given = _parser().parse_args(arguments)
    started = time.monotonic()
    out: Path = given.out
    tags = make_repositories(out / "repositories")
    store = make_registry(out / "registry")
    publish_all(tags, store)
    store = open_store(out / "registry")
    checked = verify(store)
    for found in checked.problems:
        print(found, file=sys.stderr)
    print(f"{len(tags)} versions published and verified in {out / 'registry'}")
    _build(store, out / "site")
    print(f"{time.monotonic() - started:.1f} s in all", file=sys.stderr)
    if not given.no_serve:
        _serve(out / "site", given.port)
    return 1 if checked.problems else 0


def make_registry(directory: Path) -> Store:
    """Make the registry of the invented bodies."""
    remove(directory)
    store = create_registry(directory, country="none")
    with store.transaction("Name the invented bodies of the demonstration") as change:
        for path in sorted((EXAMPLES / "registry").rglob("*.toml")):
            change.write(path.relative_to(EXAMPLES / "registry").as_posix(), path.read_bytes())
        for name in _LISTS:
            source = _ROOT / "registry" / "ma" / "vocabulary" / f"{name}.toml"
            change.write(f"vocabulary/{name}.toml", source.read_bytes())
    return open_store(directory)


def publish_all(tags: list[Tagged], store: Store) -> None:
    """Publish every tag, the oldest first, as their owners did at the time.

    Raises:
        DemoError: A version was refused.
    """
    for tag in tags:
        made = forge.publish(
            tag.repository,
            store,
            path=tag.path,
            version=tag.version,
            snapshot=not tag.tag,
            offline=True,
            environment={},
        )
        for publication in made:
            if publication.outcome == "refused":
                problems = "\n".join(map(str, publication.problems))
                raise DemoError(f"{tag.repository.name} {tag.tag}:\n{problems}")
        done = next(item for item in made if item.release)
        print(f"{done.outcome}  {done.release.reference}", file=sys.stderr)


def _build(store: Store, directory: Path) -> None:
    from forge.site import build_site

    remove(directory)
    print(build_site(store, directory), file=sys.stderr)


def _serve(directory: Path, port: int) -> None:
    from forge.site import serve

    print(f"Guided tour: http://127.0.0.1:{port}/tour.html  (Ctrl-C stops)", flush=True)
    serve(directory, port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "demo", help="where to build")
    parser.add_argument("--port", type=int, default=8000, help="where to serve")
    parser.add_argument("--no-serve", action="store_true", help="build and verify only")
    return parser


if __name__ == "__main__":
    sys.exit(main())
