"""Help, and wrong use: always exit code 2, always in the reader's language."""

from __future__ import annotations

import pytest

from tests.support.program import all_commands, help_of, invoke, run_forge


def test_the_help_names_every_command_in_its_section() -> None:
    assert help_of() == (
        "Usage: forge [OPTIONS] COMMAND [ARGUMENTS]...\n"
        "\n"
        "The registry of a State's algorithms: from git repositories to a versioned,\n"
        "verifiable, multilingual catalogue.\n"
        "\n"
        "Options:\n"
        "  --version        Show the version and exit.\n"
        "  --lang LANGUAGE  The language of texts: en or fr (and ar, zgh where data has\n"
        "                   it). Also FORGE_LANG; else the system's.\n"
        "  -h, --help       Show this help and exit.\n"
        "\n"
        "Publish:\n"
        "  init     Write the shortest algorithm.toml that adds what is missing\n"
        "  check    Show everything that is wrong or missing, with the way out\n"
        "  publish  Publish the version at the current commit in a registry\n"
        "\n"
        "Reuse:\n"
        "  search   Find algorithms, in any script\n"
        "  show     Show an algorithm: what it is, its licence, how to get it\n"
        "  get      Take an algorithm, checked against its record\n"
        "  declare  Declare which version a body runs, and since when\n"
        "\n"
        "Operate:\n"
        "  crawl   Index every repository of the owners, and keep the registry true\n"
        "  build   Build the index and the web site of a registry\n"
        "  verify  Prove that no published version ever changed\n"
        "  mark    Say of a version that it is yanked, deprecated, withdrawn …\n"
        "\n"
        "Tools:\n"
        "  license   Say what licences permit, which a file holds, which go together\n"
        "  export    Write an entry as publiccode.yml, codemeta.json …\n"
        "  registry  Make a registry, add its owners, choose the default one\n"
        "\n"
        "Every command has its own help: forge COMMAND --help.\n"
        "Exit codes: 0 done, 1 findings or failure, 2 wrong use.\n"
        'Completion: eval "$(_FORGE_COMPLETE=bash_source forge)"; '
        "also zsh_source, fish_source.\n"
    )


def test_the_help_is_french_for_a_french_reader() -> None:
    page = help_of(language="fr")

    assert page.startswith("Utilisation : forge [OPTIONS] COMMANDE [ARGUMENTS]...\n")
    headings = [line for line in page.splitlines() if line.endswith(" :")]
    assert headings == ["Options :", "Publier :", "Réutiliser :", "Exploiter :", "Outils :"]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("words", list(all_commands()), ids=" ".join)
def test_every_command_has_help_without_a_word_of_the_other_language(
    words: tuple[str, ...], language: str
) -> None:
    page = help_of(*words, language=language)

    assert page.startswith("Usage: forge " if language == "en" else "Utilisation : forge ")
    assert ("Show this help" in page) is (language == "en")
    assert ("Afficher cette aide" in page) is (language == "fr")
    assert "--lang" in page


def test_h_is_help() -> None:
    assert invoke("check", "-h") == invoke("check", "--help")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "Error: No such command 'chek'. Did you mean 'check'?"),
        (["nothing-like-it"], "Error: No such command 'nothing-like-it'."),
        (["--lang", "en"], "Error: Missing command."),
        (
            ["search", "--registyr", "x"],
            "Error: No such option '--registyr'. Did you mean '--region' or '--registry'?",
        ),
        (["show"], "Error: Missing argument OWNER/NAME[@VERSION]."),
        (["publish", "--registry"], "Error: Option '--registry' needs a value."),
        (["publish", "--dry-run=1"], "Error: Option '--dry-run' takes no value."),
        (["publish", "a", "b", "c"], "Error: Unexpected extra argument: b c"),
        (
            ["check", "--format", "xml"],
            "Error: Invalid value for '--format': 'xml' is not one of: text, json, form.",
        ),
        (
            ["build", "--port", "99999"],
            "Error: Invalid value for '--port': '99999' is not a port (0 to 65535).",
        ),
        (
            ["search", "--limit", "٣"],
            "Error: Invalid value for '--limit': '٣' is not a whole number from 1.",
        ),
        (["registry", "nwe"], "Error: No such command 'nwe'. Did you mean 'new'?"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_exits_with_2(arguments: list[str], message: str) -> None:
    ran = invoke(*arguments)

    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.splitlines()[-1] == message
    assert ran.err.startswith("Usage: forge")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "Erreur : Commande inconnue « chek ». Vouliez-vous dire « check » ?"),
        (
            ["check", "--offlin"],
            "Erreur : Option inconnue « --offlin ». Vouliez-vous dire « --offline » ?",
        ),
        (["show"], "Erreur : Il manque l'argument PROPRIÉTAIRE/NOM[@VERSION]."),
        (["publish", "--registry"], "Erreur : L'option « --registry » demande une valeur."),
    ],
)
def test_wrong_use_is_answered_in_french_to_a_french_reader(
    arguments: list[str], message: str
) -> None:
    ran = invoke(*arguments, env={"FORGE_LANG": "fr"})

    assert ran.code == 2
    assert ran.err.splitlines()[-1] == message
    assert ran.err.startswith("Utilisation : forge")


def test_without_a_command_the_help_is_shown_as_wrong_use() -> None:
    ran = invoke()

    assert (ran.code, ran.out) == (2, "")
    assert ran.err == invoke("--help").out


def test_the_version_is_one_line() -> None:
    import forge

    ran = run_forge("--version")

    assert (ran.code, ran.out, ran.err) == (0, f"forge {forge.__version__}\n", "")


def test_the_system_decides_the_language_where_nobody_else_does() -> None:
    ran = run_forge("chek", env={"LC_ALL": "fr_FR.UTF-8"})

    assert ran.code == 2
    assert ran.err.splitlines()[-1].startswith("Erreur : Commande inconnue")


def test_escapes_on_the_command_line_are_shown_and_not_obeyed() -> None:
    ran = invoke("x\x1b[31m")

    assert ran.err.splitlines()[-1] == "Error: No such command 'x\\x1b[31m'."
