"""The recogniser against the labelled corpus and the SPDX list, beside other detectors.

One run, one scorer: a result is right where its ids are those of the label, without -only and
-or-later, which a text cannot tell.
"""

from __future__ import annotations

import csv
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from forge.licensing.recognise import recognise
from forge.licensing.recognise.data import load, unpack
from forge.model.spdx import license_ids
from forge.packaged import packaged
from tests.support.shared import shared_path

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.bench

_SPACE = "{http://www.spdx.org/license}"
_WORDS = re.compile(r"[()]| AND | OR ")
_SUFFIX = re.compile(r"-(?:only|or-later)\b")
_BLOCKS = {"p", "list", "item", "br", "titleText", "copyrightText", "standardLicenseHeader"}

_LEAST_RIGHT = 0.95
_MOST_WRONG = 0.01
_LEAST_OWN = 0.985
_MOST_MILLISECONDS = 10
_MOST_MEGABYTES = 60
_LONGEST_START = 0.2


class _Label(NamedTuple):
    path: Path
    expected: frozenset[str]
    category: str


def ids_of(expression: str) -> frozenset[str]:
    """Return the ids that the scorer compares."""
    plain = _SUFFIX.sub("", expression).replace(" WITH ", "+")
    return frozenset(_WORDS.sub(" ", plain).split())


def verdict(expected: frozenset[str], found: frozenset[str]) -> str:
    """Return the scorer's word for a result."""
    if found == expected:
        return "ok"
    if not found:
        return "none"
    return "partial" if found < expected else "wrong"


def _labels() -> list[_Label]:
    root = shared_path("corpus")
    with (root / "licences.csv").open(encoding="utf-8") as lines:
        return [
            _Label(
                root / row["file"],
                ids_of("" if row["expected"] == "NONE" else row["expected"]),
                row["category"],
            )
            for row in csv.DictReader(lines)
        ]


def _file_name(path: Path) -> str:
    return path.name.rpartition("_")[2] if path.name.startswith("readme_") else path.name


def _ours(path: Path) -> frozenset[str]:
    return ids_of(recognise(path.read_bytes(), name=_file_name(path)).expression)


# Licensee reads projects; this gives it one text after the other, in one process.
_LICENSEE = """
require "licensee"
require "json"
puts JSON.generate(ARGV.map { |path|
  file = Licensee::ProjectFiles::LicenseFile.new(File.read(path), "LICENSE")
  file.license ? file.license.spdx_id : "NOASSERTION"
})
"""

_Found = list[frozenset[str]]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


# Names of its own: of translations of listed licences, and of what is in no list.
_OWN = re.compile(r"LicenseRef-scancode-(.+?)(?:-(?:en|fr))?")


def _listed_ids(expression: str) -> frozenset[str]:
    """Return the ids of an expression of scancode, in its favour: without those of its own."""
    found = set()
    for name in ids_of(expression):
        own = _OWN.fullmatch(name.partition("+")[0])
        known = license_ids().get(own[1]) if own else None
        if known or not own:
            found.add(known.id if known else name.partition("+LicenseRef")[0])
    return frozenset(found)


def _scancode(paths: list[Path]) -> _Found:
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths):
            # It looks at names too, so they keep theirs.
            place = Path(folder) / str(number) / _file_name(path)
            place.parent.mkdir()
            shutil.copyfile(path, place)
        options = ["--license", "--json", "-", "--quiet", "--processes", "0"]
        told = json.loads(_run(["scancode", *options, folder]))
    found = {
        item["path"].split("/")[1]: item["detected_license_expression_spdx"] or ""
        for item in told["files"]
        if item["type"] == "file"
    }
    return [_listed_ids(found[str(number)]) for number in range(len(paths))]


# "GPL-3" is what Debian calls GPL-3.0.
_DEBIAN = re.compile(r"GPL-[123]\b(?!\.)")


def _licensecheck(paths: list[Path]) -> _Found:
    command = ["licensecheck", "--machine", "--shortname-scheme=spdx", "--lines=0", "--check=."]
    lines = _run([*command, *map(str, paths)]).splitlines()
    found = dict(line.rsplit("\t", 1) for line in lines if "\t" in line)
    plain = [found.get(str(path), "UNKNOWN").replace(" and/or ", " OR ") for path in paths]
    return [
        frozenset() if item == "UNKNOWN" else ids_of(_DEBIAN.sub(r"\g<0>.0", item))
        for item in plain
    ]


def _licensee(paths: list[Path]) -> _Found:
    found = json.loads(_run(["ruby", "-e", _LICENSEE, *map(str, paths)]))
    return [frozenset() if item == "NOASSERTION" else ids_of(item) for item in found]


_OTHERS: dict[str, Callable[[list[Path]], _Found]] = {
    "scancode": _scancode,
    "licensecheck": _licensecheck,
    "licensee": _licensee,
}


class _Result(NamedTuple):
    """What a detector made of the labelled files."""

    count: Counter[str]
    milliseconds: float
    start: float

    def row(self, name: str) -> str:
        words = ("ok", "wrong", "partial", "none", "complete", "clean")
        numbers = "".join(f"{self.count[word]:9}" for word in words)
        return f"{name:13}{numbers}{self.milliseconds:10.1f}{self.start:9.2f}"


def _score(labels: list[_Label], found: _Found) -> Counter[str]:
    count: Counter[str] = Counter()
    for label, ids in zip(labels, found, strict=True):
        count[verdict(label.expected, ids)] += 1
        count["clean"] += label.category == "altered" and bool(ids)
        count["complete"] += label.category == "multi" and ids == label.expected
    return count


def _measured(detect: Callable[[list[Path]], _Found], labels: list[_Label]) -> _Result:
    """Run a detector over all files in one process; what it takes for one of them is its start."""
    paths = [label.path for label in labels]
    begin = _cpu()
    detect(paths[:1])
    start = _cpu() - begin
    begin = _cpu()
    found = detect(paths)
    spent = _cpu() - begin - start
    return _Result(_score(labels, found), 1000 * spent / max(1, len(paths) - 1), start)


def _ours_measured(labels: list[_Label]) -> _Result:
    times: dict[str, list[float]] = {"all": [], "verbatim": []}
    found: _Found = []
    begin = time.process_time()
    unpack(packaged("forge.licensing", "data/licences.bin"))
    start = time.process_time() - begin
    load()
    for label in labels:
        begin = time.process_time()
        found.append(_ours(label.path))
        spent = 1000 * (time.process_time() - begin)
        times["all"].append(spent)
        if label.category == "full":
            times["verbatim"].append(spent)
    median = {name: statistics.median(spent) for name, spent in times.items()}
    print(
        f"\nforge, ms CPU a file: mean {statistics.mean(times['all']):.1f}, "
        f"median {median['all']:.1f}, of verbatim texts {median['verbatim']:.1f}"
    )
    return _Result(_score(labels, found), statistics.mean(times["all"]), start)


def _cpu() -> float:
    """Return the processor time of this process and of those that it has started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def test_the_labelled_files_beside_other_detectors() -> None:
    """The speed is a ratio where there is another detector; the machine may have other work."""
    labels = _labels()
    ours = _ours_measured(labels)
    words = ["ok", "wrong", "partial", "none", "complete", "clean"]
    print(f"{len(labels)} files    {''.join(f'{word:>9}' for word in words)}   ms/file  start s")
    print(ours.row("forge"))
    for name, detect in _OTHERS.items():
        if not shutil.which(name):
            print(f"{name:13} not installed")
            continue
        theirs = _measured(detect, labels)
        ratio = theirs.milliseconds / ours.milliseconds
        print(f"{theirs.row(name)}   {ratio:.1f} times the cost of forge")

    multi = sum(label.category == "multi" for label in labels)
    assert ours.count["ok"] >= _LEAST_RIGHT * len(labels)
    assert ours.count["wrong"] <= _MOST_WRONG * len(labels)
    assert ours.count["clean"] == 0
    assert ours.count["complete"] >= 0.8 * multi
    assert ours.milliseconds <= _MOST_MILLISECONDS


def test_the_texts_of_the_spdx_list_are_recognised_as_themselves() -> None:
    paths = sorted(shared_path("spdx", "license-list-XML-src").rglob("*.xml"))
    missed = [identifier for path in paths for identifier in _missed(path)]

    print(f"\n{len(paths)} texts of the list, not recognised: {' '.join(missed)}")
    assert len(missed) <= (1 - _LEAST_OWN) * len(paths)


def _missed(path: Path) -> list[str]:
    root = ET.parse(path).getroot()
    item = root[0]
    identifier = str(item.get("licenseId"))
    found = recognise(plain_text(root).encode())
    ids = {name for match in found.matches if match.state == "text" for name in match.ids}
    successor = item.findtext(f"{_SPACE}obsoletedBys/{_SPACE}obsoletedBy") or identifier
    own = {ids_of(identifier.removesuffix("+")), ids_of(successor)}
    own.add(ids_of(successor.rpartition(" WITH ")[2]))
    return [] if own & {ids_of(name) for name in ids} else [identifier]


def plain_text(root: ET.Element) -> str:
    """Return the text of a licence of the list as a file would hold it."""
    text = root[0].find(f"{_SPACE}text")
    assert text is not None
    return "".join(_plain(text))


def _plain(node: ET.Element) -> list[str]:
    block = node.tag.removeprefix(_SPACE) in _BLOCKS
    found = ["\n" * block, _one_line(node.text)]
    for child in node:
        found += [*_plain(child), _one_line(child.tail)]
    return [*found, "\n" * block or " " * (node.tag == f"{_SPACE}bullet")]


def _one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def test_the_recogniser_starts_fast_and_stays_small() -> None:
    """The peak is that of the kernel's own count, since `ru_maxrss` is inherited on Linux."""
    if not Path("/proc/self/status").exists():
        pytest.skip("the peak of a process is read from /proc")
    files = [str(label.path) for label in _labels()]
    script = (
        "import sys, time\n"
        "import forge.licensing\n"
        "loaded = time.process_time()\n"
        "from forge.licensing.recognise import recognise\n"
        "recognise(b'x' * 10)\n"
        "print(loaded, time.process_time() - loaded)\n"
        "for name in sys.argv[1:]:\n"
        "    recognise(open(name, 'rb').read())\n"
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *files], capture_output=True, check=True, text=True
    )
    imported, start, peak = map(float, done.stdout.split())
    megabytes = peak / 1024

    print(
        f"\nstart {start:.2f} s CPU, import of the rest {imported:.2f} s, peak {megabytes:.0f} MB"
    )
    assert start <= _LONGEST_START
    assert megabytes <= _MOST_MEGABYTES
