"""Every text of the command line is there in both languages."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import click
import pytest

from forge.cli import texts as catalogue
from forge.cli.command import Argument, Command, Option
from forge.cli.root import LazyGroup, forge
from forge.cli.texts import MODULES, text, texts
from forge.model import Verdict
from forge.model.transparency import EFFECTS

_CLI = Path(catalogue.__file__).resolve().parents[1]
_ID = re.compile(r"[a-z]+(?:\.[a-z-]+)+")


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _known() -> set[str]:
    return {f"{module}.{key}" for module in MODULES for key in texts(module)}


def test_every_module_of_texts_is_listed() -> None:
    there = {file.stem for file in (_CLI / "texts").glob("*.py")} - {"__init__"}

    assert there == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_every_text_is_there_in_both_languages_with_the_same_placeholders(module: str) -> None:
    for key, (english, french) in texts(module).items():
        assert english.strip(), key
        assert french.strip(), key
        assert _placeholders(english) == _placeholders(french), key
        assert english.count("\n") == french.count("\n"), key


@pytest.mark.parametrize("module", MODULES)
def test_what_is_counted_in_the_singular_may_be_zero_in_french(module: str) -> None:
    for key, (_, french) in texts(module).items():
        if key.endswith(".one"):
            assert text(f"{module}.{key}", "fr", count=0) == french.replace("{count}", "0")
            assert "{count}" in french, key


def test_another_language_is_answered_in_english() -> None:
    assert text("usage.missing-command", "de") == "Missing command."


def _literals(tree: ast.AST) -> set[str]:
    """Every text in the code that could be the id of a text, counts by their two forms."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    found |= _ids(argument.value, called)
            for keyword in node.keywords:
                value = keyword.value
                if keyword.arg in {"about", "shown"} and isinstance(value, ast.Constant):
                    found.add(str(value.value))
    return found


def _ids(value: str, called: str) -> set[str]:
    if called == "count" and _ID.fullmatch(value):
        return {f"{value}.one", f"{value}.many"}
    return {value} if called in {"text", "progress"} else set()


def test_every_id_that_the_code_names_has_a_text() -> None:
    files = [file for file in _CLI.glob("*.py") if file.name != "__init__.py"]
    named = set().union(*(_literals(ast.parse(file.read_text("utf-8"))) for file in files))

    assert named - _known() == set()


def _commands(command: click.Command) -> list[click.Command]:
    if not isinstance(command, LazyGroup):
        return [command]
    context = click.Context(command, info_name="forge")
    below = [command.get_command(context, name) for name in command.list_commands(context)]
    return [command, *(item for found in below if found for item in _commands(found))]


def test_every_command_option_and_argument_has_its_texts() -> None:
    named = set()
    for command in _commands(forge):
        assert isinstance(command, (Command, LazyGroup))
        named.add(f"{command.topic}.about")
        if command is not forge:
            parent, _, name = command.topic.rpartition(".")
            named.add(f"{parent}.{name}.summary" if parent else f"forge.{name}")
        for parameter in command.params:
            assert isinstance(parameter, (Argument, Option))
            named |= {parameter.about, *([parameter.shown] if parameter.shown else [])}

    assert named - _known() == set()


def test_every_verdict_and_every_effect_has_its_words() -> None:
    named = {f"show.verdict.{verdict}" for verdict in Verdict}
    named |= {f"{page}.effect.{effect}" for page in ("show", "init") for effect in EFFECTS}

    assert named - _known() == set()


def _is_used(name: str, code: str) -> bool:
    """Whether the id, its last word, or its beginning before a placeholder stands in the code."""
    last = name.rpartition(".")[2]
    beginnings = (name[: match.end()] for match in re.finditer(r"[.-]", name))
    return (
        f'"{name}"' in code
        or f'"{last}"' in code
        or any(f"{beginning}{{" in code for beginning in beginnings)
    )


def test_no_text_is_written_for_nobody() -> None:
    code = "".join(file.read_text("utf-8") for file in _CLI.glob("*.py"))
    derived = re.compile(
        r"forge\..*|common\.(?:error|warning|note)\..*|.*\.(?:about|summary|examples|one|many)"
    )
    unused = [
        name
        for name in sorted(_known())
        if not derived.fullmatch(name) and not _is_used(name, code)
    ]

    assert unused == []
