"""The answers of AWS's servers, read from bytes as they arrive: HTTP/1.1, as far as those servers use it.

Python's `http.client` reads a head with its parser of e-mails, which takes a third of the CPU time of a request
(docs/adr/0016-cpu-of-a-request.md). This one accepts less: what is not exactly as RFC 9112 has it is no answer. No
request of ours is a `HEAD`, whose answer has the length of a body that it has not.
"""

import re
from typing import NamedTuple

MOST_HEAD_BYTES = 64 * 1024  # as Python's library
MOST_DIGITS = 15  # of a length

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
HEAD = re.compile(rf"HTTP/1\.([01]) ([1-9][0-9][0-9])(?: [^\r\n\0]*)?((?:\r\n{TOKEN}:[^\r\n\0]*)*)")
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n\0]*)?\r\n")  # the line before its content
WITHOUT_CONTENT = (204, 304)


class BadAnswer(Exception):
    """What arrived is no answer, or ended before its end."""


class Headers(NamedTuple):
    """The header lines of an answer. `get` searches them by name: most answers need only a few headers."""

    lines: str  # each begins with its line break
    lowered: str  # the same, in small letters

    def get(self, name: str, default: str | None = None) -> str | None:
        """Finds it in any case: botocore's retries use this too. One that comes twice has both values."""
        found, sought, at = [], f"\n{name.lower()}:", -1
        while (at := self.lowered.find(sought, at + 1)) >= 0:
            found.append(self.lines[at + len(sought) :].partition("\r")[0].strip(" \t"))
        return ", ".join(found) if found else default

    def all(self) -> dict[str, str]:
        names = [line.partition(":")[0] for line in self.lowered.split("\r\n")[1:]]
        return {name: self.get(name) or "" for name in names}


class Answer(NamedTuple):
    """Has the names that botocore's retries read."""

    status_code: int
    headers: Headers
    content: bytes


class Head(NamedTuple):
    status: int
    headers: Headers
    starts: int  # where the content does
    length: int | None  # of the content. None: it is in chunks, or ends with the connection
    chunked: bool
    closes: bool  # the server closes the connection after the answer


class Arriving:
    """One answer. Call `add` with what arrives until it returns true; then `answer` has it."""

    __slots__ = ("answer", "closes", "ended", "head", "received")

    def __init__(self) -> None:
        self.received = bytearray()
        self.head: Head | None = None
        self.answer: Answer | None = None
        self.closes = True  # the connection cannot have another request
        self.ended = False

    def add(self, more: bytes) -> bool:
        """b"": the connection has ended. Returns whether the answer is whole. Raises `BadAnswer`."""
        self.received += more
        self.ended = not more
        while self.head is None or self.head.status < 200:
            self.head = head_of(self.received)
            if self.head is None:
                if self.ended:
                    raise BadAnswer("the connection ended before an answer")
                return False
            if self.head.status < 200:  # an answer follows
                del self.received[: self.head.starts]
        return self.complete(self.head)

    def complete(self, head: Head) -> bool:
        if head.length is not None:
            ends = head.starts + head.length
            if len(self.received) >= ends:
                return self.done(head, bytes(memoryview(self.received)[head.starts : ends]), ends)
        elif head.chunked:
            if found := joined(self.received, head.starts):
                return self.done(head, *found)
        elif self.ended:
            return self.done(head, bytes(self.received[head.starts :]), len(self.received))
        if self.ended:
            raise BadAnswer("the connection ended within an answer")
        return False

    def done(self, head: Head, content: bytes, ends: int) -> bool:
        self.answer = Answer(head.status, head.headers, content)
        self.closes = head.closes or self.ended or len(self.received) > ends  # what follows was not asked for
        return True


def head_of(received: bytearray) -> Head | None:
    """Reads the first head. None: its end has not arrived."""
    ends = received.find(b"\r\n\r\n", 0, MOST_HEAD_BYTES)
    if ends < 0:
        if len(received) >= MOST_HEAD_BYTES:
            raise BadAnswer("a head without an end")
        return None
    match = HEAD.fullmatch(received[:ends].decode("latin-1"))
    if not match:
        raise BadAnswer("no head of HTTP/1.1")
    minor, status, lines = match.groups()
    return framed(int(status), Headers(lines, lines.lower()), ends + 4, persistent=minor == "1")


def framed(status: int, headers: Headers, starts: int, *, persistent: bool) -> Head:
    """Finds where the content ends. An answer that says it twice is refused."""
    length, coding = headers.get("content-length"), headers.get("transfer-encoding")
    options = headers.get("connection", "")
    if options:
        names = [each.strip(" \t").lower() for each in options.split(",")]
        persistent = "close" not in names and (persistent or "keep-alive" in names)
    if status == 101:
        raise BadAnswer("another protocol")
    if status < 200 or status in WITHOUT_CONTENT:
        return Head(status, headers, starts, 0, False, not persistent)
    if coding is not None:
        if length is not None or coding.lower() != "chunked":
            raise BadAnswer("a coding that is not known")
        return Head(status, headers, starts, None, True, not persistent)
    if length is None:
        return Head(status, headers, starts, None, False, True)
    if not length.isdecimal() or len(length) > MOST_DIGITS:
        raise BadAnswer("no length")
    return Head(status, headers, starts, int(length), False, not persistent)


def joined(received: bytearray, starts: int) -> tuple[bytes, int] | None:
    """Joins the chunks. Returns the content and where the answer ends. None: not all have arrived."""
    parts: list[bytearray] = []
    while True:
        line = CHUNK.match(received, starts)
        if not line:
            if b"\r\n" in received[starts:] or len(received) - starts > MOST_HEAD_BYTES:
                raise BadAnswer("no chunk")
            return None
        size, starts = int(line[1], 16), line.end()
        if not size:
            break
        if len(received) < starts + size + 2:
            return None
        if received[starts + size : starts + size + 2] != b"\r\n":
            raise BadAnswer("a chunk without an end")
        parts.append(received[starts : starts + size])
        starts += size + 2
    ends = received.find(b"\r\n", starts)  # headers may follow the last chunk: nobody reads them
    if ends > starts:
        ends = received.find(b"\r\n\r\n", starts) + 2
    if ends < starts:
        if len(received) - starts > MOST_HEAD_BYTES:
            raise BadAnswer("headers without an end")
        return None
    return b"".join(parts), ends + 2
