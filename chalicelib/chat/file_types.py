"""Which files may be sent, how each is recognized by its first bytes, and how it is served.

https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

Test = Callable[[bytes], bool]

DOWNLOAD = "application/octet-stream"
# Texts of other encodings than UTF-8 have these bytes too, and never the others of this range.
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class FileType:
    """`shown`: pages show it as a picture. Everything else is only ever downloaded."""

    begins: Test
    shown: bool = False
    served_as: str = ""  # "": its own media type


def starts(*options: bytes, at: int = 0) -> Test:
    return lambda head: any(head[at : at + len(each)] == each for each in options)


def of_brand(*brands: bytes) -> Test:
    """ISO base media files: a box `ftyp` with the major brand and those that it is compatible with."""

    def test(head: bytes) -> bool:
        if head[4:8] != b"ftyp":
            return False
        size = min(int.from_bytes(head[:4], "big"), 512)
        found = {head[8:12], *(head[at : at + 4] for at in range(16, size, 4))}
        return not brands or any(brand in found for brand in brands)

    return test


def is_text(head: bytes) -> bool:
    return not CONTROL.search(head) and not any(kind.begins(head) for kind in BINARY.values())


def is_mp3(head: bytes) -> bool:
    return head[:3] == b"ID3" or (head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 in (0xE2, 0xE4, 0xE6))


ZIP = starts(b"PK\x03\x04", b"PK\x05\x06")
OLE = starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
OPEN_XML = ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
OPEN_DOCUMENT = ("text", "spreadsheet", "presentation")

BINARY: dict[str, FileType] = {
    "image/png": FileType(starts(b"\x89PNG\r\n\x1a\n"), shown=True),
    "image/jpeg": FileType(starts(b"\xff\xd8\xff"), shown=True),
    "image/gif": FileType(starts(b"GIF87a", b"GIF89a"), shown=True),
    "image/webp": FileType(lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP", shown=True),
    "image/avif": FileType(of_brand(b"avif", b"avis"), shown=True),
    "image/heic": FileType(of_brand(b"heic", b"heix", b"heim", b"heis", b"mif1")),  # most browsers cannot show it
    "application/pdf": FileType(lambda head: b"%PDF-" in head[:1024]),
    "application/zip": FileType(ZIP),
    **{f"application/vnd.openxmlformats-officedocument.{kind}": FileType(ZIP) for kind in OPEN_XML},
    **{f"application/vnd.oasis.opendocument.{kind}": FileType(ZIP) for kind in OPEN_DOCUMENT},
    "application/msword": FileType(OLE),
    "application/vnd.ms-excel": FileType(OLE),
    "application/vnd.ms-powerpoint": FileType(OLE),
    "audio/mpeg": FileType(is_mp3),
    "audio/mp4": FileType(of_brand(b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2")),
    "audio/ogg": FileType(starts(b"OggS")),
    "audio/wav": FileType(lambda head: head[:4] == b"RIFF" and head[8:12] == b"WAVE"),
    "video/mp4": FileType(of_brand(b"mp41", b"mp42", b"isom", b"iso2", b"avc1", b"M4V ", b"dash")),
    "video/quicktime": FileType(of_brand(b"qt  ")),
    "video/webm": FileType(starts(b"\x1a\x45\xdf\xa3")),
}
# Markup could run as a page of the bucket's origin, so its media type is never served.
TEXTS = ("text/plain", "text/csv", "text/markdown", "text/html", "image/svg+xml", "application/xml", "application/json")
TYPES: dict[str, FileType] = {**BINARY, **{kind: FileType(is_text, served_as=DOWNLOAD) for kind in TEXTS}}


def is_shown(kind: str) -> bool:
    return kind in TYPES and TYPES[kind].shown


def served_as(kind: str) -> str:
    return TYPES[kind].served_as or kind if kind in TYPES else DOWNLOAD
