"""The reader of code.json for one repository: the federal schemas 1.0 to 2.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from forge.manifests.contribution import Contribution, as_text, lowered, unusable
from forge.manifests.json import parse_json
from forge.manifests.reading import Places, Reading
from forge.manifests.vocabulary import status_of
from forge.problems import Problem, Severity, problem

__all__ = ["PROJECTS", "is_code_json", "is_index", "read_code_json", "read_project"]

# The lists that make a file an agency's index, of the schemas 1.0 and 2.0.
PROJECTS = ("releases", "projects")
_MARKS = frozenset(
    {
        *("permissions", "repositoryURL", "organization", "laborHours", "usageType"),
        *("openSourceProject", "repository", "reuseFrequency", "contact"),
    }
)
_MAINTENANCE = frozenset({"internal", "contract", "community", "none"})
_EMPTY = re.compile(r"(?i)n/?a|none|null|todo|tbd|\s*")
_MOST_TAGS = 50
_LONG = "longDescription"


def read_code_json(data: bytes, file: str) -> Reading | None:
    """Return what the code.json of one repository says; None for another file of that name.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_json(data, file)
    if not isinstance(tree, Mapping):
        return unusable(file, tree, problems)
    if is_index(tree):
        note = problem("agency-index", places.place(0), severity=Severity.NOTE)
        return Reading(file=file, problems=(note,))
    return read_project(tree, places, file, problems) if is_code_json(tree) else None


def is_index(tree: Mapping[str, Any]) -> bool:
    """Tell whether a table lists the repositories of an agency.

    A profile of the schema 2.0 for one repository has a key `projects` too, for other things.
    """
    return any(isinstance(tree.get(name), list) for name in PROJECTS) and not is_code_json(tree)


def is_code_json(tree: Mapping[str, Any]) -> bool:
    """Tell whether a table is one of code.json, and not a translation of that file name."""
    return len(_MARKS & tree.keys()) >= 2


def read_project(
    tree: Mapping[str, Any],
    places: Places,
    file: str,
    problems: tuple[Problem, ...] = (),
) -> Reading:
    """Return what one repository's table says.

    Args:
        tree: The table.
        places: Where its keys stand.
        file: The file's path.
        problems: What its parser said.
    """
    made = Contribution(file, tree, places)
    made.problems.extend(map(lowered, problems))

    def text(path: str) -> str:
        found = made.text(path)
        return "" if _EMPTY.fullmatch(found) else found

    about = _LONG if text(_LONG) and not text("description") else "description"
    made.offer_texts((text("name"), "name"), (text(about), about))
    _description(made, text)
    made.offer("algorithm.version", text("version"), "version")
    made.offer("algorithm.status", status_of(text("status")), "status")
    made.offer("reuse.openness", _openness(tree), "permissions.usageType")
    _homepage(made, text)
    # Here "none" is a word of the list: nobody maintains it.
    maintenance = made.text("maintenance").lower()
    if maintenance in _MAINTENANCE:
        made.offer("reuse.maintenance", maintenance, "maintenance")
    _lists(made)
    return made.reading()


def _description(made: Contribution, text: Any) -> None:
    """Offer the long description of the profile that has one, over one made of the short."""
    long = text(_LONG)
    summaries = made.languages_of("algorithm.summary")
    if long and summaries:
        made.offer(f"algorithm.description.{summaries[0]}", long, _LONG)


def _homepage(made: Contribution, text: Any) -> None:
    repository = text("repositoryURL") or text("repository")
    for name in ("homepageURL", "homepage"):
        address = text(name)
        if address and address.rstrip("/") != repository.rstrip("/").removesuffix(".git"):
            made.offer("algorithm.homepage", address, name)


def _openness(tree: Mapping[str, Any]) -> str:
    """Return who may have the source; an exemption is no id of a law, so it is not "restricted"."""
    permissions = tree.get("permissions")
    usage = permissions.get("usageType") if isinstance(permissions, Mapping) else None
    words = usage if isinstance(usage, list) else [usage]
    if "openSource" in words or tree.get("openSourceProject") == 1:
        return "open"
    is_shared = "governmentWideReuse" in words or tree.get("governmentWideReuseProject") == 1
    return "government" if is_shared else ""


def _lists(made: Contribution) -> None:
    tags = made.get("tags")
    words = [as_text(item) for item in tags] if isinstance(tags, list) else []
    made.offer("algorithm.keywords", [word for word in words if word][:_MOST_TAGS], "tags")
    languages = made.get("languages")
    if isinstance(languages, list) and languages:
        made.offer("interface.language", as_text(languages[0]), "languages")
    made.offer_license(list(_licences(made)))
    reused = made.get("reusedCode")
    items = enumerate(reused) if isinstance(reused, list) else ()
    addresses = [
        (as_text(item.get("URL")), f"reusedCode[{n}].URL")
        for n, item in items
        if isinstance(item, Mapping)
    ]
    usable = re.compile(r"https?://\S+").fullmatch
    made.offer_items("reuse.based-on", [pair for pair in addresses if usable(pair[0])])


def _licences(made: Contribution) -> list[tuple[Any, str]]:
    listed = made.get("permissions.licenses")
    if isinstance(listed, list):
        return [(item, "permissions.licenses") for item in listed]
    if isinstance(listed, (str, Mapping)):
        return [(listed, "permissions.licenses")]
    return [(made.get("license"), "license")]
