"""Messages between the gateway and a function's process: JSON behind its length."""

import json
import socket
from typing import Any

LENGTH_BYTES = 4


def frame(content: Any) -> bytes:
    body = json.dumps(content, separators=(",", ":")).encode()
    return len(body).to_bytes(LENGTH_BYTES, "big") + body


class Frames:
    """Finds whole messages in the bytes that arrive."""

    def __init__(self) -> None:
        self.received = bytearray()

    def add(self, data: bytes) -> list[Any]:
        """Returns the messages that are complete now."""
        self.received += data
        found = []
        while len(self.received) >= LENGTH_BYTES:
            end = LENGTH_BYTES + int.from_bytes(self.received[:LENGTH_BYTES], "big")
            if len(self.received) < end:
                break
            found.append(json.loads(self.received[LENGTH_BYTES:end]))
            del self.received[:end]
        return found


def receive(connection: socket.socket) -> Any:
    """Waits for a message. Returns None once the other side has closed the connection."""
    head = receive_bytes(connection, LENGTH_BYTES)
    body = head and receive_bytes(connection, int.from_bytes(head, "big"))
    return json.loads(body) if body else None


def receive_bytes(connection: socket.socket, count: int) -> bytes:
    """Returns fewer bytes, none, if the other side has closed the connection."""
    data = connection.recv(count, socket.MSG_WAITALL)
    return data if len(data) == count else b""
