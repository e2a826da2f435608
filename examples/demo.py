"""The demonstration: repositories, a registry of their releases, its site.

Run it with `python -m examples.demo`, or `make demo`.
"""

from __future__ import annotations

import argparse
import functools
import sys
import time
from pathlib import Path

import forge
from examples.repositories import EXAMPLES, Tagged, make_repositories, remove
from forge.registry import Store, create_registry, mark, open_store, verify
from forge.registry.files import owner_from_toml
from forge.site import SiteReport, build_site, serve

__all__ = ["DemoError", "main", "make_registry", "mark_all", "publish_all"]

_ROOT = EXAMPLES.parent
_BODIES = EXAMPLES / "registry"
# The lists that the invented bodies share with real ones: places and laws cannot be invented.
_LISTS = ("regions", "laws", "languages", "domains")

# What the registry must refuse, and why.
_REFUSED = {("codes-postaux", "v1.0.0"): {"license-contradicted"}}


class DemoError(Exception):
    """Something that must work in the demonstration did not."""


def main(arguments: list[str] | None = None) -> int:
    """Make everything below a directory, and serve the site unless told otherwise."""
    given = _parser().parse_args(arguments)
    try:
        report = _make(given.out)
        tour = f"{report.languages[0]}/tour.html"
        if given.no_serve:
            print(f"Guided tour: {report.out / tour}")
        else:
            serve(report.out, given.port, functools.partial(_say_address, tour))
    except (forge.ForgeError, DemoError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _make(out: Path) -> SiteReport:
    started = time.monotonic()
    tags = make_repositories(out / "repositories")
    publish_all(tags, make_registry(out / "registry"))
    mark_all(open_store(out / "registry"))
    store = open_store(out / "registry")
    checked = verify(store)
    if checked.problems:
        raise DemoError("\n".join(map(str, checked.problems)))
    print(f"{checked.releases} versions published and verified; again, by anybody:")
    print(f"  forge verify --registry {out / 'registry'}")
    report = build_site(store, out / "site")
    seconds = time.monotonic() - started
    print(f"{report.pages} pages built in {report.out} ({seconds:.0f} s in all)")
    return report


def _say_address(tour: str, address: str) -> None:
    print(f"Guided tour: {address}{tour}  (Ctrl-C stops)", flush=True)


def make_registry(directory: Path) -> Store:
    """Make the registry of the invented bodies."""
    remove(directory)
    store = create_registry(directory, country="none")
    with store.transaction("Name the invented bodies of the demonstration") as change:
        change.write("registry.toml", (_BODIES / "registry.toml").read_bytes())
        for path in sorted((_BODIES / "owners").glob("*.toml")):
            owner, problems = owner_from_toml(path.read_bytes(), f"owners/{path.name}")
            if owner is None or problems:
                raise DemoError("\n".join(map(str, problems)))
            change.set_owner(owner)
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
        refused = [item for item in made if item.outcome == "refused"]
        if refused:
            _expect_refusal(tag, refused)
            continue
        done = next(item for item in made if item.release)
        print(f"{done.outcome}  {done.release.reference}", file=sys.stderr)


def _expect_refusal(tag: Tagged, refused: list[forge.Publication]) -> None:
    """Show a version that must be refused: its licence file contradicts what it declares."""
    errors = [item for found in refused for item in found.draft.errors]
    told = "\n".join(map(str, errors or refused[0].problems))
    if {item.code for item in errors} != _REFUSED.get((tag.repository.name, tag.tag)):
        raise DemoError(f"{tag.repository.name} {tag.tag}:\n{told}")
    print(f"refused  {tag.repository.name} {tag.tag}\n{told}", file=sys.stderr)


def mark_all(store: Store) -> None:
    """Say what has become of the oldest example since, as its owner does."""
    reason = forge.Localized(
        {
            "fr": "Remplacé par la bibliothèque de contrôle, qui reprend le même calcul (exemple).",
            "ar": "حلت محلها مكتبة المراقبة التي تعتمد الحساب نفسه (مثال).",
        }
    )
    old = forge.Reference.from_string("onb/cle-rib")
    mark(store, old, "deprecated", reason=reason, successor="onb/controle-rib")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_ROOT / "build" / "demo", help="where to build")
    parser.add_argument("--port", type=int, default=8000, help="where to serve")
    parser.add_argument("--no-serve", action="store_true", help="build and verify only")
    return parser


if __name__ == "__main__":
    sys.exit(main())
