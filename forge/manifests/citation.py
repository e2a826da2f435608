"""The reader of CITATION.cff: the Citation File Format 1.2, and files of 1.0 and 1.1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from forge.manifests.contribution import Contribution, as_text, lowered, unusable
from forge.manifests.yaml import parse_yaml

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["read_citation"]

_MOST_KEYWORDS = 50


def read_citation(data: bytes, file: str) -> Reading:
    """Return what a CITATION.cff says.

    Who wrote the software is declared authorship and stays with the record; the means to reach
    these persons do not.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_yaml(data, file)
    if not isinstance(tree, Mapping):
        return unusable(file, tree, problems)
    made = Contribution(file, tree, places)
    made.problems.extend(map(lowered, problems))
    made.offer_texts((made.text("title"), "title"), (made.text("abstract"), "abstract"))
    made.offer("algorithm.version", made.text("version"), "version")
    _links(made)
    words = made.get("keywords")
    keywords = [as_text(word) for word in words] if isinstance(words, list) else []
    made.offer(
        "algorithm.keywords", [word for word in keywords if word][:_MOST_KEYWORDS], "keywords"
    )
    licence = made.get("license")
    items = licence if isinstance(licence, list) else [licence]
    # A list means that each of them may be chosen (guide to the schema, `license`).
    made.offer_license([(item, "license") for item in items], joined="OR")
    if licence is None:
        made.offer_license([(made.get("license-url"), "license-url")])
    # A citation is updated once a release at best; its version and licence only fill gaps where
    # the text of the file says that it cites something else.
    if as_text(made.get("type")) == "dataset":
        made.yields |= {"algorithm.license", "algorithm.version"}
    return made.reading()


def _links(made: Contribution) -> None:
    url = made.text("url")
    code = made.text("repository-code")
    if url.rstrip("/") != code.rstrip("/").removesuffix(".git"):
        made.offer("algorithm.homepage", url, "url")
