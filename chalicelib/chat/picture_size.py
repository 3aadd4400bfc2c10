"""The size of a picture as browsers show it, from its first bytes: pages keep the space before the picture is there."""

import struct
from collections.abc import Callable, Iterator

Size = tuple[int, int]

UNKNOWN = (0, 0)
MOST_PIXELS = 65_535  # of a side; a larger number is a mistake or a trap for the page's layout
START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
START_OF_SCAN = 0xDA
EXIF, ORIENTATION, LYING = b"Exif\x00\x00", 0x0112, range(5, 9)  # turned by a quarter


def of(kind: str, head: bytes) -> Size:
    """Width and height in pixels; (0, 0) if they are not in these bytes, or make no sense."""
    read = READERS.get(kind)
    try:
        width, height = read(head) if read else UNKNOWN
    except (struct.error, IndexError, ValueError):
        return UNKNOWN
    return (width, height) if 0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS else UNKNOWN


def png(head: bytes) -> Size:
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def gif(head: bytes) -> Size:
    width, height = struct.unpack_from("<HH", head, 6)
    return width, height


def webp(head: bytes) -> Size:
    """https://developers.google.com/speed/webp/docs/riff_container"""
    chunk = head[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", head, 26)
    return width & 0x3FFF, height & 0x3FFF


def jpeg(head: bytes) -> Size:
    lying = False
    for marker, segment in segments(head):
        if marker == 0xE1 and segment[:6] == EXIF:
            lying = orientation(segment[6:]) in LYING
        if marker in START_OF_FRAME:
            height, width = struct.unpack_from(">HH", segment, 1)
            return (height, width) if lying else (width, height)
    return UNKNOWN


def segments(head: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(head):
        if head[at] != 0xFF:
            return
        marker = head[at + 1]
        if marker == 0xFF or marker in WITHOUT_LENGTH:  # fill bytes
            at += 1 if marker == 0xFF else 2
            continue
        if marker == START_OF_SCAN:
            return
        (length,) = struct.unpack_from(">H", head, at + 2)
        yield marker, head[at + 4 : at + 2 + length]
        at += 2 + length


def orientation(tiff: bytes) -> int:
    """Of the first directory of Exif data; 1, as it is, if there is none."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
    (entries,) = struct.unpack_from(f"{order}H", tiff, directory)
    for entry in range(min(entries, 100)):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, directory + 2 + 12 * entry)
        if tag == ORIENTATION:
            return int(value)
    return 1


def avif(head: bytes) -> Size:
    """The largest of the sizes (`ispe`): others belong to tiles or to a picture of the transparency. `irot`: turned by
    this many quarters."""
    sizes = [struct.unpack_from(">II", head, at + 8) for at in places(head, b"ispe")]
    turned = any(head[at + 4] & 1 for at in places(head, b"irot"))
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=UNKNOWN)
    return (height, width) if turned else (width, height)


def places(head: bytes, box: bytes) -> Iterator[int]:
    at = head.find(box)
    while at >= 0:
        yield at
        at = head.find(box, at + 4)


READERS: dict[str, Callable[[bytes], Size]] = {
    "image/png": png,
    "image/gif": gif,
    "image/webp": webp,
    "image/jpeg": jpeg,
    "image/avif": avif,
}
