"""Files that tests send with messages, and the way of one to S3."""

import struct
import zlib
from typing import Any

import urllib3
from urllib3.filepost import encode_multipart_formdata

from tests.api_client import Answer, Api, Seat

network = urllib3.PoolManager(retries=False)


def png(width: int = 3, height: int = 2) -> bytes:
    """A picture of one color."""
    return png_of(b"".join(b"\x00" + b"\x2e\x7d\x5b" * width for _ in range(height)), width, height)


def png_of(rows: bytes, width: int, height: int) -> bytes:
    """`rows`: each a zero and three bytes for each pixel."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def asked(seat: Seat, content: bytes, name: str = "kettle.png", kind: str = "image/png") -> Answer:
    path = seat.messages_path.replace("/messages", "/uploads")
    return seat.api.post(path, {"name": name, "type": kind, "size": len(content)})


def posted(form: dict[str, Any], content: bytes, **changed: str) -> urllib3.BaseHTTPResponse:
    """Posts a file as a page does. `changed`: fields of the form, `_` for `-`; "" removes one."""
    fields = {**form["fields"], **{name.replace("_", "-"): value for name, value in changed.items()}}
    body, content_type = encode_multipart_formdata(
        [*((name, value) for name, value in fields.items() if value), ("file", ("kettle.png", content, "image/png"))]
    )
    headers = {"Content-Type": content_type, "Origin": "https://shop.example"}
    return network.request("POST", form["url"], body=body, headers=headers)


def uploaded(seat: Seat, content: bytes, name: str = "kettle.png", kind: str = "image/png") -> str:
    """Returns the id of the upload."""
    answer = asked(seat, content, name, kind)
    assert answer.status == 201, answer
    stored = posted(answer.body, content)
    assert stored.status == 201, stored.data
    return str(answer.body["attachment"]["id"])


def links(seat: Seat, id: int, by: Api | None = None) -> Answer:
    """`by`: another caller."""
    return (by or seat.api).get(seat.messages_path.replace("/messages", f"/attachments?id={id}"))


def read(url: str, **headers: str) -> urllib3.BaseHTTPResponse:
    return network.request("GET", url, headers=headers)
