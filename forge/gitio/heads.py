"""The head of an HTTP answer, read strictly: what could be understood in two ways is refused.

`http.client` reads it as the head of an e-mail, which takes a quarter of the time of a visit in
which nothing moved, and guesses where a server says two things of how long its answer is.
"""

from __future__ import annotations

import http.client
import re
from typing import TYPE_CHECKING

from forge.gitio import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["StrictResponse"]

_STATUS = re.compile(rb"HTTP/1\.([01]) ([1-9][0-9]{2})(?: [^\r\n]*)?\r?\n")
# RFC 9110, 5.6.2: a name is a token, right before its colon; a value holds no controls but tabs.
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\x00-\x08\x0a-\x1f\x7f]*)\r?\n")
_END = (b"\r\n", b"\n")
_LENGTH = re.compile(r"[0-9]{1,18}")
_FRAMING = ("content-length", "transfer-encoding")
# Answers before the answer, such as "103 Early Hints".
_MOST_INTERIM = 5


class StrictResponse(http.client.HTTPResponse):
    """An answer, whose body is read as that of any other.

    Attributes:
        fields: Its headers by their names in lower case; of several of one name, the last.
    """

    fields: Mapping[str, str]

    def begin(self) -> None:
        """Read the head.

        Raises:
            HTTPException: It is none, too long, or says two things of how long the answer is.
        """
        for _ in range(_MOST_INTERIM + 1):
            left = self._read_start()
            self.fields = self._read_fields(left)
            if self.status >= 200:
                break
            if self.status == 101:
                raise _bad("it speaks another protocol that nobody asked for")
        else:
            raise _bad("it answers without end")
        self.headers = self.msg = http.client.HTTPMessage()
        self._measure()

    def _read_start(self) -> int:
        line = self.fp.readline(limits.HTTP_HEAD_BYTES + 1)
        if not line:
            raise http.client.RemoteDisconnected("it ended the connection without an answer")
        start = _STATUS.fullmatch(line)
        if start is None:
            raise http.client.BadStatusLine(line[:100].decode("latin-1"))
        self.version = 10 + int(start[1])
        self.code = self.status = int(start[2])
        self.reason = ""
        return limits.HTTP_HEAD_BYTES - len(line)

    def _read_fields(self, left: int) -> dict[str, str]:
        found: dict[str, str] = {}
        for _ in range(limits.HTTP_FIELDS + 1):
            line = self.fp.readline(left + 1)
            left -= len(line)
            if line in _END:
                return found
            field = _FIELD.fullmatch(line)
            if field is None or left < 0:
                raise _bad("its headers cannot be read")
            name = field[1].decode("ascii").lower()
            if name in _FRAMING and name in found:
                raise _bad(f"it says {name} twice")
            found[name] = field[2].strip(b" \t").decode("latin-1")
        raise _bad("its headers do not end")

    def _measure(self) -> None:
        """Find out where the body ends, as RFC 9112, 6.3 says."""
        length, coding = map(self.fields.get, _FRAMING)
        if coding is not None and (length is not None or self.version == 10):
            raise _bad("it says twice how long its answer is")
        if coding is not None and coding.lower() != "chunked":
            raise _bad("its transfer coding is unknown")
        if length is not None and _LENGTH.fullmatch(length) is None:
            raise _bad("its content-length is no number")
        is_empty = self.status in (204, 304)
        self.chunked = coding is not None and not is_empty
        self.chunk_left = None
        self.length = 0 if is_empty else int(length) if length is not None else None
        said = {item.strip() for item in self.fields.get("connection", "").lower().split(",")}
        ends = "keep-alive" not in said if self.version == 10 else "close" in said
        self.will_close = ends or (self.length is None and not self.chunked)


def _bad(said: str) -> http.client.HTTPException:
    return http.client.HTTPException(said)
