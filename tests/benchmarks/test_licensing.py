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
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from forge.licensing.recognise import recognise
from forge.licensing.recognise.data import load
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


def _scancode(path: Path) -> frozenset[str]:
    done = subprocess.run(
        ["scancode", "--license", "--json", "-", "--quiet", str(path)],
        capture_output=True,
        check=True,
    )
    found = json.loads(done.stdout)["files"][0]["detected_license_expression_spdx"]
    return ids_of(found or "")


def _licensecheck(path: Path) -> frozenset[str]:
    done = subprocess.run(
        ["licensecheck", "--machine", "--shortname-scheme=spdx", "--lines=0", str(path)],
        capture_output=True,
        check=True,
        text=True,
    )
    found = done.stdout.strip().rpartition("\t")[2]
    return frozenset() if found == "UNKNOWN" else ids_of(found.replace(" and/or ", " OR "))


def _licensee(path: Path) -> frozenset[str]:
    done = subprocess.run(
        ["licensee", "detect", "--json", str(path)], capture_output=True, check=False
    )
    found = json.loads(done.stdout or b"{}").get("licenses", [])
    return frozenset(item["spdx_id"] for item in found if item["spdx_id"] != "NOASSERTION")


_OTHERS: dict[str, Callable[[Path], frozenset[str]]] = {
    "scancode": _scancode,
    "licensecheck": _licensecheck,
    "licensee": _licensee,
}


def _measure(
    name: str, detect: Callable[[Path], frozenset[str]], labels: list[_Label]
) -> Counter[str]:
    count: Counter[str] = Counter()
    spent = []
    for label in labels:
        start = _cpu()
        found = detect(label.path)
        spent.append(1000 * (_cpu() - start))
        count[verdict(label.expected, found)] += 1
        count["clean"] += label.category == "altered" and bool(found)
        count["complete"] += label.category == "multi" and found == label.expected
    mean, median = sum(spent) / len(spent), sorted(spent)[len(spent) // 2]
    numbers = "  ".join(f"{count[word]:4}" for word in ("ok", "wrong", "partial", "none"))
    print(f"{name:14} {numbers}  {mean:8.1f} ms  median {median:8.1f} ms")
    count["milliseconds"] = round(mean)
    return count


def _cpu() -> float:
    """Return the processor time of this process and of those that it has started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def test_the_labelled_files_beside_other_detectors() -> None:
    labels = _labels()
    load()
    print(f"\n{len(labels)} files   ok  wrong partial none  CPU a file")
    ours = _measure("forge", _ours, labels)
    for name, detect in _OTHERS.items():
        if shutil.which(name):
            _measure(name, detect, labels)

    multi = sum(label.category == "multi" for label in labels)
    assert ours["ok"] >= _LEAST_RIGHT * len(labels)
    assert ours["wrong"] <= _MOST_WRONG * len(labels)
    assert ours["clean"] == 0
    assert ours["complete"] >= 0.8 * multi
    assert ours["milliseconds"] <= _MOST_MILLISECONDS


def test_the_texts_of_the_spdx_list_are_recognised_as_themselves() -> None:
    paths = sorted(shared_path("spdx", "license-list-XML-src").rglob("*.xml"))
    missed = [identifier for path in paths for identifier in _missed(path)]

    print(f"\n{len(paths)} texts of the list, not recognised: {' '.join(missed)}")
    assert len(missed) <= (1 - _LEAST_OWN) * len(paths)


def _missed(path: Path) -> list[str]:
    root = ET.parse(path).getroot()
    item = root[0]
    identifier = str(item.get("licenseId"))
    text = item.find(f"{_SPACE}text")
    assert text is not None
    found = recognise("".join(_plain(text)).encode())
    ids = {name for match in found.matches if match.state == "text" for name in match.ids}
    successor = item.findtext(f"{_SPACE}obsoletedBys/{_SPACE}obsoletedBy") or identifier
    own = {ids_of(identifier.removesuffix("+")), ids_of(successor)}
    own.add(ids_of(successor.rpartition(" WITH ")[2]))
    return [] if own & {ids_of(name) for name in ids} else [identifier]


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
