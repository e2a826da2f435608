"""What reaches a terminal, a pipe and another program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from forge.cli.failure import exit_code_of
from forge.cli.session import Session
from forge.errors import SourceError
from forge.problems import problem
from tests.support.program import invoke, run_forge
from tests.support.repos import make_repository

_ROOT = Path(__file__).resolve().parents[2]
_ARABIC = "حساب المنح"


@pytest.fixture
def session() -> Session:
    return Session((), {})


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    """A file whose problems quote Arabic."""
    file = tmp_path / "algorithm.toml"
    file.write_text(f'schema = "forge/1"\n[algorithm]\nkind = "{_ARABIC}"\n', "utf-8")
    return file


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_output_is_utf8_whatever_the_console_would_be(arabic: Path, encoding: str) -> None:
    ran = run_forge("check", arabic, env={"PYTHONIOENCODING": encoding})
    as_json = run_forge("check", arabic, "--format", "json", env={"PYTHONIOENCODING": encoding})

    assert _ARABIC in ran.out
    assert _ARABIC in json.loads(as_json.out)["problems"][0]["message"]


def test_neither_colours_nor_other_escapes_reach_a_pipe(tmp_path: Path) -> None:
    file = tmp_path / "algorithm.toml"
    file.write_bytes(b'schema = "forge/1"\n[algorithm]\n"\\u001b[31mred" = "\\u009b2J"\n')
    text = run_forge("check", file)
    as_json = run_forge("check", file, "--format", "json")

    assert "\x1b" not in text.out + text.err + as_json.out + as_json.err
    assert "\x9b" not in text.out + as_json.out
    assert text.code == as_json.code == 1


def test_json_escapes_what_a_terminal_could_obey(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    value = {"title": "a\x1b\x9b\x7f\u202e\U000e0001\ud800 é ⵣ م"}
    session.say_json(value)
    shown = capsys.readouterr().out

    assert shown.replace("\n", "").isprintable()
    assert "é ⵣ م" in shown
    assert json.loads(shown) == value


def test_a_failure_in_text_and_in_json_ends_with_the_same_code(tmp_path: Path) -> None:
    missing = tmp_path / "nothing"
    for words in (["search"], ["show", "onb/xy"], ["verify"], ["build"], ["publish"]):
        text = invoke(*words, "--registry", missing)
        as_json = invoke(*words, "--registry", missing, "--json")

        assert text.code == as_json.code == 1, words
        assert (text.out, as_json.err) == ("", ""), words
        assert [item["severity"] for item in json.loads(as_json.out)["problems"]] == ["error"]


def test_an_error_of_forge_is_a_problem_with_its_place_and_no_traceback(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    def run() -> None:
        raise ValueError("https://user:SECRET@git.example")

    code = exit_code_of(run, session)
    shown = capsys.readouterr().err

    assert code == 1
    assert shown.startswith("error[internal]: A fault of forge itself: ValueError at cli/")
    assert "SECRET" not in shown
    assert "Traceback" not in shown


def test_the_traceback_is_shown_to_those_who_ask_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = exit_code_of(lambda: 1 // 0, Session((), {"FORGE_DEBUG": "1"}))
    shown = capsys.readouterr().err

    assert code == 1
    assert shown.startswith("Traceback")
    assert "error[internal]" in shown


def test_problems_that_stop_a_command_stand_on_stderr_in_the_readers_language(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def run() -> None:
        raise SourceError(problem("no-commit", "git"))

    code = exit_code_of(run, Session(["--lang", "fr"], {}))
    shown = capsys.readouterr()

    assert (code, shown.out) == (1, "")
    assert shown.err == (
        "git: erreur[no-commit]: le dépôt n'a encore aucun commit\n"
        "  conseil : git add, puis git commit\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_an_interrupted_question_ends_quietly_with_130(tmp_path: Path) -> None:
    make_repository(tmp_path / "project", [{"README.md": "# A\n"}])
    process = subprocess.Popen(
        [sys.executable, "-m", "forge", "init", str(tmp_path / "project")],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    seen = b""
    while not seen.endswith(b"registry): "):
        seen += process.stderr.read(1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert b"Traceback" not in out + err


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_reader_that_goes_away_is_no_error(tmp_path: Path, registry: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "forge", "verify", "--json", "--registry", str(registry)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)

    assert done.returncode == 141
    assert b"Error" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a pseudo-terminal of POSIX")
@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_colours_are_for_terminals_whose_owner_wants_them(
    arabic: Path, no_color: str, coloured: bool
) -> None:
    import pty

    mine, theirs = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "forge", "check", str(arabic)],
        env={**os.environ, "PYTHONPATH": str(_ROOT), "NO_COLOR": no_color, "TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    shown = os.read(mine, 10_000)
    os.close(theirs)
    os.close(mine)

    assert (b"\x1b[" in shown) is coloured
