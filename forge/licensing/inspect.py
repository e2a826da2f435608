"""What is declared, what the files say, and what follows, for the code and each other part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forge.licensing.check import check_expression
from forge.licensing.files import read_files
from forge.licensing.parts import artifact_parts, licence_ids, tagged_parts
from forge.licensing.verdict import KEY, Case, found_expression, judge
from forge.model import Licensing, Verdict
from forge.problems import Place, Problem, problem

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    parts, lacking = artifact_parts(artifacts, canonical, files, place)
    parts += tagged_parts(source, path, canonical, files)
    case = Case(
        declared=canonical,
        place=place,
        files=files,
        readme=_readme(source, path),
        elsewhere=tuple(licence_ids(item.declared for item in parts)),
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
