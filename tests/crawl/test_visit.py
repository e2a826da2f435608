"""One visit: what it asks a server of, and how it manages with servers that are otherwise."""

from __future__ import annotations

import contextlib
import pickle
from typing import TYPE_CHECKING

import attrs

from forge.crawl.tags import chosen_versions, likely_commits
from forge.crawl.values import Context, Found, Seen, Target, Task
from forge.crawl.visit import visit
from forge.gitio.http import Client
from forge.gitio.pace import Pace
from forge.model import Version
from forge.source import TagVersion
from tests.support.crawls import BASE, Waiting, made_field
from tests.support.server import Answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.crawls import Field


def look(
    field: Field, name: str, task: Task | None = None, waiting: Waiting | None = None
) -> Found:
    chosen = task or Task(target=field.target(name))
    context = Context(network=field.server.network, cache=field.path / "cache")
    clock = (waiting or Waiting()).clock
    with contextlib.closing(Client(context.network, Pace(4, clock))) as client:
        return visit(chosen, context, client)


def test_a_visit_and_all_that_it_finds_can_be_sent_to_another_machine(field: Field) -> None:
    field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    found = look(field, "bourses")

    assert pickle.loads(pickle.dumps(found)) == found
    assert found.members[0].drafts == (found.members[0].head,)


def test_a_server_of_an_older_protocol_is_read_by_git_itself(tmp_path: Path) -> None:
    # Such a server takes the request of version 2 for one of version 0, and refuses it.
    refuse = Answer(200, (("Content-Type", "application/x-git-upload-pack-result"),), b"0008NAK\n")
    first = [refuse]

    def answer(path: str) -> Answer | None:
        return first.pop() if first and path.endswith("/git-upload-pack") else None

    with made_field(tmp_path, answer=answer) as field:
        field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
        found = look(field, "bourses")

        assert not first
        assert found.members[0].head.release is not None or found.members[0].head.version


def test_a_server_of_files_alone_is_read_by_git_itself(tmp_path: Path) -> None:
    def answer(path: str) -> Answer | None:
        # Without the parameter of the smart protocol the backend serves files.
        return Answer(200, (("Content-Type", "text/plain"),), b"") if "service=" in path else None

    with made_field(tmp_path, answer=answer) as field:
        field.add("bourses", [field.manifest("bourses")], bare=True)
        found = look(field, "bourses")

        # Git knows that an empty list of refs is an empty repository.
        assert found.reach in ("empty", "failed")


def test_a_server_that_takes_no_filter_sends_everything(tmp_path: Path) -> None:
    with made_field(tmp_path, filters=False) as field:
        field.add("bourses", [field.manifest("bourses", big="x" * 400_000)])
        found = look(field, "bourses")

        assert found.changed
        assert sum(field.server.sent) < 100_000


def test_a_busy_host_is_asked_again_after_the_rest_that_it_wants(tmp_path: Path) -> None:
    busy = [Answer(503), Answer(429, (("Retry-After", "30"),))]
    with made_field(tmp_path, answer=lambda _: busy.pop() if busy else None) as field:
        field.add("bourses", [field.manifest("bourses")])
        waiting = Waiting()
        found = look(field, "bourses", waiting=waiting)

        assert found.reach == "here"
        assert waiting.slept == [30, 2]


def test_an_address_that_answers_with_git_at_its_end_is_the_same_repository(
    tmp_path: Path,
) -> None:
    def answer(path: str) -> Answer | None:
        if not path.startswith("/bourses/"):
            return None
        return Answer(301, (("Location", path.replace("/bourses/", "/bourses.git/", 1)),))

    with made_field(tmp_path, answer=answer) as field:
        made = field.add("bourses.git", [field.manifest("bourses")], bare=True)
        found = look(field, "bourses")
        again = look(field, "bourses", Task(target=found.target, seen=found.seen))

        assert found.commit == made.commits[0]
        assert found.target.url == f"{BASE}/bourses"
        assert found.target.at.endswith("/bourses.git")
        assert not again.changed
        assert len(field.server.requests) == 4


def test_a_repository_that_moved_below_an_owner_is_visited_where_it_is(tmp_path: Path) -> None:
    def answer(path: str) -> Answer | None:
        if not path.startswith("/ancien/"):
            return None
        return Answer(301, (("Location", f"{BASE}/nouveau/info/refs?service=x"),))

    with made_field(tmp_path, answer=answer) as field:
        made = field.crawl(field.target("ancien"))

        assert made.outcomes["moved"] == 1
        # The new one was tried too; nothing answers at that address here.
        assert sum(made.outcomes.values()) == 2


def test_a_page_to_log_in_is_no_new_address(tmp_path: Path) -> None:
    there = Answer(301, (("Location", f"{BASE}/users/sign_in"),))
    with made_field(tmp_path, answer=lambda _: there) as field:
        found = look(field, "bourses")

    assert (found.reach, found.moved_to) == ("failed", "")


def test_a_host_out_of_reach_is_left_alone_after_a_few_tries(field: Field) -> None:
    targets = [Target(url=f"{BASE}/x{n}", at=f"http://127.0.0.1:9/x{n}") for n in range(9)]
    made = field.crawl(*targets, jobs=1)

    assert made.outcomes == {"failed": 9}
    said = [item.problems[0].message() for item in made.settled]
    assert sum("several times" in text for text in said) == 4


def tags(*names: str) -> dict[str, str]:
    return {name: f"{number:040x}" for number, name in enumerate(names)}


def test_at_first_the_newest_of_each_family_of_tags_is_fetched() -> None:
    task = Task(target=Target(url="https://git.onb.example/x"))
    known = tags("v1.0", "v1.10", "v1.9", "v2.0rc1", "a-1", "a-2", "release-3-final", "latest")
    found = likely_commits(task, known)

    assert set(found) == {known[name] for name in ("v1.10", "a-2", "release-3-final")}


def test_later_only_new_moved_and_refused_tags_are_read() -> None:
    known = tags("1.0", "1.1", "1.2", "1.3")
    seen = Seen(refs="x", tags={**known, "1.1": "f" * 40, "1.3": known["1.3"]})
    task = Task(target=Target(url="https://git.onb.example/x"), seen=seen, again=("1.0",))
    del seen.tags["1.2"]
    versions = [TagVersion(version=Version(n), tag=n, commit=c) for n, c in known.items()][::-1]

    assert [item.tag for item in chosen_versions(task, versions)] == ["1.0", "1.1", "1.2"]
    assert attrs.evolve(task, seen=None) != task


def test_an_answer_that_is_known_is_not_read_again_and_another_branch_is_no_change(
    field: Field,
) -> None:
    made = field.add("bourses", [field.manifest("bourses")], tags={"v1.0": 0})
    first = look(field, "bourses")
    again = look(field, "bourses", Task(target=field.target("bourses"), seen=first.seen))
    made.git("branch", "essai")
    other = look(field, "bourses", Task(target=field.target("bourses"), seen=first.seen))
    anew = look(field, "bourses", Task(target=field.target("bourses"), seen=first.seen, anew=True))

    assert (first.changed, again.changed, other.changed, anew.changed) == (True, False, False, True)
    assert again.seen == other.seen == first.seen
    assert anew.seen.refs == first.seen.refs
    assert anew.seen.answer != first.seen.answer
