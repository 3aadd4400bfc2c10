"""The first invocations of the background functions: their events, and the rows that these are about."""

import dataclasses
import secrets
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any, NamedTuple

from chalicelib.accounts import admins
from chalicelib.chat import messages
from chalicelib.model import Site, VisitorCaller, now_ms
from chalicelib.notify.incoming import addresses
from chalicelib.storage import conversations
from chalicelib.storage.tables import MessageRow
from devtools.bench.stand_ins import MAIL_DOMAIN, StandIn
from devtools.local_run.mailbox import incoming

VISITOR = "ana@home.example"


class Invocation(NamedTuple):
    handler: str  # of app.py
    event: Callable[[], dict[str, Any]]


def invocations(site: Site) -> dict[str, Invocation]:
    """By name. Each event is about a conversation of its own, so that nothing is done already. The site has one admin,
    who wants alerts by mail."""
    admins.create(site.site_id, f"{secrets.token_hex(6)}@shop.example", "Maya", secrets.token_urlsafe(12))
    return {
        "message_stored: record of a visitor's message": Invocation("message_stored", lambda: record(site)),
        "job_due: check that finds the message read": Invocation("job_due", lambda: check(site, read=True)),
        "job_due: check that alerts one admin by mail": Invocation("job_due", lambda: check(site, read=False)),
        "mail_received: mail that becomes a message": Invocation("mail_received", lambda: mail(site)),
    }


def conversation(site: Site) -> str:
    name = secrets.token_urlsafe(12)
    caller = VisitorCaller(site.site_id, f"v_{name}", f"c_{name}", limits=site.limits)
    message, *_ = messages.send(caller, caller.conversation_id, f"b-{name}", "Is the blue kettle in stock?", after=0)
    return message.conversation_id


def record(site: Site) -> dict[str, Any]:
    row = MessageRow.get(conversation(site), 1)
    content = {"NewImage": row.serialize(), "SequenceNumber": "1"}
    return {"Records": [{"eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": content}]}


def check(site: Site, read: bool) -> dict[str, Any]:
    id = conversation(site)
    if read:
        found = conversations.get(id)
        assert found
        assert conversations.mark_read(found, "admin", 1, found.changed)
    return {"job": "unread_check", "conversation_id": id, "mark": 0, "second": True, "attempt": 0}


def mail(site: Site) -> dict[str, Any]:
    id = conversation(site)
    found = conversations.get(id)
    assert found
    reachable = dataclasses.replace(found, contact_email=VISITOR, reply_secret=addresses.new_secret())
    assert conversations.replace(found, reachable)
    recipient = addresses.address_of(reachable, MAIL_DOMAIN)
    written = EmailMessage()
    written["From"], written["To"], written["Message-ID"] = VISITOR, recipient, f"<{secrets.token_hex(8)}@home.example>"
    written.set_content("Good, I will order it.\n\nOn Friday, Maya wrote:\n> It is in stock.\n")
    now = now_ms() / 1000
    StandIn.mail = incoming.found_out("1", VISITOR, [recipient], True, now) + written.as_bytes()
    return incoming.event("1", VISITOR, [recipient], StandIn.mail, True, now)
