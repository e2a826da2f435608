"""The head of an answer: read as Python's own client reads it, or refused."""

from __future__ import annotations

import http.client
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge.gitio import limits
from forge.gitio.heads import StrictResponse


def _read(
    said: bytes, kind: type[http.client.HTTPResponse] = StrictResponse
) -> http.client.HTTPResponse:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        answer = kind(ours, method="GET")
        answer.begin()
        return answer


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain; a=b\r\n\r\nok",
        b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\nContent-Length:2\n\nok",
        b"HTTP/1.1 200 OK\r\n\r\nuntil the end",
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 302 Found\r\nLocation: \t/\xe9tat \r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\ncut",
    ],
)
def test_an_honest_head_is_read_as_by_pythons_own_client(said: bytes) -> None:
    ours, theirs = _read(said), _read(said, http.client.HTTPResponse)

    assert isinstance(ours, StrictResponse)
    for name in ("status", "version", "length", "chunked", "will_close"):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert ours.fields == {
        name.lower(): value.strip() for name, value in (theirs.headers or {}).items()
    }
    assert ours.read() == theirs.read()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (b"", "it ended the connection without an answer"),
        (b"SSH-2.0-x\r\n", "SSH-2.0-x"),
        (b"HTTP/2 200 OK\r\n\r\n", "HTTP/2 200"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 2000"),
        (b"HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1  200"),
        (b"HTTP/1.1 +20 OK\r\n\r\n", r"HTTP/1.1 \+20"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "another protocol"),
        (b"HTTP/1.1 102 Processing\r\n\r\n" * 9, "answers without end"),
        (b"HTTP/1.1 200 OK\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA: b", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA : b\r\n\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA: b\x00c\r\n\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA: b\rContent-Length: 2\r\n\r\nok", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\n: b\r\n\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nno header\r\n\r\n", "headers cannot be read"),
        (b"HTTP/1.1 200 OK\r\nA: " + b"b" * limits.HTTP_HEAD_BYTES, "headers cannot be read"),
        (b"HTTP/1.1 200 " + b"b" * limits.HTTP_HEAD_BYTES, "HTTP/1.1 200"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 101 + b"\r\n", "headers do not end"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", "twice"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", "is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok", "is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok", "is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\nok", "is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nok", "is no number"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 19 + b"\r\n\r\n", "is no number"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nok",
            "twice how long",
        ),
        (b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "twice how long"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "is unknown"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: \x0bchunked\r\n\r\n", "cannot be read"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            "transfer-encoding twice",
        ),
    ],
)
def test_a_head_that_can_be_understood_in_two_ways_is_refused(said: bytes, why: str) -> None:
    with pytest.raises(http.client.HTTPException, match=why):
        _read(said)


@given(st.binary(max_size=300), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200"]))
def test_any_bytes_are_a_head_or_refused(said: bytes, before: bytes) -> None:
    try:
        answer = _read(before + said)
    except http.client.HTTPException:
        return

    assert 200 <= answer.status <= 999
    assert answer.length is None or answer.length >= 0
