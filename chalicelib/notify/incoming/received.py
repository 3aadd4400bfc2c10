"""A mail that SES received: it becomes a message if it is a visitor's answer to the address of their conversation.

Whatever else arrives is dropped with a line in the log, and is not answered: its sender may be forged. Only a mail that
surely came from the visitor, and cannot be stored, is answered with the reason.
"""

import email
import hashlib
from email import policy
from email.message import EmailMessage
from typing import Any, NamedTuple, NoReturn

from chalicelib import logs, mail
from chalicelib.chat import messages
from chalicelib.config import config
from chalicelib.errors import InvalidField
from chalicelib.identity import emails, visitors
from chalicelib.model import Conversation, Message, Site, VisitorCaller, now_ms
from chalicelib.notify import claims
from chalicelib.notify.incoming import addresses, authentication, refusal_mail
from chalicelib.notify.incoming.text import written_text
from chalicelib.storage import conversations, counters, mails, sites

MOST_AN_HOUR = 20  # mails of one conversation: more is a loop of two programs
SEARCHED_BACK = 200  # numbers among which a mail that was stored before is found


class Dropped(Exception):
    """The mail does not become a message. `reason`: for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Addressed(NamedTuple):
    """The conversation that a mail is addressed to, with its site, and our address in it."""

    address: str
    conversation: Conversation
    site: Site


def handle(event: dict[str, Any]) -> None:
    """`event`: what a receipt rule's Lambda action sends.
    https://docs.aws.amazon.com/ses/latest/dg/receiving-email-action-lambda-event.html

    Raises `Busy`, `TooManyMessages` or `TryLater` if a mail could not be handled for now: Lambda calls again.
    """
    for record in event["Records"]:
        for recipient in record["ses"]["receipt"]["recipients"]:
            try:
                receive(record["ses"], recipient)
            except Dropped as dropped:
                logs.info("mail_dropped", mail_id=record["ses"]["mail"]["messageId"], reason=dropped.reason)


def receive(received: dict[str, Any], recipient: str) -> None:
    """Raises `Dropped`, and what `handle` raises."""
    to, mail_id = addressed(recipient), str(received["mail"]["messageId"])
    if any(received["receipt"][verdict]["status"] == "FAIL" for verdict in ("spamVerdict", "virusVerdict")):
        raise Dropped("spam_or_virus")
    original = mails.read(mail_id)
    parsed = email.message_from_bytes(original.content, policy=policy.default)
    check_sender(parsed, str(received["mail"]["source"]), to)
    if original.cut:
        refuse(parsed, to, mail_id, "too_large")
    text = written_text(parsed, to.address, config().mail_from or "")
    if not text:
        refuse(parsed, to, mail_id, "no_text")
    store(to, text, mail_id, identifier(parsed, mail_id))


def addressed(recipient: str) -> Addressed:
    id = addresses.conversation_id_of(recipient)
    conversation = conversations.get(id) if id else None
    if conversation is None or not addresses.belongs_to(recipient, conversation):
        raise Dropped("unknown_address")
    site = sites.recent(conversation.site_id)
    if site is None or not site.enabled:
        raise Dropped("site_disabled")
    if visitors.is_visitor_blocked(site, conversation):
        raise Dropped("visitor_blocked")
    return Addressed(recipient, conversation, site)


def check_sender(parsed: EmailMessage, envelope_sender: str, to: Addressed) -> None:
    """The mail must come from the visitor's address, by SPF or DKIM, and from a person. Raises `Dropped`."""
    sender = sender_of(parsed)
    if sender is None or sender != canonical(to.conversation.contact_email or ""):
        raise Dropped("other_sender")
    if not authentication.is_from(parsed, sender.partition("@")[2]):
        raise Dropped("not_authenticated")
    if authentication.is_automatic(parsed, envelope_sender):
        raise Dropped("automatic")
    hour = now_ms() // 3_600_000
    if not counters.count(f"mail#{to.conversation.id}#{hour}", MOST_AN_HOUR, (hour + 2) * 3600):
        raise Dropped("too_many")


def sender_of(parsed: EmailMessage) -> str | None:
    """The one address of the `From` header. None: it has none, several, or an invalid one."""
    try:
        found = [address.addr_spec for header in parsed.get_all("From", []) for address in header.addresses]
    except (AttributeError, IndexError, ValueError):  # a header that Python's parser cannot read
        return None
    return canonical(found[0]) if len(found) == 1 else None


def canonical(address: str) -> str | None:
    try:
        return emails.canonical(address)
    except InvalidField:
        return None


def identifier(parsed: EmailMessage, mail_id: str) -> str:
    """The `client_id` of the message. The same mail, delivered twice, has the same `Message-ID`."""
    own = authentication.header(parsed, "Message-ID") or mail_id
    return f"mail-{hashlib.sha256(own.encode(errors='replace')).hexdigest()[:48]}"


def store(to: Addressed, text: str, mail_id: str, client_id: str) -> Message:
    """Appends the message, and pushes it to open pages. A mail that is stored already is found by its `client_id`."""
    caller = visitor_of(to)
    after = max(to.conversation.last_id - SEARCHED_BACK, to.conversation.first_id(now_ms()) - 1)
    message, _, new = messages.send(caller, to.conversation.id, client_id, text, after, mail_id=mail_id)
    logs.info("mail_stored", mail_id=mail_id, conversation_id=message.conversation_id, id=message.id, new=new)
    return message


def visitor_of(to: Addressed) -> VisitorCaller:
    conversation = to.conversation
    return VisitorCaller(
        site_id=conversation.site_id,
        visitor_id=conversation.visitor_id,
        conversation_id=conversation.id,
        name=conversation.visitor_name,
        verified_id=conversation.verified_id,
        email=conversation.visitor_email,
        limits=to.site.limits,
    )


def refuse(parsed: EmailMessage, to: Addressed, mail_id: str, reason: refusal_mail.Reason) -> NoReturn:
    """Answers the visitor that the mail was not stored, and why. Raises `Dropped`."""
    answered = authentication.header(parsed, "Message-ID") or ""
    answer = refusal_mail.compose(to.site, to.conversation, reason, to.address, answered)
    claims.once(f"mail/{to.conversation.id}/{identifier(parsed, mail_id)}/refused", lambda: mail.send(answer))
    raise Dropped(reason)
