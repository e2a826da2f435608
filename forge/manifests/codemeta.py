"""The reader of codemeta.json: CodeMeta 2.0, 3.0 and 3.1, as people and programs write JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from forge.manifests.contribution import Contribution, as_text, lowered, unusable
from forge.manifests.json import parse_json
from forge.manifests.packages import plain_version
from forge.manifests.vocabulary import repostatus_of
from forge.text import is_language_tag

if TYPE_CHECKING:
    from forge.manifests.reading import Reading

__all__ = ["read_codemeta"]

# Prefixes and addresses that stand for the same terms as none.
_PREFIX = re.compile(
    r"(?:schema|codemeta|schema-org|sdo):|https?://(?:schema\.org|codemeta\.github\.io/terms"
    r"|w3id\.org/codemeta/terms)/"
)
_SOFTWARE = frozenset({"softwaresourcecode", "softwareapplication", "webapplication", "webapi"})
_MOST_KEYWORDS = 50
# Terms of a node that look like language tags.
_NO_LANGUAGES = frozenset({"name", "id", "url", "type", "value", "email", "text", "about"})
_SEPARATOR = re.compile("[,;]")
_NOTHING = re.compile(r"(?i)null|none|n/?a|todo|unknown")


def read_codemeta(data: bytes, file: str) -> Reading:
    """Return what a codemeta.json says.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    tree, places, problems = parse_json(data, file)
    node, path = _main(tree)
    if node is None:
        return unusable(file, tree, problems)
    made = Contribution(file, tree if isinstance(tree, dict) else dict(node), places)
    made.problems.extend(map(lowered, problems))
    _read(made, _Terms(node), f"{path}." if path else "")
    return made.reading()


class _Terms(Mapping[str, Any]):
    """A node whose terms are found with and without their prefix."""

    def __init__(self, node: Mapping[str, Any]) -> None:
        self._node = node
        prefixed = [key for key in node if ":" in key]
        self._own = {_PREFIX.sub("", key): key for key in reversed(prefixed)}

    def __getitem__(self, term: str) -> Any:
        return self._node[self.key(term)]

    def get(self, term: str, default: Any = None) -> Any:
        """Return the value of a term, or the default; without the cost of an exception."""
        return self._node.get(self.key(term), default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._node)

    def __len__(self) -> int:
        return len(self._node)

    def key(self, term: str) -> str:
        """Return a term as the file spells it."""
        return term if term in self._node else self._own.get(term, term)


def _main(tree: object) -> tuple[Mapping[str, Any] | None, str]:
    """Return the node of the software and its path: the file itself, or one of its `@graph`."""
    if isinstance(tree, list):
        return _first_software(tree, "")
    if not isinstance(tree, Mapping):
        return None, ""
    graph = tree.get("@graph")
    if isinstance(graph, list) and not _is_software(tree):
        node, path = _first_software(graph, "@graph")
        return (node, path) if node is not None else (tree, "")
    return tree, ""


def _first_software(items: list[Any], path: str) -> tuple[Mapping[str, Any] | None, str]:
    nodes = [(item, f"{path}[{n}]") for n, item in enumerate(items) if isinstance(item, dict)]
    found = next((pair for pair in nodes if _is_software(pair[0])), None)
    return found or (nodes[0] if len(nodes) == 1 else (None, ""))


def _is_software(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type", node.get("type", ()))
    words = [kinds] if isinstance(kinds, str) else kinds if isinstance(kinds, list) else []
    return any(_PREFIX.sub("", str(word)).lower() in _SOFTWARE for word in words)


def _read(made: Contribution, node: _Terms, prefix: str) -> None:
    def values(term: str) -> list[tuple[Any, str]]:
        path = f"{prefix}{node.key(term)}"
        value = node.get(term)
        if isinstance(value, list):
            return [(item, f"{path}[{n}]") for n, item in enumerate(value)]
        return [] if value is None else [(value, path)]

    def first(*terms: str) -> tuple[str, str]:
        for term in terms:
            for value, path in values(term):
                text = _text(value)
                if text and not _NOTHING.fullmatch(text):
                    return text, path
        return "", ""

    _texts(made, values, first)
    _plain(made, values, first)
    status, path = first("developmentStatus")
    made.offer("algorithm.status", repostatus_of(status), path)
    made.offer_license([(_flat(value), where) for value, where in values("license")], joined="AND")
    words = [word for value, _ in values("keywords") for word in _SEPARATOR.split(_text(value))]
    keywords = [word.strip() for word in words if word.strip()]
    made.offer("algorithm.keywords", keywords[:_MOST_KEYWORDS], f"{prefix}{node.key('keywords')}")


def _texts(made: Contribution, values: Any, first: Any) -> None:
    for term, kind in (("name", "title"), ("description", "summary")):
        for value, path in values(term):
            for tag, text in _by_language(value):
                pair = (text, path)
                title, about = (pair, ("", "")) if kind == "title" else (("", ""), pair)
                made.offer_texts(title, about, tag)
    made.offer_texts(first("name"), first("description", "abstract"))


def _plain(made: Contribution, values: Any, first: Any) -> None:
    version, path = first("version", "softwareVersion")
    if first("runtimePlatform")[0].startswith("R version"):
        # R's tools copy the version from DESCRIPTION, and the copy stays behind.
        made.yields.add("algorithm.version")
        version = plain_version(version)
    made.offer("algorithm.version", version, path)
    homepage, path = first("url")
    repository, _ = first("codeRepository")
    if homepage and _bare(homepage) != _bare(repository):
        made.offer("algorithm.homepage", homepage, path)
    for value, path in values("softwareHelp"):
        address = as_text(value.get("url")) if isinstance(value, dict) else ""
        made.offer("algorithm.documentation", address or _text(value), path)
    languages = [(_text(value), where) for value, where in values("inLanguage")]
    made.offer_items("algorithm.languages", languages)
    language, path = first("programmingLanguage")
    made.offer("interface.language", language, path)
    based_on = [(_text(value), where) for value, where in values("isBasedOn")]
    is_address = re.compile(r"https?://\S+").fullmatch
    made.offer_items("reuse.based-on", [pair for pair in based_on if is_address(pair[0])])


def _bare(address: str) -> str:
    text = address.lower().partition("://")[2] or address.lower()
    return text.partition("#")[0].rstrip("/").removesuffix(".git")


def _text(value: Any) -> str:
    """Return what a value says: itself, the name or address of a node, or a text in a language."""
    if isinstance(value, list):
        return next((text for item in value[:20] if (text := _flat_text(item))), "")
    return _flat_text(value)


def _flat_text(value: Any) -> str:
    if isinstance(value, dict):
        for name in ("@value", "name", "schema:name", "url", "@id", "id"):
            text = as_text(value.get(name))
            if text:
                return text
        return ""
    return as_text(value)


def _flat(value: Any) -> Any:
    return value if isinstance(value, dict) else _text(value)


def _by_language(value: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts of a value that names their language, in one of JSON-LD's two ways."""
    if not isinstance(value, dict):
        return
    tag, text = value.get("@language"), value.get("@value")
    if isinstance(tag, str) and isinstance(text, str) and is_language_tag(tag):
        yield tag, text
        return
    for tag, text in value.items():
        if isinstance(text, str) and is_language_tag(tag) and tag not in _NO_LANGUAGES:
            yield tag, text
