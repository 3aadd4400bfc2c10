"""Attacks on the socket, and with input that no page would send."""

from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.attacks.target import Breach, Target, refused

BODIES: dict[str, bytes] = {
    "not JSON": b"<xml/>",
    "not UTF-8": b'{"body":"\xff\xfe"}',
    "a hundred thousand brackets": b"[" * 60_000,
    "a megabyte": b'{"body":"' + b"x" * 1_000_000 + b'"}',
    "a null": b"null",
    "a number with many digits": b'{"client_id":"attack-01","body":"x","after":' + b"9" * 4_000 + b"}",
    "not a number": b'{"client_id":"attack-01","body":"x","after":NaN}',
    "half a character": b'{"client_id":"attack-01","body":"\\ud800","after":0}',
    "a null character": b'{"client_id":"attack-01","body":"a\\u0000b","after":0}',
    "a prototype": b'{"__proto__":{"admin":true},"client_id":"attack-01","body":"x","after":0}',
    "an operator": b'{"client_id":{"$gt":""},"body":"x","after":0}',
}
PATHS = ["..%2f..%2fetc%2fpasswd", "c_0000000000000000%00", "%F0%9F%92%A9", "x" * 4_000, "'; DROP TABLE messages", "{}"]
FRAMES = ["", "[", "null", "{}", '{"type":"resume"}', '{"type":"resume","cursors":[]}', "x" * 30_000, "\x00"]


def hijack_a_socket(target: Target) -> int:
    """Open a socket without a ticket, with a used one, or from another page."""
    token = target.victim("hello")["token"]

    def ticket() -> str:
        return str(target.api("POST", "/chatbot/ticket", token=token).body["ticket"])

    used = ticket()
    if not opens(target, target.origin, ["porchlight.v1", f"ticket.{used}"]):
        raise Breach("a valid ticket does not open a socket")
    attempts = {
        "no ticket": (target.origin, ["porchlight.v1"], ""),
        "a made-up ticket": (target.origin, ["porchlight.v1", "ticket.AAAAAAAAAAAAAAAAAAAAAAAA"], ""),
        "a used ticket": (target.origin, ["porchlight.v1", f"ticket.{used}"], ""),
        "the token as a ticket": (target.origin, ["porchlight.v1", f"ticket.{token}"], ""),
        "a stolen ticket on another page": ("https://evil.example", ["porchlight.v1", f"ticket.{ticket()}"], ""),
        "a stolen ticket without a page": (None, ["porchlight.v1", f"ticket.{ticket()}"], ""),
        "a ticket in the address": (target.origin, ["porchlight.v1"], f"?ticket={ticket()}"),
        "the token in the address": (target.origin, ["porchlight.v1"], f"?token={token}"),
    }
    for what, (origin, protocols, query) in attempts.items():
        if opens(target, origin, protocols, query):
            raise Breach(f"a socket opens with {what}")
    return len(attempts)


def opens(target: Target, origin: str | None, protocols: list[str], query: str = "") -> bool:
    try:
        connect(f"{target.socket}{query}", subprotocols=protocols, origin=origin).close()  # type: ignore[arg-type]
    except InvalidStatus as refusal:
        if refusal.response.status_code in (401, 403):
            return False
        raise
    return True


def break_the_server(target: Target) -> int:
    """Crash a handler with requests that no page sends, or learn from its errors."""
    token = target.victim("hello")["token"]
    admin = target.admin()["token"]
    for what, body in BODIES.items():
        refused(target.api("POST", "/chatbot/message", body, token=token), 400, 413, what=what)
    for path in PATHS:
        reply = target.api("GET", f"/admin/chatbot/{path.replace(' ', '%20')}/messages", token=admin)
        if reply.status not in (400, 403, 404) or "Traceback" in reply.raw:
            raise Breach(f"{path[:40]} in a path: {reply.status} {reply.raw[:200]}")
    ticket = target.api("POST", "/chatbot/ticket", token=token).body["ticket"]
    protocols = ["porchlight.v1", f"ticket.{ticket}"]
    with connect(target.socket, subprotocols=protocols, origin=target.origin) as socket:  # type: ignore[arg-type]
        for frame in FRAMES:
            socket.send(frame)
            received = str(socket.recv(timeout=5))
            if '"type":"error"' not in received or "Traceback" in received:
                raise Breach(f"a frame {frame[:40]!r} gets {received[:200]}")
    if target.api("GET", "/chatbot/messages", token=token).status != 200:
        raise Breach("the server stopped responding")
    return len(BODIES) + len(PATHS) + len(FRAMES)
