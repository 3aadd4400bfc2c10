"""Which first bytes belong to which type."""

import struct

import pytest

from chalicelib.chat import file_types
from chalicelib.chat.uploads import file_name
from tests.files import PDF, png

FTYP = struct.pack(">I", 24) + b"ftyp"
HEADS = {
    "image/png": png(),
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "image/gif": b"GIF89a\x01\x00\x01\x00",
    "image/webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "image/avif": FTYP + b"avif\x00\x00\x00\x00avifmif1",
    "image/heic": FTYP + b"heic\x00\x00\x00\x00mif1heic",
    "application/pdf": PDF,
    "application/zip": b"PK\x03\x04\x14\x00",
    "application/msword": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
    "audio/mpeg": b"\xff\xfb\x90\x00",
    "audio/ogg": b"OggS\x00\x02",
    "audio/wav": b"RIFF\x00\x00\x00\x00WAVEfmt ",
    "video/mp4": FTYP + b"isom\x00\x00\x02\x00isomavc1",
    "video/quicktime": FTYP + b"qt  \x00\x00\x02\x00qt  \x00\x00\x00\x00",
    "video/webm": b"\x1a\x45\xdf\xa3\x9f",
    "text/csv": "name;price\r\nkettle;49,90 €\r\n".encode(),
    "text/plain": "Größe".encode("latin-1"),
}


@pytest.mark.parametrize("kind", HEADS)
def test_a_file_begins_as_its_own_type_and_as_no_type_of_another_kind(kind: str) -> None:
    assert file_types.TYPES[kind].begins(HEADS[kind])
    shown = [name for name, each in file_types.TYPES.items() if each.shown and each.begins(HEADS[kind])]
    assert shown == ([kind] if file_types.is_shown(kind) else [])
    if kind in file_types.BINARY:
        assert not file_types.TYPES["text/plain"].begins(HEADS[kind])


@pytest.mark.parametrize("kind", file_types.TYPES)
def test_nothing_that_is_served_can_be_a_page(kind: str) -> None:
    served = file_types.served_as(kind)
    assert not served.startswith("text/")
    assert not any(word in served for word in ("html", "svg", "xml;", "javascript"))
    assert served != "application/xml"


@pytest.mark.parametrize("kind", file_types.TYPES)
def test_no_beginning_breaks_the_check(kind: str) -> None:
    for head in (b"", b"\xff", b"\x00" * 7, FTYP, b"RIFF"):
        file_types.TYPES[kind].begins(head)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kettle.png", "kettle.png"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("invoice\u202egnp.exe", "invoicegnp.exe"),
        ("a\r\nb\x00.pdf", "a b.pdf"),
        ("  .png", "png"),
        ("\u200b", "file"),
        ("x" * 300 + ".png", "x" * 116 + ".png"),
        ("a" * 130, "a" * 120),
    ],
)
def test_a_name_is_one_line_without_a_path_and_keeps_its_ending(given: str, kept: str) -> None:
    assert file_name(given) == kept
