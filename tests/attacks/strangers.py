"""Attacks of one visitor on another."""

import hashlib
import hmac

from websockets.sync.client import connect

from tests.attacks.target import Breach, Target, refused
from tests.attacks.tokens import GUESSED_KEYS

SECRET = "my order number is 4711-0815"


def read_anothers_conversation(target: Target) -> int:
    """Read, write or follow another visitor's conversation with your own token."""
    victim, attacker = target.victim(SECRET), target.victim("hello")
    id, token = victim["conversation_id"], attacker["token"]
    for field in ("conversation_id", "conversation", "conv", "visitor_id"):
        body = {"client_id": "attack-00000001", "body": "got you", "after": 0, field: id}
        refused(target.api("POST", "/chatbot/message", body, token=token), 400, what=f"another {field} in the body")
        refused(target.api("GET", f"/chatbot/messages?{field}={id}", token=token), 400, what=f"another {field}")
    for method, path in (("GET", "messages"), ("POST", "reply"), ("POST", "mark-read")):
        refused(target.api(method, f"/admin/chatbot/{id}/{path}", {}, token=token), 401, what="an admin's call")
    for there in (target.api("GET", "/chatbot/messages", token=token), over_own_socket(target, token, id)):
        if SECRET in str(there) or id in str(there):
            raise Breach(f"the conversation of another visitor in {there}")
    page = target.api("GET", "/chatbot/messages", token=victim["token"]).body
    if [message["body"] for message in page["messages"]] != [SECRET]:
        raise Breach(f"the conversation of another visitor was changed: {page}")
    return 13


def over_own_socket(target: Target, token: str, id: str) -> list[str]:
    """Returns what the attacker's own socket sends about the conversation."""
    ticket = target.api("POST", "/chatbot/ticket", token=token).body["ticket"]
    protocols = ["porchlight.v1", f"ticket.{ticket}"]
    with connect(target.socket, subprotocols=protocols, origin=target.origin) as socket:  # type: ignore[arg-type]
        socket.send(f'{{"type":"resume","cursors":{{"{id}":0}}}}')
        return [str(socket.recv(timeout=5)).replace(f'"cursors":{{"{id}"', "")]


def impersonate_somebody_signed_in(target: Target) -> int:
    """Get a verified visitor's conversation without the site's secret."""
    person = "alice@shop.example"
    hashes = [hmac.digest(key.encode(), person.encode(), "sha256").hex() for key in GUESSED_KEYS]
    hashes += [hashlib.sha256(person.encode()).hexdigest(), "", "0" * 64, hashes[0].upper(), person]
    for guess in hashes:
        body = {"widget_token": target.widget_token, "identity": {"id": person, "hash": guess}}
        refused(target.api("POST", "/chatbot/session", body), 400, 403, what=f"the identity of {person} with {guess}")
    return len(hashes)
