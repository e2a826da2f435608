"""What a shell offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.program import invoke, run_forge

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.repos import Repository


def _offered(line: str, **variables: str) -> list[str]:
    """The completions of a line, of which the last word is not finished."""
    words = line.split(" ")
    ran = run_forge(
        env={
            "_FORGE_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            **variables,
        }
    )
    assert ran.err == ""
    return ran.out.split()


def test_commands_and_options_are_completed() -> None:
    assert _offered("forge ")[:3] == ["plain,init", "plain,check", "plain,publish"]
    assert "plain,registry" in _offered("forge ")
    assert "plain,owner" in _offered("forge registry ")
    assert _offered("forge ch") == ["plain,check"]
    assert _offered("forge registry owner pre") == ["plain,prefix"]
    assert _offered("forge check --off") == ["plain,--offline"]


def test_algorithms_are_completed_from_the_registry(project: Repository, registry: Path) -> None:
    invoke("publish", project.path, "--registry", registry, "--offline")

    assert _offered("forge show on", FORGE_REGISTRY=str(registry)) == ["plain,onb/bareme-bourses"]
    assert _offered("forge show x", FORGE_REGISTRY=str(registry)) == []


def test_without_a_registry_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert _offered("forge show on", FORGE_REGISTRY=str(tmp_path / "nothing")) == []


def test_each_shell_gets_its_script() -> None:
    for shell in ("bash", "zsh", "fish"):
        ran = run_forge(env={"_FORGE_COMPLETE": f"{shell}_source"})

        assert (ran.code, ran.err) == (0, "")
        assert "_FORGE_COMPLETE" in ran.out
