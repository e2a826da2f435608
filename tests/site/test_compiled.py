"""Compiled templates are used again, and never in the way."""

import sys

import pytest
from jinja2 import DictLoader, Environment

from forge.site.compiled import CompiledTemplates


@pytest.fixture(autouse=True)
def _may_write(monkeypatch):
    # Machines differ in it; what the tests say must not.
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def shown(folder, source="{{ 1 + 1 }}"):
    loader = DictLoader({"page": source})
    environment = Environment(loader=loader, bytecode_cache=CompiledTemplates(folder))
    return environment.get_template("page").render()


def test_a_template_is_compiled_once(tmp_path, monkeypatch):
    first = shown(tmp_path)
    # Whoever compiled now would fail.
    monkeypatch.setattr(Environment, "compile", None)

    assert shown(tmp_path) == first == "2"


def test_another_text_is_compiled_again(tmp_path):
    shown(tmp_path)

    assert shown(tmp_path, "{{ 1 + 2 }}") == "3"


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, None])
def test_a_damaged_file_is_made_again(tmp_path, damage):
    shown(tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if damage is None else damage)

    assert shown(tmp_path) == "2"
    assert file.read_bytes() == whole


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path, monkeypatch):
    # What PYTHONDONTWRITEBYTECODE sets when Python starts.
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert shown(tmp_path) == "2"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path):
    place = tmp_path / "file"
    place.write_text("in the way")

    assert shown(place) == "2"
