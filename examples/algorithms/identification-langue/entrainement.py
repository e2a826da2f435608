"""Make `modele.json` and `evaluation.json` from the corpus and the settings, without chance."""

import json
import tomllib
from collections import Counter
from pathlib import Path

from identification import Model, grams

__all__ = ["LANGUAGES", "evaluate", "main", "train"]

_FOLDER = Path(__file__).parent
LANGUAGES = ("ar", "ary", "fr", "zgh-Latn")


def train(folder: Path = _FOLDER) -> dict[str, object]:
    """Return the model as plain data: whole numbers only, so that machines agree on every byte."""
    settings = tomllib.loads((folder / "reglages.toml").read_text(encoding="utf-8"))
    counts = {}
    for language in LANGUAGES:
        seen = Counter(
            g for line in _lines(folder, language, "train") for g in grams(line, settings["orders"])
        )
        ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
        counts[language] = dict(sorted(ranked[: settings["kept"]]))
    return {
        "orders": settings["orders"],
        "least-letters": settings["least-letters"],
        "least-margin": settings["least-margin"],
        "counts": counts,
    }


def evaluate(model: Model, folder: Path = _FOLDER) -> dict[str, dict[str, int]]:
    """Return how often a held-out sentence of each language got each answer."""
    matrix = {}
    for language in LANGUAGES:
        answers = Counter(
            model.identify(line).language or "none" for line in _lines(folder, language, "test")
        )
        matrix[language] = dict(sorted(answers.items()))
    return matrix


def main() -> None:
    """Write both files."""
    data = train()
    _write("modele.json", data)
    _write("evaluation.json", evaluate(Model(data)))


def _lines(folder: Path, language: str, part: str) -> list[str]:
    return (folder / "corpus" / f"{language}.{part}.txt").read_text(encoding="utf-8").splitlines()


def _write(name: str, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=0) + "\n"
    (_FOLDER / name).write_bytes(text.encode())


if __name__ == "__main__":
    main()
