"""The exit code of a command never depends on how its result is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from forge.cli.root import forge
from tests.support.program import all_commands, invoke

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.repos import Repository

_NAME = ("--name", "fr=Organisme (exemple)")

# Situations of each command that can print JSON: what is typed and the exit code. PROJECT, REGISTRY
# and NEW stand for paths.
_SITUATIONS: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = {
    ("check",): [(("PROJECT",), 0), (("NEW",), 1), (("PROJECT", "--strict", "reference"), 1)],
    ("publish",): [
        (("PROJECT", "--offline", "--dry-run"), 0),
        (("PROJECT", "--offline"), 0),
        (("PROJECT", "--offline", "--version", "9"), 1),
        (("NEW", "--offline"), 1),
    ],
    ("search",): [(("bourses",), 0), (("--kind", "model"), 0), (("--limit", "0"), 2)],
    ("show",): [
        (("onb/bareme-bourses",), 0),
        (("onb/autre",), 1),
        (("onb/../autre",), 1),
        (("onb/bareme-bourses", "--at", "2019-01-01"), 1),
        (("onb/bareme-bourses", "--diff", "2"), 0),
        (("onb/bareme-bourses", "--diff", "9"), 1),
        (("onb/bareme-bourses", "--on", "2026-03-14"), 0),
        (("onb/bareme-bourses", "--on", "14/03/2026"), 2),
        (("onb/bareme-bourses", "--on", "2026-03-14", "--by", "autre"), 1),
    ],
    ("get",): [
        (("onb/bareme-bourses", "--bundle", "NEW", "--from", "PROJECT"), 0),
        (("onb/bareme-bourses", "PROJECT", "--from", "PROJECT"), 1),
        (("onb/autre",), 1),
        ((), 2),
    ],
    ("declare",): [
        (("onb/bareme-bourses@2.1.0", "--by", "onb", "--since", "2026-03-01", "--dry-run"), 0),
        (("onb/bareme-bourses@9", "--by", "onb", "--since", "2026-03-01"), 1),
        (("onb/bareme-bourses@2.1.0", "--by", "onb"), 2),
    ],
    ("mark",): [
        (("onb/bareme-bourses", "deprecated", "--reason", "Ainsi.", "--dry-run"), 0),
        (("onb/bareme-bourses", "deprecated"), 1),
        (("onb/bareme-bourses", "deleted"), 2),
    ],
    ("crawl",): [
        (("PROJECT", "--dry-run"), 1),
        (("--sources", "NEW"), 1),
        (("--api", "cvs"), 2),
        (("--report", "NEW", "--dry-run"), 2),
    ],
    ("build",): [
        (("--out", "NEW"), 0),
        (("--out", "NEW", "--dry-run"), 0),
        (("--out", "PROJECT"), 1),
    ],
    ("verify",): [((), 0), (("--since", "nothing"), 1)],
    ("license", "show"): [(("EUPL-1.2",), 0), (("gpl3",), 1), ((), 2)],
    ("license", "detect"): [((__file__,), 0), (("PROJECT",), 1), (("NEW",), 1), ((), 2)],
    ("license", "compat"): [
        (("MIT", "Apache-2.0"), 0),
        (("GPL-3.0-only", "MIT", "--use", "merge"), 1),
        (("MIT", "MIT", "--use", "sell"), 2),
    ],
    ("export",): [
        (("PROJECT", "codemeta.json", "--offline"), 0),
        (("PROJECT", "codemeta.json", "--offline", "--strict"), 1),
        (("NEW", "codemeta.json"), 1),
        (("PROJECT",), 2),
    ],
    ("registry", "review"): [((), 0), (("--accept", "onb/bareme-bourses@9"), 1)],
    ("registry", "new"): [(("NEW", "--dry-run"), 0), (("PROJECT",), 1)],
    ("registry", "default"): [((), 1), (("REGISTRY", "--dry-run"), 0)],
    ("registry", "owner", "add"): [
        (("cna", *_NAME, "--dry-run"), 0),
        (("onb", *_NAME), 1),
        (("cna",), 2),
    ],
    ("registry", "owner", "prefix"): [
        (("onb", "git.onb.example/autre", "--dry-run"), 0),
        (("onb", "git.onb.example/sie"), 0),
        (("autre", "git.autre.example"), 1),
    ],
    ("registry", "owner", "former"): [
        (("onb", *_NAME, "--dry-run"), 0),
        (("autre", *_NAME), 1),
    ],
}


def _names(words: tuple[str, ...]) -> set[str]:
    command: click.Command = forge
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    return {name for parameter in command.params for name in parameter.opts}


def test_every_command_that_prints_json_is_tried() -> None:
    printing = {words for words in all_commands() if _names(words) & {"--json", "--format"}}

    assert printing == set(_SITUATIONS)


@pytest.mark.parametrize("words", list(_SITUATIONS), ids=" ".join)
def test_text_and_json_end_with_the_same_code(
    words: tuple[str, ...], project: Repository, registry: Path, tmp_path: Path
) -> None:
    """In the text's order, so that a change that the first makes is there for the second."""
    if words in {("show",), ("get",), ("declare",), ("mark",)}:
        invoke("publish", project.path, "--registry", registry, "--offline")
    places = {"PROJECT": project.path, "REGISTRY": registry, "NEW": tmp_path / "new"}
    env = {"FORGE_CONFIG": str(tmp_path / "config.toml")}
    as_json = ["--json"] if "--json" in _names(words) else ["--format", "json"]
    named = ["--registry", registry] if "--registry" in _names(words) else []
    for typed, code in _SITUATIONS[words]:
        arguments = [*words, *(places.get(item, item) for item in typed), *named]
        text = invoke(*arguments, env=env)
        other = invoke(*arguments, *as_json, env=env)

        assert (text.code, other.code) == (code, code), (typed, text, other)
        if code != 2:
            json.loads(other.out)
