"""What is declared, what the files say, and what follows, for the code and each other part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.licensing.check import check_expression
from forge.licensing.files import read_files
from forge.licensing.verdict import KEY, Case, base, found_expression, judge, text_of
from forge.model import Licensing, PartLicensing, Verdict
from forge.model.expressions import LicenseSyntaxError, With, leaves, parse_expression
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from forge.licensing.files import FileEvidence
    from forge.licensing.recognise import Recognition
    from forge.model import Artifact
    from forge.source import Snapshot

__all__ = ["inspect_licensing"]

# What a README says stands in its first pages.
_README_LIMIT = 256 * 1024
_READMES = ("README.md", "README", "README.rst", "README.txt", "readme.md", "README.fr.md")
_LONGEST = 500
_LONGEST_FOUND = 2000


def inspect_licensing(
    source: Snapshot,
    path: str,
    declared: str,
    place: Place,
    artifacts: Sequence[Artifact] = (),
) -> tuple[Licensing, tuple[Problem, ...]]:
    """Return what is declared, what the licence files hold, and what follows.

    Args:
        source: The repository at a commit.
        path: The algorithm's directory; "" for the root.
        declared: The licence as the merged manifest has it; "" where none is declared.
        place: Where it stands.
        artifacts: The files outside git, each with its own licence.
    """
    files, problems = read_files(source, path)
    typed = declared.strip()
    canonical, faults = check_expression(typed, place, KEY) if typed else ("", ())
    parts, lacking = _parts(artifacts, canonical, files, place)
    case = Case(
        declared=canonical,
        place=place,
        files=files,
        readme=_readme(source, path),
        elsewhere=tuple(_ids(item.declared for item in parts)),
    )
    verdict, findings = judge(case)
    if typed and not canonical:
        # What is wrong with the declaration is an error already; it is no missing one.
        verdict = Verdict.UNVERIFIED if files else Verdict.TEXT_MISSING
        findings = tuple(item for item in findings if item.code != "license-undeclared")
        if not files:
            lost = problem("license-text-missing", place, key=KEY, value=typed)
            findings = (*findings, lost)
    found = found_expression(files)[:_LONGEST_FOUND]
    licensing = Licensing(
        declared=canonical,
        typed=typed if typed != canonical else "",
        found=found,
        concluded=_concluded(verdict, canonical, found),
        verdict=verdict,
        files=tuple(item.record() for item in files),
        parts=parts,
    )
    return licensing, (*problems, *faults, *findings, *lacking)


def _concluded(verdict: Verdict, declared: str, found: str) -> str:
    if verdict is Verdict.VERIFIED:
        return declared
    # Several files do not say how they are meant together.
    alone = verdict is Verdict.UNDECLARED and " AND " not in found and len(found) <= _LONGEST
    return found if alone else ""


def _readme(source: Snapshot, path: str) -> tuple[str, Recognition] | None:
    """Return what the README's section about the licence says."""
    from forge.licensing.recognise import recognise

    entries = source.names(path)
    name = next((item for item in _READMES if item in entries), "")
    where = f"{path}/{name}" if path else name
    entry = entries.get(name)
    if entry is None or not entry.is_file or (source.size(where) or 0) > _README_LIMIT:
        return None
    file = source.read(where, _README_LIMIT)
    found = recognise(file.data, name=where) if file is not None else None
    return (where, found) if found is not None and found.matches else None


def _parts(
    artifacts: Sequence[Artifact], code: str, files: tuple[FileEvidence, ...], place: Place
) -> tuple[tuple[PartLicensing, ...], tuple[Problem, ...]]:
    parts: list[PartLicensing] = []
    problems: list[Problem] = []
    for number, artifact in enumerate(artifacts):
        if not artifact.license:
            continue
        key = f"artifact[{number}].license"
        canonical, faults = check_expression(artifact.license, place, key)
        problems += faults
        verdict, file = _part_verdict(canonical, files)
        parts.append(
            PartLicensing(
                kind=artifact.kind,
                name=artifact.name,
                declared=canonical,
                verdict=verdict,
                file=file,
            )
        )
        if verdict is Verdict.TEXT_MISSING and canonical != code:
            problems.append(problem("license-part-text-missing", place, key=key, value=canonical))
    return tuple(parts), tuple(problems)


def _part_verdict(declared: str, files: tuple[FileEvidence, ...]) -> tuple[Verdict, str]:
    """Return whether the repository holds the texts of an artifact's licence, and where."""
    ids = list(_ids([declared]))
    if not ids:
        return Verdict.UNVERIFIED, ""
    own = [name for name in ids if "LicenseRef-" in name]
    named = {item.name.rpartition(".")[0]: item.path for item in files}
    if own:
        return Verdict.CUSTOM, next((named[name] for name in own if name in named), "")
    texts = [text_of(name, files) for name in ids]
    if all(texts):
        return Verdict.VERIFIED, next(item.path for item in texts if item is not None)
    changed = any(
        base(name) == base(item)
        for name in ids
        for file in files
        for altered in file.altered
        for item in altered
    )
    return (Verdict.ALTERED if changed else Verdict.TEXT_MISSING), ""


def _ids(expressions: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for text in expressions:
        try:
            tree = parse_expression(text) if text else None
        except LicenseSyntaxError:
            continue
        for leaf in leaves(tree) if tree is not None else ():
            yield leaf.license.id if isinstance(leaf, With) else leaf.id
