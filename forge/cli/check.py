"""`forge check`: everything that is wrong or missing, at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forge.cli.command import Argument, Choice, Option, command
from forge.cli.completion import complete_path
from forge.cli.options import offline_option, reading, registry_option

if TYPE_CHECKING:
    from forge.cli.findings import Findings
    from forge.cli.session import Session
    from forge.problems import Problem
    from forge.registry import Store

__all__ = ["check"]


@command(
    "check",
    Argument(
        "address",
        about="check.address",
        shown="common.metavar.address",
        required=False,
        default=".",
        shell_complete=complete_path,
    ),
    Option("--strict", about="check.strict", type=Choice(["reference"]), default=""),
    Option(
        "--format",
        "form",
        about="check.format",
        type=Choice(["text", "json", "form"]),
        default="text",
    ),
    Option("--for", "outbound", about="check.for", shown="common.metavar.expression", default=""),
    registry_option(),
    offline_option(),
)
def check(
    session: Session,
    address: str,
    strict: str,
    form: str,
    outbound: str,
    registry: str,
    offline: bool,
) -> int:
    """Print the problems of a repository or of one metadata file."""
    from forge.problems import Severity

    session.as_json = form == "json"
    with reading(session, address):
        found = _find(session, address, bool(strict), registry, offline)
    if outbound:
        found = _with_fit(found, outbound)
    if form == "json":
        _say_json(found, session)
    elif form == "form":
        _say_form(found, session)
    else:
        session.say_problems(found.problems)
        session.tell(session.summary(found.problems))
    return 1 if any(item.severity is Severity.ERROR for item in found.problems) else 0


def _find(session: Session, address: str, strict: bool, registry: str, offline: bool) -> Findings:
    from forge.cli.findings import Findings
    from forge.cli.place import climb
    from forge.errors import ForgeError

    try:
        if Path(address).is_file():
            from forge.cli.check_file import check_file

            return check_file(address, strict=strict)
        repository, path = climb(session, address)
        if strict:
            from forge.cli.check_file import check_reference

            return check_reference(repository, path, offline=offline)
        return _check_repository(repository, path, registry, offline)
    except ForgeError as error:
        # What cannot even be opened is a finding like the others, in every format.
        return Findings(problems=error.problems)


def _check_repository(address: str, path: str, registry: str, offline: bool) -> Findings:
    from forge.cli.findings import Findings, what_matters
    from forge.gitio import is_url
    from forge.release import inspect_all

    store, problems = _registry_if_any(registry, offline)
    drafts = inspect_all(
        address,
        path=path,
        overlay=not is_url(address),
        offline=offline,
        owners=store.owners if store else {},
    )
    if not any(draft.files for draft in drafts):
        # Which registry is asked matters as soon as there is something to ask about.
        problems.clear()
    for draft in drafts:
        found = list(draft.problems)
        if store:
            from forge.index.alike import check_alike
            from forge.policy import review

            found += review(draft, store)
            found += check_alike(draft, store)
        problems += what_matters(draft, found)
    return Findings(
        problems=tuple(problems),
        manifests=tuple(draft.manifest for draft in drafts),
        drafts=drafts,
    )


def _with_fit(found: Findings, outbound: str) -> Findings:
    """Add whether everything that was read may be used in something under a licence."""
    import attrs

    from forge.licensing import check_expression
    from forge.licensing.fit import check_fit
    from forge.model.rights import own_parts
    from forge.problems import Place

    canonical, faults = check_expression(outbound, Place(file="--for"), "")
    problems = [*found.problems, *(() if canonical else faults)]
    for draft in found.drafts if canonical else ():
        place = draft.place("algorithm.license")
        problems += check_fit(own_parts(draft.manifest, draft.licensing), canonical, "link", place)
    return attrs.evolve(found, problems=problems)


def _registry_if_any(address: str, offline: bool) -> tuple[Store | None, list[Problem]]:
    """Return the registry whose rules are checked too, or a note that there is none.

    Raises:
        RegistryError: The one that was named cannot be read.
    """
    from forge.cli.options import open_registry
    from forge.errors import RegistryError
    from forge.problems import problem

    try:
        return open_registry(address, offline=offline, writing=True), []
    except RegistryError as error:
        if any(item.code != "no-registry-chosen" for item in error.problems):
            raise
        return None, [problem("registry-not-asked", "registry")]


def _say_json(found: Findings, session: Session) -> None:
    severities = [item.severity.value for item in found.problems]
    session.say_json(
        {
            "problems": [item.to_dict(session.language) for item in found.problems],
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "notes": severities.count("note"),
        }
    )


def _say_form(found: Findings, session: Session) -> None:
    from forge.manifests import questions

    for manifest in found.manifests:
        session.say(questions(manifest, session.wanted))
    session.tell(session.summary(found.problems))
