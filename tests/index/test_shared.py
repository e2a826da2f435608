"""Shared code is found by contents alone, and what everybody has proves nothing."""

from pathlib import Path

import pytest

from forge.gitio import GitDirectory
from forge.index.shared import Contents, contents_of, shared_code
from forge.model import Share
from tests.support.repos import make_repository


def program(name: str, lines: int = 200) -> str:
    """A program of some kilobytes that nobody else has."""
    return "".join(
        f"{name}_{number} = compute({number * 7}, '{name}')\n" for number in range(lines)
    )


OWN = {f"src/part{number}.py": program(f"moteur{number}") for number in range(6)}
LICENCE = "Licence text of a licence that thousands use.\n" * 200
LOCK = '{"packages": "many of them"}\n' * 500


class Repositories:
    """Repositories of which the contents are asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.found: dict[str, Contents] = {}

    def add(self, name: str, files: dict[str, str], path: str = "", repository: str = "") -> None:
        place = self._folder / name.replace("/", "-")
        made = make_repository(place, commits=[files])
        with GitDirectory.open(place) as git:
            found = contents_of(git, made.commits[-1], path, repository or str(place))
        self.found[name] = found

    def shares(self) -> dict[str, tuple[Share, ...]]:
        return shared_code(self.found)


@pytest.fixture
def repositories(tmp_path: Path) -> Repositories:
    return Repositories(tmp_path)


def test_a_fork_is_found_on_both_sides_with_its_files(repositories: Repositories) -> None:
    repositories.add("onb/moteur", OWN)
    repositories.add(
        "ija/copie", {**OWN, "src/part0.py": program("autre"), "neuf.py": program("neuf")}
    )
    repositories.add("xyz/rien", {"a.py": program("rien")})

    found = repositories.shares()

    assert set(found) == {"onb/moteur", "ija/copie"}
    (share,) = found["onb/moteur"]
    assert (share.algorithm, share.files) == ("ija/copie", 5)
    assert share.percent is not None
    assert share.percent > 50
    assert share.paths == ("src/part1.py", "src/part2.py", "src/part3.py")


def test_vendored_code_is_found_in_a_repository_many_times_larger(
    repositories: Repositories,
) -> None:
    repositories.add("onb/moteur", OWN)
    large = {f"app/{number}.py": program(f"grand{number}") for number in range(60)}
    repositories.add(
        "ija/grand", {**large, **{f"vendor/moteur/{path}": data for path, data in OWN.items()}}
    )

    (share,) = repositories.shares()["ija/grand"]

    assert (share.algorithm, share.files, share.percent) == ("onb/moteur", 6, 100)
    assert share.paths[0] == "vendor/moteur/src/part0.py"


def test_what_both_took_from_a_third_one_ties_nobody(repositories: Repositories) -> None:
    for name in ("onb/un", "ija/deux"):
        third = {f"third_party/lib/{path}": data for path, data in OWN.items()}
        repositories.add(
            name, {**third, "js/jquery-3.7.js": program("jquery"), "a.py": program(name)}
        )

    assert repositories.shares() == {}


def test_licences_locks_short_and_generated_files_and_pictures_tie_nobody(
    repositories: Repositories,
) -> None:
    same = {
        "LICENSE": LICENCE,
        "LICENSES/MIT.txt": LICENCE + "x",
        "package-lock.json": LOCK,
        "poetry.lock": LOCK + "x",
        "app.min.js": program("min"),
        "logo.svg": program("logo"),
        "empty/__init__.py": "",
        "short.py": "print(1)\n",
        ".editorconfig": program("editor"),
    }
    repositories.add("onb/un", {**same, "a.py": program("un")})
    repositories.add("ija/deux", {**same, "b.py": program("deux")})

    assert repositories.shares() == {}


def test_what_more_than_a_dozen_repositories_hold_ties_nobody(repositories: Repositories) -> None:
    for number in range(13):
        repositories.add(f"onb/n{number}", {**OWN, "own.py": program(f"own{number}")})

    assert repositories.shares() == {}


def test_algorithms_of_one_repository_share_by_nature(repositories: Repositories) -> None:
    files = {f"{folder}/{path}": data for folder in ("a", "b") for path, data in OWN.items()}
    repositories.add("onb/a", files, path="a", repository="https://git.onb.example/mono")
    repositories.add("onb/b", files, path="b", repository="https://git.onb.example/mono")

    assert len(repositories.found["onb/a"]) == len(OWN)
    assert repositories.shares() == {}


def test_a_few_common_lines_of_work_are_no_evidence(repositories: Repositories) -> None:
    repositories.add("onb/un", {"setup.py": program("same", 20), **OWN})
    other = {f"x{number}.py": program(f"x{number}") for number in range(9)}
    repositories.add("ija/deux", {"setup.py": program("same", 20), **other})

    assert repositories.shares() == {}


def test_hostile_names_and_entries_are_counted_or_left_out_and_shown_harmless(
    repositories: Repositories,
) -> None:
    names = {
        "a\nb\x1b[31m.py": program("un"),
        "-rf.py": program("deux"),
        "c\u202ed.py": program("trois"),
        "tab\t.py": program("quatre"),
    }
    repositories.add("onb/un", names)
    repositories.add("ija/deux", names)

    (share,) = repositories.shares()["onb/un"]

    assert share.files == len(names)
    assert all(path.isprintable() for path in share.paths)


def test_the_result_does_not_depend_on_the_order(repositories: Repositories) -> None:
    repositories.add("onb/moteur", OWN)
    repositories.add("ija/copie", OWN)
    repositories.add("xyz/copie", {f"vendor/{path}": data for path, data in OWN.items()})
    backwards = dict(reversed(repositories.found.items()))

    assert shared_code(backwards) == repositories.shares()
    assert shared_code({}) == {}
