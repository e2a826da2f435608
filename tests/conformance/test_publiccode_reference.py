"""The reference parser's verdicts, on small cases and on real files."""

import collections
import csv
import hashlib
import json

from forge.manifests.publiccode import read_publiccode
from forge.problems import Severity
from tests.support.shared import shared_path

# Files on which the verdict differs, by the SHA-256 of their bytes, each with the reason.
_EXCEPTIONS: dict[str, str] = {}


def _error_keys(data: bytes) -> set[str]:
    reading = read_publiccode(data, "publiccode.yml", reference=True)
    return {item.key for item in reading.problems if item.severity is Severity.ERROR}


def _corpus() -> dict[str, bytes]:
    found = {}
    for folder in ("manifests", "history"):
        for path in sorted(shared_path("corpus", folder).rglob("*")):
            if path.is_file() and "publiccode" in str(path.relative_to(path.parents[2])):
                data = path.read_bytes()
                found[hashlib.sha256(data).hexdigest()] = data
    return found


def test_every_case_has_the_references_verdict_and_keys() -> None:
    cases = json.loads(shared_path("conformance", "publiccode-cases.json").read_bytes())
    differing = []
    for case in cases:
        expected = {item["key"] for item in case["results"] if item["type"] == "error"}
        found = _error_keys(case["yaml"].encode())
        if found != expected or (not found) != case["valid"]:
            differing.append((case["case"], sorted(found), sorted(expected)))

    assert len(cases) == 171
    assert differing == []


def test_real_files_have_the_references_verdict() -> None:
    files = _corpus()
    with shared_path("conformance", "corpus-verdicts.csv").open(encoding="utf-8", newline="") as io:
        rows = [row for row in csv.DictReader(io) if row["sha256"] in files]
    differing = {
        row["sha256"]
        for row in rows
        if (not _error_keys(files[row["sha256"]])) != (row["valid"] == "True")
    }

    assert len(rows) == 505
    assert differing == set(_EXCEPTIONS)
    assert len(differing) <= len(rows) // 100


def test_every_real_file_is_read_and_every_problem_names_file_and_line() -> None:
    counts: collections.Counter[str] = collections.Counter()
    for data in _corpus().values():
        reading = read_publiccode(data, "publiccode.yml")
        counts[_outcome(reading.problems)] += 1
        for item in reading.problems:
            assert item.place.file == "publiccode.yml"
            assert item.place.line, item
    print(f"\npubliccode files by worst problem: {dict(sorted(counts.items()))}")

    assert counts.total() > 400
    assert counts["clean"] + counts["note"] + counts["warning"] > counts.total() // 2


def _outcome(problems: object) -> str:
    severities = {item.severity for item in problems}  # type: ignore[attr-defined]
    worst = [item.value for item in Severity if item in severities]
    return worst[0] if worst else "clean"


def test_what_the_reference_accepts_is_no_error_by_the_standard() -> None:
    differing = []
    for name, data in _corpus().items():
        errors = [
            str(item)
            for item in read_publiccode(data, "publiccode.yml").problems
            if item.severity is Severity.ERROR
        ]
        if errors and not _error_keys(data):
            differing.append((name, errors))

    assert differing == []
