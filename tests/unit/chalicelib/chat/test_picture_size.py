"""The size of a picture, as browsers show it, from its first bytes."""

import struct

import pytest

from chalicelib.chat import picture_size
from tests.files import png


def jpeg(width: int, height: int, orientation: int = 0, order: str = ">", filler: int = 0) -> bytes:
    """Up to its frame header. `filler`: bytes of another segment, such as a preview."""
    exif = b""
    if orientation:
        mark = b"MM\x00\x2a" if order == ">" else b"II\x2a\x00"
        entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
        tiff = mark + struct.pack(f"{order}IH", 8, 1) + entry
        exif = segment(0xE1, b"Exif\x00\x00" + tiff)
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 3))
    return b"\xff\xd8" + exif + (segment(0xE2, b"\x00" * filler) if filler else b"") + frame


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def avif(*boxes: bytes) -> bytes:
    return b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif1" + b"".join(boxes)


def ispe(width: int, height: int) -> bytes:
    return b"\x00\x00\x00\x14ispe\x00\x00\x00\x00" + struct.pack(">II", width, height)


CASES = {
    "PNG": ("image/png", png(640, 3), (640, 3)),
    "GIF": ("image/gif", b"GIF89a" + struct.pack("<HH", 320, 200), (320, 200)),
    "JPEG": ("image/jpeg", jpeg(640, 480), (640, 480)),
    "JPEG behind a preview": ("image/jpeg", jpeg(640, 480, filler=60_000), (640, 480)),
    "JPEG upside down": ("image/jpeg", jpeg(640, 480, 3), (640, 480)),
    "JPEG of a phone held upright": ("image/jpeg", jpeg(640, 480, 6), (480, 640)),
    "JPEG of the other byte order": ("image/jpeg", jpeg(640, 480, 8, "<"), (480, 640)),
    "lossy WebP": (
        "image/webp",
        b"RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", 300, 100),
        (300, 100),
    ),
    "lossless WebP": (
        "image/webp",
        b"RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + struct.pack("<I", 299 | 99 << 14),
        (300, 100),
    ),
    "extended WebP": (
        "image/webp",
        b"RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x2b\x01\x00\x63\x00\x00",
        (300, 100),
    ),
    "AVIF with a preview": ("image/avif", avif(ispe(80, 60), ispe(800, 600)), (800, 600)),
    "turned AVIF": ("image/avif", avif(ispe(800, 600), b"\x00\x00\x00\x09irot\x01"), (600, 800)),
    "cut PNG": ("image/png", png()[:18], (0, 0)),
    "cut JPEG": ("image/jpeg", jpeg(640, 480)[:-5], (0, 0)),
    "no picture": ("image/jpeg", b"\xff\xd8\xff", (0, 0)),
    "huge PNG": ("image/png", png()[:16] + struct.pack(">II", 100_000, 1), (0, 0)),
    "PNG without height": ("image/png", png()[:16] + struct.pack(">II", 10, 0), (0, 0)),
    "PDF": ("application/pdf", b"%PDF-1.7", (0, 0)),
}


@pytest.mark.parametrize("what", CASES)
def test_the_size_of_a_picture_is_read_from_its_first_bytes(what: str) -> None:
    kind, head, size = CASES[what]
    assert picture_size.of(kind, head) == size


@pytest.mark.parametrize("kind", picture_size.READERS)
def test_no_bytes_break_the_reading(kind: str) -> None:
    for head in (b"", b"\xff" * 40, b"\x00" * 40, b"\xff\xd8" + b"\xff\xe1\x00\x00" * 8, b"Exif" * 9):
        assert picture_size.of(kind, head) == (0, 0) or picture_size.of(kind, head) > (0, 0)
