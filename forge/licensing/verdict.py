"""The verdict: what the files say about the declared licence.

Every id of the declaration needs a text, every text needs an id. Licences of the GNU family are
compared without -only and -or-later, which no text can tell apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from forge.licensing.files import FileEvidence
from forge.licensing.recognise import Recognition
from forge.model import Verdict
from forge.model.expressions import License, LicenseSyntaxError, With, leaves, parse_expression
from forge.model.rights import license_facts
from forge.model.spdx import license_ids
from forge.problems import Place, Problem, Word, problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forge.licensing.recognise import Match
    from forge.model.expressions import Expression

__all__ = ["KEY", "Case", "base", "found_expression", "judge", "text_of"]

KEY = "algorithm.license"

# A text of another licence with fewer of its words than this is no statement about this code.
_CLEARLY = 80
# Fewer words are no licence: R packages, for one, keep a year and a name in LICENSE.
_LEAST_WORDS = 20
_SUFFIX = re.compile(r"-(?:only|or-later)$|\+$")
_GNU = re.compile(r"(?:L?GPL|AGPL|GFDL)-[0-9.]+")


def base(identifier: str) -> str:
    """Return an id as licences are compared: "GPL-3.0" for "GPL-3.0-or-later"."""
    known = license_ids().get(identifier.lower())
    return _SUFFIX.sub("", known.id if known else identifier)


@attrs.frozen(kw_only=True)
class Case:
    """What is judged: a declaration, and the files.

    Attributes:
        declared: The canonical expression; "" where there is none.
        place: Where it stands.
        files: The licence files.
        readme: What the README's section about the licence says, with its path; or None.
        elsewhere: Licences that are declared for other parts, whose texts belong here too.
    """

    declared: str
    place: Place
    files: tuple[FileEvidence, ...]
    readme: tuple[str, Recognition] | None = None
    elsewhere: tuple[str, ...] = ()

    @property
    def tree(self) -> Expression | None:
        """The declaration as a tree."""
        try:
            return parse_expression(self.declared) if self.declared else None
        except LicenseSyntaxError:
            return None

    @property
    def needed(self) -> tuple[str, ...]:
        """The ids that need a text: licences and exceptions."""
        return tuple(dict.fromkeys(_needed(leaves(self.tree)))) if self.tree else ()

    @property
    def is_read(self) -> bool:
        """Whether some file could be read."""
        return any(item.recognition is not None for item in self.files)


def _needed(found: Iterable[License | With]) -> Iterator[str]:
    for leaf in found:
        if isinstance(leaf, With):
            yield leaf.license.id
            yield leaf.exception
        else:
            yield leaf.id


def judge(case: Case) -> tuple[Verdict, tuple[Problem, ...]]:
    """Return the verdict, and each finding with its way out."""
    problems = [*_names(case.files), *_readme(case)]
    if not case.needed:
        return Verdict.UNDECLARED, (*problems, _undeclared(case))
    if case.files and not case.is_read:
        return Verdict.UNVERIFIED, tuple(problems)
    custom = [name for name in case.needed if "LicenseRef-" in name or "AdditionRef-" in name]
    missing = [
        name for name in case.needed if name not in custom and text_of(name, case.files) is None
    ]
    others = tuple(_others(case, confirmed=len(missing) + len(custom) < len(case.needed)))
    leading = [other for other in others if _leads(other)]
    if leading or ((missing or custom) and others):
        return Verdict.CONTRADICTED, (*problems, _contradicted(case, [*leading, *others][0]))
    if missing:
        verdict, found = _lacking(case, missing)
        return verdict, (*problems, *found)
    extra = [_extra(case, other) for other in others]
    if custom:
        return _custom(case, custom), (*problems, *extra, *_custom_problems(case, custom))
    return _confirmed(case), (*problems, *extra)


# A file, how it says so, and the licence.
_Other = tuple["FileEvidence", str, str]


def _leads(other: _Other) -> bool:
    """Tell whether a notice says what all is under, before the texts of parts."""
    file, how, _ = other
    found = file.recognition
    led = found is not None and found.state == "mention" and bool(file.texts)
    return led and how == "license-in-notice"


def text_of(name: str, files: Sequence[FileEvidence]) -> FileEvidence | None:
    """Return the file that holds the full text of a licence or an exception, or None.

    Args:
        name: Its id, with or without -only and -or-later.
        files: The licence files.
    """
    wanted = base(name)
    for file in files:
        if any(wanted == base(item) for ids in file.texts for item in ids):
            return file
    return None


def _others(case: Case, *, confirmed: bool) -> Iterator[_Other]:
    """Yield the licences that files hold or grant and that are not declared."""
    known = {base(name) for name in (*case.needed, *case.elsewhere)}
    # The text of the LGPL is shipped with that of the GPL, which it changes.
    known |= {name[1:] for name in known if name.startswith("LGPL-")}
    known |= {"GPL-2.0"} if "LGPL-2.1" in known else set()
    seen: set[str] = set()
    for file in case.files:
        if file.in_folder and confirmed:
            continue
        for match in file.recognition.matches if file.recognition else ():
            if match.kind == "model" and any("LicenseRef-" in item for item in case.needed):
                # Its id has the hash of its text, which no declaration has.
                continue
            if match.state == "text" and file.recognition and file.recognition.state == "mention":
                # A notice says what the code is under; the text is that of a part.
                continue
            how = _weight(match, file.recognition)
            name = match.ids[0]
            if how and not ({base(item) for item in match.ids} & known) and name not in seen:
                seen.add(name)
                yield file, how, name


def _weight(match: Match, recognition: Recognition | None) -> str:
    """Return how a file states a licence: a word of the problems' vocabulary; "" for hardly."""
    if match.kind == "exception":
        return ""
    if match.state == "text":
        return "license-in-full"
    if match.state == "altered" and match.coverage >= _CLEARLY:
        return "license-changed"
    granted = match.kind in ("notice", "tag") and recognition is not None
    if (
        granted
        and recognition is not None
        and recognition.expression
        and not recognition.unresolved
    ):
        return "license-in-notice"
    return ""


def _contradicted(case: Case, stated: _Other) -> Problem:
    file, how, name = stated
    written, other = _written(name, file)
    return problem(
        "license-contradicted",
        case.place,
        key=KEY,
        value=case.declared,
        file=file.path,
        found=name if _GNU.match(name) is None else base(name),
        how=Word(how),
        written=written,
        other=other,
    )


def _written(name: str, file: FileEvidence) -> tuple[str, str | None]:
    """Return what to write for what a file holds; both suffixes where a text cannot tell."""
    found = file.recognition
    expression = found.expression if found and found.expression else name
    unresolved = found is not None and found.unresolved and expression.endswith("-only")
    return expression, f"{expression.removesuffix('-only')}-or-later" if unresolved else None


def _extra(case: Case, other: _Other) -> Problem:
    file, how, name = other
    return problem(
        "license-extra-text",
        Place(file=file.path),
        value=case.declared,
        found=base(name) if _GNU.match(name) else name,
        how=Word(how),
    )


def _lacking(case: Case, missing: list[str]) -> tuple[Verdict, list[Problem]]:
    """Judge ids without a text, the weakest evidence first."""
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for name in missing:
        verdict, found = _lack(case, name)
        verdicts.append(verdict)
        problems.append(found)
    order = (Verdict.ALTERED, Verdict.CUSTOM, Verdict.TEXT_MISSING, Verdict.MENTION_ONLY)
    return min(verdicts, key=order.index), problems


def _lack(case: Case, name: str) -> tuple[Verdict, Problem]:
    page = license_facts(name).page or None
    for file, match in _matches(case.files, "altered"):
        if base(name) in {base(item) for item in match.ids}:
            return Verdict.ALTERED, _altered(file, match, name, page)
    for file, match in _matches(case.files, "mention"):
        if base(name) in {base(item) for item in match.ids}:
            place = Place(file=file.path, line=match.first_line, column=1)
            found = problem("license-mention-only", place, value=name, page=page)
            return Verdict.MENTION_ONLY, found
    own = [
        item
        for item in case.files
        if item.words >= _LEAST_WORDS and item.recognition and not item.texts
    ]
    if own and len(case.needed) == 1:
        place = Place(file=own[0].path)
        return Verdict.CUSTOM, problem("license-other-text", place, value=name, page=page)
    if case.readme and _says(case.readme[1], name):
        place = Place(file=case.readme[0])
        return Verdict.MENTION_ONLY, problem("license-mention-only", place, value=name, page=page)
    value = name if len(case.needed) > 1 else case.declared
    return Verdict.TEXT_MISSING, problem("license-text-missing", case.place, key=KEY, value=value)


def _matches(files: Sequence[FileEvidence], state: str) -> Iterator[tuple[FileEvidence, Match]]:
    for file in files:
        for match in file.recognition.matches if file.recognition else ():
            if match.state == state:
                yield file, match


def _altered(file: FileEvidence, match: Match, name: str, page: str | None) -> Problem:
    return problem(
        "license-altered",
        Place(file=file.path, line=match.first_line, column=1),
        value=name,
        percent=match.coverage,
        missing=match.missing,
        inserted=match.inserted[0] if match.inserted else None,
        page=page,
    )


def _says(recognition: Recognition, name: str) -> bool:
    return any(base(name) == base(item) for match in recognition.matches for item in match.ids)


def _custom(case: Case, custom: list[str]) -> Verdict:
    return Verdict.CUSTOM if any(_own_text(case, name) for name in custom) else Verdict.TEXT_MISSING


def _custom_problems(case: Case, custom: list[str]) -> Iterator[Problem]:
    for name in custom:
        if not _own_text(case, name):
            yield problem("license-text-missing", case.place, key=KEY, value=name)
        elif license_facts(name).restricted:
            yield problem("license-restricted", case.place, key=KEY, value=name)


def _own_text(case: Case, name: str) -> bool:
    """Tell whether some file may be the text of a licence that no list has."""
    for file in case.files:
        named = file.name.rpartition(".")[0] or file.name
        if named.casefold() == name.casefold():
            return True
        recognised = file.recognition
        if recognised and recognised.text_hash and not file.texts and not file.in_folder:
            return True
    return False


def _confirmed(case: Case) -> Verdict:
    """Of an id such as GPL-3.0, nobody knows whether later versions are allowed."""
    unresolved = [
        name for name in case.needed if _GNU.fullmatch(name) and f"{name}+" not in case.declared
    ]
    return Verdict.UNRESOLVED_SUFFIX if unresolved else Verdict.VERIFIED


def _undeclared(case: Case) -> Problem:
    first = case.files[0].path if case.files else None
    stated = next((item for item in case.files if item.texts), None)
    found = found_expression(case.files) or None
    other = None
    if stated is not None and " " not in (found or " "):
        found, other = _written(str(found), stated)
    file = stated.path if stated else first
    return problem("license-undeclared", case.place, key=KEY, file=file, found=found, other=other)


def found_expression(files: Sequence[FileEvidence]) -> str:
    """Return what the files hold or grant, joined by AND; those of LICENSES only for want of any.

    Two files, each of which holds one licence, do not say how they are meant together.
    """
    read = [(file, file.recognition) for file in files if file.recognition is not None]
    # A notice counts where no file holds a text.
    held = [pair for pair in read if pair[1].state == "text"] or read
    stated = [(file.in_folder, found.expression) for file, found in held if found.expression]
    main = [text for folder, text in stated if not folder] or [text for _, text in stated]
    parts = dict.fromkeys(main)
    if len(parts) == 1:
        return next(iter(parts))
    return " AND ".join(f"({text})" if " OR " in text else text for text in parts)


# "LICENSE-MIT", "LICENSE.Apache-2.0.txt", "LICENSES/EUPL-1.2.txt"
_NAMED = re.compile(r"(?:licen[cs]e|copying)[._ -]+(.+)", re.IGNORECASE)


def _names(files: Sequence[FileEvidence]) -> Iterator[Problem]:
    """Report files whose name says another licence than their text."""
    for file in files:
        said = _said_by_name(file)
        texts = [item for ids in file.texts for item in ids]
        if said and texts and base(said) not in {base(item) for item in texts}:
            found = base(texts[0]) if _GNU.match(texts[0]) else texts[0]
            right = file.path.replace(said, texts[0]) if said in file.path else None
            yield problem(
                "license-file-name", Place(file=file.path), said=said, found=found, right=right
            )


def _said_by_name(file: FileEvidence) -> str:
    stem = re.sub(r"\.(?:txt|md|rst|html)$", "", file.name, flags=re.IGNORECASE)
    named = _NAMED.fullmatch(stem)
    for text in (stem if file.in_folder else "", named[1] if named else ""):
        known = license_ids().get(text.lower()) or license_ids().get(f"{text.lower()}-only")
        if known:
            return known.id
    return ""


def _readme(case: Case) -> Iterator[Problem]:
    """Report a README whose section about the licence names another one."""
    if case.readme is None or not case.needed:
        return
    path, said = case.readme
    ids = [base(item) for match in said.matches for item in match.ids]
    known = {base(name) for name in (*case.needed, *case.elsewhere)}
    if ids and not known & set(ids):
        place = Place(file=path, line=said.matches[0].first_line, column=1)
        yield problem("license-readme-differs", place, found=ids[0], value=case.declared)
