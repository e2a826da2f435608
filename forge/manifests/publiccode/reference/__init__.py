"""The verdict of the reference parser of publiccode.yml: the same `valid`, the same keys.

Re-derived from the behaviour of italia/publiccode-parser-go 5.4.3 with external checks off; its
texts are not repeated, its keys are.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs

from forge.manifests.publiccode.reference.decode import (
    Fault,
    Node,
    broken_flow_text,
    decode,
    key_at_line,
)
from forge.manifests.publiccode.reference.extra import extra_findings
from forge.manifests.publiccode.reference.scalars import resolve_reference
from forge.manifests.publiccode.reference.shapes import FILE
from forge.manifests.publiccode.reference.validate import SUPPORTED_VERSIONS, validate
from forge.manifests.yaml import parse_yaml
from forge.problems import Place, Problem, Severity, Word, problem

if TYPE_CHECKING:
    from forge.manifests.yaml_places import YamlPlaces

__all__ = ["reference_problems"]

_VERSION = "publiccodeYmlVersion"
# The reference's YAML decoder lets control characters pass.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A directive makes a document of its own, so that the file seems to hold two.
_DIRECTIVE = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%")
# In its keys a language tag stands in brackets, as an item's number does.
_TAG = re.compile(r"\[([^\]\d][^\]]*)\]")
# A file that is wrong everywhere is not made clearer by a longer list.
_MOST_PROBLEMS = 1000
_BOM = b"\xef\xbb\xbf"
# What is no error to the reference, or only a later one.
_PASSED = frozenset({"yaml-key", "yaml-empty", "yaml-unknown-alias"})


def reference_problems(data: bytes, file: str) -> tuple[Problem, ...]:
    """Return what the reference parser finds, with its keys.

    Args:
        data: The file's bytes.
        file: Its path.
    """
    tree, places, problems = parse_yaml(_CONTROL.sub(b"?", data), file, resolve_reference)
    verdict = _Verdict(places)
    refused = _refused(data, tree, problems, verdict)
    if refused is not None:
        return (refused,)
    if data.startswith(_BOM) or not isinstance(tree, dict) or _VERSION not in tree:
        return (verdict.error(_VERSION, "ref-required"),)
    aliases = [item.place for item in problems if item.code == "yaml-unknown-alias"]
    verdict.judge(tree, aliases[0].line if aliases else None)
    return tuple(verdict.problems)


def _refused(
    data: bytes, tree: object, problems: tuple[Problem, ...], verdict: _Verdict
) -> Problem | None:
    """Return why the reference cannot parse a file at all; it names no key then."""
    for item in problems:
        is_complex_key = item.code == "yaml-key" and ("value", "…") in item.values
        if item.severity is Severity.ERROR and (item.code not in _PASSED or is_complex_key):
            return attrs.evolve(item, key="")
    if _DIRECTIVE.match(data):
        return verdict.error("", "ref-documents")
    if data.startswith(_BOM) and b":" not in data.partition(b"\n")[0]:
        return verdict.error("", "ref-mark")
    broken = broken_flow_text(tree, verdict.places)
    return verdict.error("", "ref-flow", broken) if broken else None


class _Verdict:
    def __init__(self, places: YamlPlaces) -> None:
        self.problems: list[Problem] = []
        self.places = places

    def error(self, key: str, rule: str, place: Place | None = None) -> Problem:
        """Return an error of the reference's."""
        return self._problem("reference-verdict", key, rule, place)

    def _problem(self, code: str, key: str, rule: str, place: Place | None) -> Problem:
        found = place or self.places.nearest(_TAG.sub(r".\1", key))
        return problem(code, found, key=key, rule=Word(rule))

    def judge(self, tree: dict[str, Any], alias_line: int | None) -> None:
        """Find what the reference finds in a table that has a version.

        Args:
            tree: The composed file.
            alias_line: Where an alias of nothing stands, which stops the decoding before it begins.
        """
        version = self._version(tree)
        if version is None:
            return
        if version != "0" and not version.startswith("0.7"):
            rule = "ref-old-version"
            self.problems.append(self._problem("reference-warning", _VERSION, rule, None))
        value, fault = decode(FILE, Node(tree if alias_line is None else None, 1), self.places)
        fault = fault if alias_line is None else Fault(alias_line)
        if fault:
            key = "" if fault.line is None else key_at_line(tree, fault.line, self.places)
            self.problems.append(self._fault(key, fault))
        found = islice(validate(value), _MOST_PROBLEMS)
        self.problems += [self.error(key, rule) for key, rule in found]
        for key, rule, is_error in islice(extra_findings(value), _MOST_PROBLEMS):
            code = "reference-verdict" if is_error else "reference-warning"
            self.problems.append(self._problem(code, key, rule, None))

    def _fault(self, key: str, fault: Fault) -> Problem:
        if fault.unknown:
            place = self.places.nearest(key)
            return problem("reference-unknown-key", place, key=key, name=fault.unknown)
        return self.error(key, fault.rule)

    def _version(self, tree: dict[str, Any]) -> str | None:
        event = self.places.events(tree, _VERSION)[1]
        plain = getattr(event, "style", None) not in ("|", ">") and event.anchor is None
        version = tree[_VERSION]
        if not isinstance(version, str) or not plain or event.tag is not None:
            self.problems.append(self.error(_VERSION, "ref-type"))
            return None
        if version not in SUPPORTED_VERSIONS:
            self.problems.append(self.error(_VERSION, "ref-version"))
            return None
        return version
