"""The reader of model cards: the front matter of a README on a hub of models."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from forge.manifests.contribution import Contribution, as_text, lowered, unusable
from forge.manifests.decoding import decode_text
from forge.manifests.reading import MANIFEST_LIMIT, Reading
from forge.manifests.yaml import parse_yaml
from forge.problems import Problem
from forge.text import is_language_tag

__all__ = ["read_model_card"]

# The front matter stands between two lines of hyphens; a file of Windows may begin with a mark.
_FRONT = re.compile(
    rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE
)
_MARKS = frozenset(
    {
        *("license", "license_name", "language", "base_model", "datasets", "metrics"),
        *("pipeline_tag", "library_name", "model-index", "model_name"),
    }
)
_MODEL = frozenset({"base_model", "pipeline_tag", "library_name", "model-index", "model_name"})
_MANY = 50
_HUB_LICENCES = {
    "apache-2.0": "Apache-2.0",
    "cc": "",
    "gpl": "",
    "bigscience-openrail-m": "LicenseRef-bigscience-openrail-m",
    "openrail": "LicenseRef-openrail",
    "creativeml-openrail-m": "LicenseRef-creativeml-openrail-m",
    "llama2": "LicenseRef-llama-2",
    "llama3": "LicenseRef-llama-3",
    "gemma": "LicenseRef-gemma",
}


def read_model_card(data: bytes, file: str) -> Reading | None:
    """Return what a model card's front matter says; None for a README without one.

    Args:
        data: The file's bytes; anything.
        file: Its path inside the repository.
    """
    match = _FRONT.match(data[:MANIFEST_LIMIT])
    if match is None:
        return _undecoded(data, file)
    # An empty line stands for the first mark, so that the lines keep their numbers.
    tree, places, problems = parse_yaml(b"\n" + match[1], file)
    if not isinstance(tree, Mapping):
        # Other programs keep other things there: a page's title, or no YAML at all.
        return None if tree is not None else unusable(file, None, problems)
    if not _MARKS & tree.keys() or "layout" in tree:
        return None
    made = Contribution(file, tree, places)
    made.problems.extend(map(lowered, problems))
    _read(made)
    return made.reading()


def _undecoded(data: bytes, file: str) -> Reading | None:
    """Return why a model card is no text; of a README its own reader says so."""
    is_readme = file.rpartition("/")[2].lower().startswith("readme")
    text = "" if is_readme else decode_text(data, file)
    return unusable(file, None, (text,)) if isinstance(text, Problem) else None


def _read(made: Contribution) -> None:
    # A hub's codes name no script, and a card without a name is called as its file: what another
    # file says of both is more exact, and no contradiction.
    made.yields |= {"algorithm.languages", "transparency.models"}
    if _MODEL & made.tree.keys():
        made.offer("algorithm.kind", "model", next(key for key in made.tree if key in _MODEL))
        _model(made)
    made.offer_license([(_licence(made, item), "license") for item in _items(made, "license")])
    tags = [tag for tag in _items(made, "language") if is_language_tag(tag)]
    made.offer("algorithm.languages", tags[:_MANY], "language")
    made.offer("algorithm.keywords", _items(made, "tags")[:_MANY], "tags")
    data = [{"name": name, "use": "training"} for name in _items(made, "datasets")]
    made.offer("transparency.data", data[:_MANY], "datasets")


def _model(made: Contribution) -> None:
    bases = _items(made, "base_model")
    model: dict[str, Any] = {
        "name": _first(made, "model_name") or _indexed_name(made),
        "task": _first(made, "pipeline_tag"),
        "base": ", ".join(bases)[:300],
        "metrics": list(_metrics(made))[:_MANY],
    }
    table = {key: value for key, value in model.items() if value}
    if table:
        table.setdefault("name", bases[0] if bases else made.file.rpartition("/")[2])
        path = next(key for key in made.tree if key in _MODEL)
        made.offer("transparency.models", [table], path)


def _licence(made: Contribution, word: str) -> str:
    if word == "other":
        name = _first(made, "license_name")
        return f"LicenseRef-{re.sub(r'[^A-Za-z0-9.-]+', '-', name).strip('-')}" if name else ""
    return _HUB_LICENCES.get(word, word)


def _items(made: Contribution, key: str) -> list[str]:
    value = made.get(key)
    items = value if isinstance(value, list) else [value]
    return [text for item in items if (text := as_text(item))]


def _first(made: Contribution, key: str) -> str:
    return next(iter(_items(made, key)), "")


def _index(made: Contribution) -> list[Mapping[str, Any]]:
    value = made.get("model-index")
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _indexed_name(made: Contribution) -> str:
    return next((name for item in _index(made) if (name := as_text(item.get("name")))), "")


def _metrics(made: Contribution) -> Iterator[dict[str, str]]:
    """Yield what was measured: of the index with values, else the names alone."""
    found = False
    for result in (r for item in _index(made) for r in _tables(item.get("results"))):
        dataset = result.get("dataset")
        on = as_text(dataset.get("name")) if isinstance(dataset, Mapping) else ""
        for metric in _tables(result.get("metrics")):
            name = as_text(metric.get("name")) or as_text(metric.get("type"))
            pair = {"name": name, "value": as_text(metric.get("value"))[:100], "on": on[:200]}
            if name:
                found = True
                yield {key: text for key, text in pair.items() if text}
    if not found:
        yield from ({"name": name} for name in _items(made, "metrics"))


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
