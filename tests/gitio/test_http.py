"""The HTTP client: connections are kept, answers bounded, addresses judged."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from forge.errors import SourceError
from forge.gitio import Network
from forge.gitio.address import check_foreign
from forge.gitio.http import Client
from forge.gitio.pace import Clock, Pace
from tests.support.server import Answer, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from forge.gitio.http import Response

NETWORK = Network(private_hosts=frozenset({"127.0.0.1"}), allow_http=True)


def ask(client: Client, address: str, path: str = "/x", limit: int = 1000) -> Response:
    target = check_foreign(f"{address}/x", client.network)
    return client.request(target, path, limit=limit, seconds=5)


@contextlib.contextmanager
def talking(talk: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that accepts connections one after the other and does what a test says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def run() -> None:
            with contextlib.suppress(OSError):
                while True:
                    peer, _ = listening.accept()
                    with peer, contextlib.suppress(OSError):
                        talk(peer)

        threading.Thread(target=run, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


def test_a_connection_is_kept_for_the_next_request_and_opened_again_when_it_was_ended() -> None:
    opened = []

    def talk(peer: socket.socket) -> None:
        opened.append(peer)
        for _ in range(2):
            peer.recv(10_000)
            peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with talking(talk) as address, contextlib.closing(Client(NETWORK)) as client:
        bodies = [ask(client, address).body for _ in range(5)]

    assert bodies == [b"ok"] * 5
    assert len(opened) == 3


def test_an_answer_is_cut_at_its_limit(tmp_path: Path) -> None:
    with (
        serve(tmp_path, answer=lambda _: Answer(200, (), b"x" * 5000)) as server,
        contextlib.closing(Client(NETWORK)) as client,
    ):
        with pytest.raises(SourceError) as caught:
            ask(client, server.address)
        assert ask(client, server.address, limit=5000).body == b"x" * 5000

    assert [problem.code for problem in caught.value.problems] == ["fetch-limit"]


@pytest.mark.parametrize(
    "said",
    [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n"],
    ids=["nothing", "nonsense", "headers"],
)
def test_a_server_that_does_not_speak_http_is_a_problem(said: bytes) -> None:
    def talk(peer: socket.socket) -> None:
        peer.recv(10_000)
        peer.sendall(said)

    with (
        talking(talk) as address,
        contextlib.closing(Client(NETWORK)) as client,
        pytest.raises(SourceError) as caught,
    ):
        ask(client, address)

    assert [problem.code for problem in caught.value.problems] == ["fetch-failed"]


def test_a_body_that_is_shorter_than_announced_is_a_problem_and_its_connection_is_dropped() -> None:
    def talk(peer: socket.socket) -> None:
        peer.recv(10_000)
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")

    with talking(talk) as address, contextlib.closing(Client(NETWORK)) as client:
        answer = ask(client, address)

    # What is missing is the matter of whoever reads it; here it is no refs.
    assert answer.body == b"short"


def test_a_private_address_is_not_asked() -> None:
    with contextlib.closing(Client(Network(allow_http=True))) as client:
        for _ in range(3):
            with pytest.raises(SourceError) as caught:
                ask(client, "http://127.0.0.1:9")

    assert [problem.code for problem in caught.value.problems] == ["private-address"]


def test_a_host_that_cannot_be_reached_is_counted_and_one_that_answers_is_not(
    tmp_path: Path,
) -> None:
    pace = Pace(2, Clock(now=lambda: 0.0, sleep=lambda _: None))
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with contextlib.closing(Client(NETWORK, pace)) as client:
        for _ in range(3):
            with pytest.raises(SourceError) as caught:
                ask(client, f"http://127.0.0.1:{port}")
        silent = pace.is_silent("127.0.0.1", 3)
        with serve(tmp_path) as server:
            ask(client, server.address)

    assert [problem.code for problem in caught.value.problems] == ["host-silent"]
    assert silent
    assert not pace.is_silent("127.0.0.1", 1)


def test_a_host_that_wants_rest_gets_it_from_every_thread() -> None:
    slept: list[float] = []
    pace = Pace(2, Clock(now=lambda: 100.0, sleep=slept.append))
    pace.rest("git.onb.example", 30)
    with pace.turn("git.onb.example"), pace.turn("git.cna.example"):
        pass

    assert slept == [30.0]


def test_credentials_of_an_address_are_sent_to_it_and_shown_nowhere(tmp_path: Path) -> None:
    with (
        serve(tmp_path, answer=lambda _: Answer(200, (), b"ok")) as server,
        contextlib.closing(Client(NETWORK)) as client,
    ):
        address = server.address.replace("http://", "http://ci:SECRET@")
        ask(client, address)
        target = check_foreign(f"{address}/x", NETWORK)

        assert server.authorizations == ["Basic Y2k6U0VDUkVU"]
        assert "SECRET" not in repr(target)


def test_a_proxy_is_asked_for_the_whole_address() -> None:
    lines = []

    def talk(peer: socket.socket) -> None:
        lines.append(peer.recv(10_000).split(b"\r\n")[0])
        peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with talking(talk) as proxy:
        network = Network(proxy=proxy, allow_http=True)
        with contextlib.closing(Client(network)) as client:
            assert ask(client, "http://git.onb.example", "/x/info/refs").body == b"ok"

    assert lines == [b"GET http://git.onb.example/x/info/refs HTTP/1.1"]
