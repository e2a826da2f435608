"""The build of a large site beside bare Jinja2: all of it, and after one change.

The floor is what nobody can do without: the same templates rendered with the same values, which
are prepared before the clock starts, in as many processes. A part of the pages is rendered so after
each build and between the two, so that a busy machine slows both sides. `BENCH_SITE=500` makes it
small.
"""

import hashlib
import os
import resource
import time
from pathlib import Path

import pytest

from forge.cli.build import processors
from forge.index import build_index
from forge.index.workers import processes
from forge.registry import open_store
from forge.site import build_site
from forge.site.catalogue import frame_of
from forge.site.chapters import File
from forge.site.making import Edition, Maker
from tests.support.catalogues import generated
from tests.support.content import release
from tests.support.large import registry_of
from tests.support.registries import publish

pytestmark = pytest.mark.bench

SIZE = int(os.environ.get("BENCH_SITE", "10000"))
LANGUAGES = ("ar", "zgh", "fr", "en")
SPEED, CHANGE = 0.70, 0.02
# One chapter with pages of so many is rendered for the floor, on each side of the build.
SAMPLE = max(1, SIZE // 500)


def rendering(address: str, cache: Path, folder: Path, worker: int, workers: int) -> tuple:
    """Render a share of the sample; return seconds of the clock, seconds of work, pages."""
    with open_store(address) as store, build_index(store, cache) as index:
        shelf = index.shelf()
        edition = Edition(
            frame=frame_of(store),
            cards=shelf.cards,
            similar=index.alike(),
            languages=LANGUAGES,
            generator="forge",
            folder=folder,
        )
        maker = Maker(edition, shelf)
        maker.open(maker.sections)
        paged = [item for item in maker.chapters.values() if not item.name.startswith("machine/")]
        chapters = paged[worker * SAMPLE :: workers * SAMPLE]
        prepared = [
            maker.renderers[language].prepared(page)
            for chapter in chapters
            for page in chapter.make()
            if not isinstance(page, File)
            for language in page.languages or LANGUAGES
        ]
        for template, values in prepared[:50]:
            template.render(values)
        clock, work = time.perf_counter(), time.process_time()
        for template, values in prepared:
            template.render(values)
        return time.perf_counter() - clock, time.process_time() - work, len(prepared)


def nothing() -> None:
    """Begin with nothing."""


def floor(address: str, cache: Path, folder: Path, jobs: int, pages: int) -> tuple[float, float]:
    """Return the seconds of the clock and of work for so many pages, from those of the sample."""
    with processes(jobs, nothing) as pool:
        parts = [
            pool.submit(rendering, address, cache, folder, worker, jobs) for worker in range(jobs)
        ]
        found = [part.result() for part in parts]
    clock, worked, rendered = (sum(values) for values in zip(*found, strict=True))
    print(f"\nfloor: {rendered} pages in {worked:.1f} s of work, {clock:.1f} s of the clock")
    return clock / jobs * pages / rendered, worked * pages / rendered


def work() -> float:
    """Return the seconds of work so far, of this process and of those that it started."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(item.ru_utime + item.ru_stime for item in used)


def timed(address: str, out: Path, cache: Path, jobs: int):
    """Build; return the report, seconds of the clock and of work."""
    clock, worked = time.perf_counter(), work()
    with open_store(address) as store:
        report = build_site(store, out, languages=LANGUAGES, jobs=jobs, cache=cache)
    return report, time.perf_counter() - clock, work() - worked


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_build_takes_little_more_than_its_templates_and_a_change_next_to_nothing(tmp_path):
    jobs = processors()
    address = str(registry_of(tmp_path / "registry.git", map(generated, range(SIZE))))
    one, two = tmp_path / "one", tmp_path / "two"
    report, clock, worked = timed(address, one / "out", one / "cache", jobs)
    floors = [floor(address, one / "cache", one / "floor", jobs, report.pages)]
    changed = generated(SIZE // 2)
    with open_store(address) as store:
        publish(store, release(str(changed.id), "1.1.0", title=changed.releases[0].manifest.title))
    again, change, _ = timed(address, one / "out", one / "cache", jobs)
    floors.append(floor(address, one / "cache", one / "floor", jobs, report.pages))
    fresh, clock_two, worked_two = timed(address, two / "out", two / "cache", jobs)
    floors.append(floor(address, two / "cache", two / "floor", jobs, report.pages))
    full, all_work = (clock + clock_two) / 2, (worked + worked_two) / 2
    bare, bare_work = (sum(values) / len(floors) for values in zip(*floors, strict=True))
    print(
        f"\n{SIZE} algorithms, {report.pages} pages in {len(LANGUAGES)} languages, {jobs}"
        f" processes: build {clock:.0f} and {clock_two:.0f} s, bare Jinja2"
        f" {', '.join(f'{seconds:.0f}' for seconds, _ in floors)} s: {bare / full:.0%} of its"
        f" speed; work {all_work:.1f} s, bare"
        f" {bare_work:.1f} s: {bare_work / all_work:.0%}; one changed algorithm {change:.2f} s ="
        f" {change / full:.2%}, {again.made} pages"
    )

    assert fresh.pages == again.pages
    assert digests(one / "out") == digests(two / "out")
    assert bare / full >= SPEED
    assert change / full < CHANGE or SIZE < 10_000
