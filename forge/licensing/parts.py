"""The licences of what is not code: artifacts outside git, data and weights inside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.errors import SourceError
from forge.licensing.check import check_expression
from forge.licensing.reuse import is_reuse, read_reuse
from forge.licensing.verdict import base, text_of
from forge.model import PartLicensing, Verdict
from forge.model.expressions import LicenseSyntaxError, With, leaves, parse_expression
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.licensing.files import FileEvidence
    from forge.model import Artifact
    from forge.source import Snapshot

__all__ = ["artifact_parts", "licence_ids", "tagged_parts"]

# What is data or weights by the end of its name, or by the directory that it lies in.
_DATA = re.compile(
    r"(?:.*/)?(?:data|donnees|données|dataset|datasets|corpus)/.*"
    r"|.*\.(?:csv|tsv|geojson|jsonl|ndjson|parquet|feather|arrow|xlsx|ods|gpkg|shp|nc|sqlite)",
    re.IGNORECASE,
)
_WEIGHTS = re.compile(r".*\.(?:safetensors|onnx|pt|pth|h5|gguf|tflite|joblib)", re.IGNORECASE)
_LONGEST = 500


def artifact_parts(
    artifacts: Sequence[Artifact], code: str, files: tuple[FileEvidence, ...], place: Place
) -> tuple[tuple[PartLicensing, ...], tuple[Problem, ...]]:
    """Return the licence of each artifact that names one, and what is wrong with it.

    Args:
        artifacts: The files outside git.
        code: The licence of the code.
        files: The licence files of the repository.
        place: Where the licences are declared.
    """
    parts: list[PartLicensing] = []
    problems: list[Problem] = []
    for number, artifact in enumerate(artifacts):
        if not artifact.license:
            continue
        key = f"artifact[{number}].license"
        canonical, faults = check_expression(artifact.license, place, key)
        problems += faults
        part = _part(artifact.kind, artifact.name, canonical, files)
        parts.append(part)
        if part.verdict is Verdict.TEXT_MISSING and canonical != code:
            problems.append(problem("license-part-text-missing", place, key=key, value=canonical))
    return tuple(parts), tuple(problems)


def tagged_parts(
    source: Snapshot, path: str, code: str, files: tuple[FileEvidence, ...]
) -> tuple[PartLicensing, ...]:
    """Return the licences of data and weights among the files, where REUSE says other ones.

    Args:
        source: The repository at a commit.
        path: The algorithm's directory; "" for the root.
        code: The licence of the code.
        files: The licence files of the repository.
    """
    if not is_reuse(source):
        return ()
    try:
        found = read_reuse(source, lambda name: _kind(name, path))
    except SourceError:
        # The tree is reported where it is hashed.
        return ()
    said: dict[str, dict[str, None]] = {}
    for item in found:
        said.setdefault(_kind(item.path, path), {}).update(dict.fromkeys(item.licenses))
    return tuple(
        _part(kind, "", expression, files)
        for kind, texts in sorted(said.items())
        for expression in [_joined(texts)]
        if expression and expression != code
    )


def _kind(name: str, path: str) -> str:
    """Return "data" or "weights" for files of the algorithm's directory that are such."""
    if path and not name.startswith(f"{path}/"):
        return ""
    if _WEIGHTS.fullmatch(name):
        return "weights"
    return "data" if _DATA.fullmatch(name) else ""


def _joined(texts: Iterable[str]) -> str:
    """Return several expressions as one; "" where one of them is none."""
    parts = []
    for text in sorted(texts):
        try:
            tree = parse_expression(text)
        except LicenseSyntaxError:
            return ""
        parts.append(f"({tree})" if " OR " in str(tree) else str(tree))
    joined = parts[0].strip("()") if len(parts) == 1 else " AND ".join(parts)
    return joined if len(joined) <= _LONGEST else ""


def _part(kind: str, name: str, declared: str, files: tuple[FileEvidence, ...]) -> PartLicensing:
    verdict, file = _verdict(declared, files)
    return PartLicensing(kind=kind, name=name, declared=declared, verdict=verdict, file=file)


def _verdict(declared: str, files: tuple[FileEvidence, ...]) -> tuple[Verdict, str]:
    """Return whether the repository holds the texts of a licence, and where."""
    ids = list(licence_ids([declared]))
    if not ids:
        return Verdict.UNVERIFIED, ""
    own = [name for name in ids if "LicenseRef-" in name]
    named = {item.name.rpartition(".")[0]: item.path for item in files}
    if own:
        return Verdict.CUSTOM, next((named[name] for name in own if name in named), "")
    texts = [text_of(name, files) for name in ids]
    if all(texts):
        return Verdict.VERIFIED, next(item.path for item in texts if item is not None)
    changed = {base(item) for file in files for altered in file.altered for item in altered}
    lost = not changed & {base(name) for name in ids}
    return (Verdict.TEXT_MISSING if lost else Verdict.ALTERED), ""


def licence_ids(expressions: Iterable[str]) -> Iterator[str]:
    """Yield the licences of expressions; what is none says nothing."""
    for text in expressions:
        try:
            tree = parse_expression(text) if text else None
        except LicenseSyntaxError:
            continue
        for leaf in leaves(tree) if tree is not None else ():
            yield leaf.license.id if isinstance(leaf, With) else leaf.id
