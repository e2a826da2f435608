"""The reader of DESCRIPTION, the manifest of R packages in the Debian control format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from forge.manifests.contribution import unusable
from forge.manifests.decoding import decode_text
from forge.manifests.packages import contribution, package_url, plain_version
from forge.problems import Place, Problem, problem
from forge.text import is_language_tag, primary_language

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["read_description"]

# So much of a file is looked at to guess whose it is.
_SAMPLE = 4096

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9@/_.-]{0,99}):[ \t]*(.*)")
_KEPT = ("Author", "Authors@R", "Maintainer", "Copyright", "Depends", "Imports", "BugReports")
_MOST_FIELDS = 500
_ADDRESS = re.compile(r"https?://[^\s,<>]+")
_FILE_LICENCE = re.compile(r"\s*[+|]?\s*file\s+LICEN[CS]E\s*$", re.IGNORECASE)


def read_description(data: bytes, file: str) -> Reading | None:
    """Return what the DESCRIPTION of an R package says; None for another file of that name.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    text = decode_text(data, file)
    if isinstance(text, Problem):
        # Many files have this name; a package's begins with this field, in any encoding.
        head = data[:_SAMPLE].replace(b"\0", b"")
        return unusable(file, None, (text,)) if b"Package:" in head else None
    fields, places, problems = _fields(text, file)
    if not {"Package", "Version"} <= fields.keys():
        return None
    made = contribution(file, fields, places, problems, _KEPT)
    language = fields.get("Language", "").replace("_", "-")
    language = primary_language(language) if is_language_tag(language) else ""
    made.offer_texts(("", ""), (fields.get("Description", ""), "Description"), language)
    made.offer("algorithm.version", plain_version(fields["Version"]), "Version")
    made.offer_items("algorithm.packages", [(package_url("cran", fields["Package"]), "Package")])
    licence = _FILE_LICENCE.sub("", fields.get("License", ""))
    parts = [part.strip() for part in licence.split("|")]
    # "The user may choose": Writing R Extensions, section 1.1.2.
    made.offer_license([(part, "License") for part in parts], joined="OR")
    addresses = _ADDRESS.findall(fields.get("URL", ""))
    pages = [address for address in addresses if not re.search(r"//git(?:hub|lab)\.", address)]
    made.offer("algorithm.homepage", pages[0].rstrip("/") if pages else "", "URL")
    made.offer("interface.kind", "library", "Package")
    made.offer("interface.language", "r", "Package")
    return made.reading()


def _fields(text: str, file: str) -> tuple[dict[str, str], dict[str, Place], tuple[Problem, ...]]:
    """Return the fields, where they begin, and those that stand twice.

    Lines that begin with a space continue a field.
    """
    twice: list[Problem] = []
    lines: dict[str, list[str]] = {}
    places: dict[str, Place] = {}
    current: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t"):
            current.append(line.strip())
            continue
        match = _FIELD.fullmatch(line.rstrip("\r"))
        current = []
        place = Place(file=file, line=number, column=1)
        if match and match[1] in places and len(twice) < _MOST_FIELDS:
            first = places[match[1]].line
            twice.append(problem("duplicate-key", place, name=match[1], line=first))
        elif match and match[1] not in places and len(lines) < _MOST_FIELDS:
            current = lines[match[1]] = [match[2].strip()]
            places[match[1]] = place
    fields = {name: " ".join(part for part in parts if part) for name, parts in lines.items()}
    return fields, places, tuple(twice)
