"""The verdict of the reference parser of publiccode.yml: the same `valid`, the same keys.

Re-derived from the behaviour of italia/publiccode-parser-go 5.4.3 with external checks off; its
texts are not repeated, its keys are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from forge.manifests.publiccode.reference.decode import Node, decode, key_at_line
from forge.manifests.publiccode.reference.extra import extra_findings
from forge.manifests.publiccode.reference.scalars import resolve_reference
from forge.manifests.publiccode.reference.shapes import FILE
from forge.manifests.publiccode.reference.validate import SUPPORTED_VERSIONS, validate
from forge.manifests.reading import nearest_place
from forge.manifests.yaml import parse_yaml
from forge.problems import Place, Problem, Severity, problem

if TYPE_CHECKING:
    from forge.manifests.yaml_places import YamlPlaces

__all__ = ["reference_problems"]

_VERSION = "publiccodeYmlVersion"
# The reference's YAML decoder lets control characters pass.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DIRECTIVE = re.compile(rb"^%", re.MULTILINE)


def reference_problems(data: bytes, file: str) -> tuple[Problem, ...]:
    """Return what the reference parser finds, with its keys.

    Args:
        data: The file's bytes.
        file: Its path.
    """
    tree, places, problems = parse_yaml(_CONTROL.sub(b"?", data), file, resolve_reference)
    verdict = _Verdict(file, places)
    refused = [item for item in problems if item.severity is Severity.ERROR]
    refused = [item for item in refused if item.code not in ("yaml-key", "yaml-empty")]
    if refused:
        return (verdict.error("", refused[0].message(), refused[0].place),)
    if data.startswith(b"\xef\xbb\xbf") or not isinstance(tree, dict) or _VERSION not in tree:
        return (verdict.error(_VERSION, "is a required field"),)
    verdict.judge(tree)
    return tuple(verdict.problems)


class _Verdict:
    def __init__(self, file: str, places: YamlPlaces) -> None:
        self.problems: list[Problem] = []
        self._file, self._places = file, places

    def error(self, key: str, rule: str, place: Place | None = None) -> Problem:
        """Return an error of the reference's."""
        return self._problem("reference-verdict", key, rule, place)

    def _problem(self, code: str, key: str, rule: str, place: Place | None) -> Problem:
        found = place or nearest_place(self._places, key, self._file)
        if found.line is None:
            found = Place(file=self._file, line=1, column=1)
        return problem(code, found, key=key, rule=rule)

    def judge(self, tree: dict[str, Any]) -> None:
        """Find what the reference finds in a table that has a version."""
        version = self._version(tree)
        if version is None:
            return
        if version != "0" and not version.startswith("0.7"):
            rule = "not the latest version, use '0'"
            self.problems.append(self._problem("reference-warning", _VERSION, rule, None))
        value, fault = decode(FILE, Node(tree, 1), self._places)
        if fault:
            key = "" if fault.line is None else key_at_line(tree, fault.line, self._places)
            self.problems.append(self.error(key, fault.text))
        self.problems += [self.error(key, rule) for key, rule in validate(value)]
        for key, rule, is_error in extra_findings(value):
            code = "reference-verdict" if is_error else "reference-warning"
            self.problems.append(self._problem(code, key, rule, None))

    def _version(self, tree: dict[str, Any]) -> str | None:
        event = self._places.events(tree, _VERSION)[1]
        plain = getattr(event, "style", None) not in ("|", ">") and event.anchor is None
        version = tree[_VERSION]
        if not isinstance(version, str) or not plain or event.tag is not None:
            self.problems.append(self.error(_VERSION, "wrong type for this field"))
            return None
        if version not in SUPPORTED_VERSIONS:
            self.problems.append(self.error(_VERSION, "unsupported version"))
            return None
        return version
