"""Real histories of metadata files, replayed as commits with a crawl after each.

Some of them break on the way, with tabs, lost indentation and merge marks. A sample runs each
time; FORGE_ENDURANCE=1 replays all of them.
"""

from __future__ import annotations

import datetime
import os
import re
from collections import Counter
from typing import TYPE_CHECKING

import attrs

from forge.registry.files import settings_to_toml
from forge.registry.paths import SETTINGS
from tests.support.crawls import BASE, NOW, Field, made_field
from tests.support.registries import git
from tests.support.shared import shared_path

if TYPE_CHECKING:
    from pathlib import Path

FULL = bool(os.environ.get("FORGE_ENDURANCE"))
REPOSITORIES = None if FULL else 8
ROUNDS = 200 if FULL else 4


def histories(count: int | None) -> dict[str, list[tuple[datetime.datetime, bytes]]]:
    """The versions of each repository's file, oldest first; those that change most often first."""
    found = {}
    for folder in shared_path("corpus", "history").iterdir():
        every = [file for file in folder.rglob("*.yml") if file.is_file()]
        # Of several files of a repository, the one that changed most often.
        counts = Counter(file.parent for file in every)
        most = max(sorted(counts), key=lambda parent: counts[parent])
        files = sorted(file for file in every if file.parent == most)
        name = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-")[:60].strip("-")
        found[name] = [(_day(file.name), _at_home(file.read_bytes(), name)) for file in files]
    ranked = sorted(found, key=lambda name: (-len(found[name]), name))
    return {name: found[name] for name in ranked[:count]}


def _day(name: str) -> datetime.datetime:
    day = datetime.datetime.fromisoformat(name[:10])
    return day.replace(tzinfo=datetime.UTC)


def _at_home(data: bytes, name: str) -> bytes:
    # Where it says that it is of another repository, it would be a copy.
    return re.sub(rb"(?m)^url:.*$", f'url: "{BASE}/{name}"'.encode(), data)


def speak(field: Field) -> None:
    """Let the registry take the languages of the histories."""
    with field.store() as store:
        languages = ("it", "en", "de", "nl", "fr", "sv", "zh")
        settings = attrs.evolve(store.settings, languages=languages)
        with store.transaction("Speak other languages", now=NOW) as change:
            change.write(SETTINGS, settings_to_toml(settings))


def records(field: Field) -> dict[str, str]:
    """The blob of every record."""
    lines = git(field.registry, "ls-tree", "-r", "HEAD", "algorithms").splitlines()
    pairs = (line.split()[2:4] for line in lines)
    return {path: oid for oid, path in pairs if not path.endswith("health.toml")}


def test_a_broken_manifest_never_removes_or_alters_a_good_entry(tmp_path: Path) -> None:
    known = histories(REPOSITORIES)
    outcomes: Counter[str] = Counter()
    with made_field(tmp_path) as field:
        speak(field)
        made = {name: field.add(name, [], bare=True) for name in known}
        for number in range(min(ROUNDS, max(map(len, known.values())))):
            before = records(field)
            moved = [name for name, versions in known.items() if number < len(versions)]
            for name in moved:
                date, data = known[name][number]
                made[name].commit({"publiccode.yml": data}, date=date)
            crawl = field.crawl(*map(field.target, moved))
            outcomes.update(crawl.outcomes)
            after = records(field)

            assert before.items() <= after.items()
            broken = {item.url for item in crawl.settled if item.outcome == "broken"}
            for name in moved:
                check(field, name, known[name][: number + 1], f"{BASE}/{name}" in broken)
        assert not outcomes["failed"]
        assert field.is_sound()
    print(f"\n{sum(outcomes.values())} versions of {len(known)} repositories: {dict(outcomes)}")


def check(
    field: Field, name: str, versions: list[tuple[datetime.datetime, bytes]], broken: bool
) -> None:
    """The health of a repository's algorithm says what became of its newest version, and since."""
    with field.store() as store:
        found = [
            item
            for item in store.algorithms()
            if item.releases[-1].source.repository == f"{BASE}/{name}"
        ]
    for item in found:
        health = item.health
        assert health is not None
        assert health.date[:10] == versions[-1][0].date().isoformat()
        assert (health.state == "broken") is broken
        if broken:
            assert health.codes
            assert versions[0][0].date() <= health.since <= versions[-1][0].date()
