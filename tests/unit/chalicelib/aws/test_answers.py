"""Answers as they arrive: whole, in pieces, in chunks, torn, and those that are none."""

import http.client
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.aws.answers import MOST_HEAD_BYTES, Answer, Arriving, BadAnswer

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=1\r\n{\r\n\n\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n"
CONTINUED = b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN
TO_ITS_END = b"HTTP/1.1 200 OK\r\n\r\n{}"


def read(*pieces: bytes) -> Arriving:
    arriving = Arriving()
    for piece in pieces:
        assert arriving.answer is None
        arriving.add(piece)
    return arriving


def answer(*pieces: bytes) -> Answer:
    found = read(*pieces).answer
    assert found is not None
    return found


def test_an_answer_has_its_status_its_headers_in_any_case_and_its_content() -> None:
    found = answer(PLAIN)
    assert (found.status_code, found.content) == (200, b"{}")
    assert found.headers.get("CONTENT-type") == "application/x-amz-json-1.0"
    assert found.headers.get("x-amz-crc32") is None
    assert not read(PLAIN).closes


@pytest.mark.parametrize(
    "whole", [PLAIN, CHUNKED, b"HTTP/1.1 100 Continue\r\n\r\n" + PLAIN], ids=["plain", "chunked", "100"]
)
def test_an_answer_may_arrive_in_any_pieces_and_is_whole_with_its_last_byte_only(whole: bytes) -> None:
    expected = answer(whole)
    for cut in range(1, len(whole)):
        assert answer(whole[:cut], whole[cut:]) == expected
    assert answer(*(whole[at : at + 1] for at in range(len(whole)))) == expected


@pytest.mark.parametrize("whole", [PLAIN, CHUNKED], ids=["plain", "chunked"])
def test_an_answer_that_ends_before_its_end_is_none(whole: bytes) -> None:
    for cut in range(len(whole)):
        with pytest.raises(BadAnswer):
            read(whole[:cut], b"")


def test_chunks_are_joined() -> None:
    assert answer(CHUNKED).content == b"{\r\n\n}"


def test_an_answer_without_a_length_ends_with_its_connection() -> None:
    assert read(TO_ITS_END).answer is None
    found = read(TO_ITS_END, b"")
    assert found.answer
    assert found.answer.content == b"{}"
    assert found.closes


@pytest.mark.parametrize("status", [204, 304])
def test_an_answer_without_content_has_no_length(status: int) -> None:
    found = read(b"HTTP/1.1 %d Nothing\r\n\r\n" % status)
    assert found.answer
    assert found.answer.content == b""
    assert not found.closes


@pytest.mark.parametrize(
    ("version", "options", "closes"),
    [
        ("1.1", "", False),
        ("1.1", "Connection: close\r\n", True),
        ("1.1", "Connection: x, Close\r\n", True),
        ("1.1", "Connection: keep-alive\r\n", False),
        ("1.0", "", True),
        ("1.0", "Connection: Keep-Alive\r\n", False),
    ],
)
def test_the_server_says_whether_the_connection_is_kept(version: str, options: str, closes: bool) -> None:
    assert read(f"HTTP/{version} 200 OK\r\n{options}Content-Length: 0\r\n\r\n".encode()).closes is closes


def test_a_connection_with_more_than_the_answer_is_not_kept() -> None:
    found = read(PLAIN + b"HTTP/1.1 200 OK\r\n")
    assert found.closes
    assert found.answer
    assert found.answer.content == b"{}"


def test_a_header_that_comes_twice_has_both_values() -> None:
    twice = PLAIN.replace(b"\r\n\r\n", b"\r\nWarning: a\r\nwarning:  b \r\n\r\n", 1)
    assert answer(twice).headers.get("Warning") == "a, b"


@pytest.mark.parametrize(
    "head",
    [
        b"hello",
        b"HTTP/2 200",
        b"HTTP/1.1 20 OK",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1  200 OK",
        b"http/1.1 200 OK",
        b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 200 OK\r\nno colon",
        b"HTTP/1.1 200 OK\r\nName : x",
        b"HTTP/1.1 200 OK\r\n: x",
        b"HTTP/1.1 200 OK\r\nA: x\r\n folded",
        b"HTTP/1.1 200 OK\r\nA: x\0",
        b"HTTP/1.1 200 OK\nContent-Length: 0",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1",
        b"HTTP/1.1 200 OK\r\nContent-Length: +1",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1_0",
        b"HTTP/1.1 200 OK\r\nContent-Length: \xb2",
        b"HTTP/1.1 200 OK\r\nContent-Length:",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2",
    ],
)
def test_what_is_not_exactly_an_answer_is_refused(head: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(head + b"\r\n\r\n")


@pytest.mark.parametrize("chunks", [b"x\r\n", b"\r\n", b"-1\r\n", b"2\r\n{}x\r\n", b"0x2\r\n{}\r\n", b"1" * 100_000])
def test_chunks_that_are_none_are_refused(chunks: bytes) -> None:
    with pytest.raises(BadAnswer):
        read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)


def test_a_head_and_headers_after_chunks_must_end() -> None:
    for begun in (b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"):
        with pytest.raises(BadAnswer):
            read(begun + b"A: b\r\n" * (MOST_HEAD_BYTES // 6 + 1))


NAMES = st.text(st.sampled_from("abcXYZ-09"), min_size=1, max_size=8).map(lambda name: f"x-{name}")
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=20)


@settings(deadline=None)
@given(st.integers(200, 599), st.dictionaries(NAMES, VALUES, max_size=6), st.binary(max_size=200), st.integers(0, 400))
def test_an_answer_is_read_as_pythons_library_reads_it(
    status: int, headers: dict[str, str], content: bytes, cut: int
) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    written = f"HTTP/1.1 {status} Any Words\r\n{lines}Content-Length: {len(content)}\r\n\r\n".encode()
    written += b"" if status in (204, 304) else content

    class Played:
        def makefile(self, _: str) -> Any:
            return io.BytesIO(written)

    theirs = http.client.HTTPResponse(Played())  # type: ignore[arg-type]
    theirs.begin()
    cut = min(cut, len(written) - 1)
    ours = answer(*filter(None, (written[:cut], written[cut:])))
    assert (ours.status_code, ours.content) == (theirs.status, theirs.read())
    for name in headers:
        assert ours.headers.get(name) == ", ".join(theirs.headers.get_all(name) or [])
