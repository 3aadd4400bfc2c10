"""What visitors and admins do alike in a conversation. Their routes differ in how they name it."""

from chalicelib import events
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.conversations import Marked, Messages, Sent
from chalicelib.api.answers.visitor import Ticket
from chalicelib.api.schemas.messages import MarkRead, MessagesQuery, SendMessage
from chalicelib.api.serialize import conversations as serialize
from chalicelib.chat import messages, read_marks, sockets
from chalicelib.model import AskedBot, Caller, Contact, VisitorContext


def send(
    caller: Caller,
    conversation_id: str,
    body: SendMessage,
    contact: Contact | None = None,
    context: VisitorContext | None = None,
    bot: AskedBot | None = None,
) -> Ok[Sent] | Created[Sent]:
    message, line, new = messages.send(
        caller,
        conversation_id,
        body.client_id,
        body.body,
        body.after,
        contact=contact,
        context=context,
        upload_ids=tuple(body.attachments),
        bot=bot,
    )
    sent: Sent = {"message": events.message_fields(message)}
    if line:
        sent["bots_line"] = events.message_fields(line)
    return Created(sent) if new else Ok(sent)


def read(caller: Caller, conversation_id: str, query: MessagesQuery) -> Ok[Messages]:
    return Ok(serialize.page(messages.since(caller, conversation_id, query.since_id, query.limit)))


def mark_read(caller: Caller, conversation_id: str, body: MarkRead) -> Ok[Marked]:
    conversation = read_marks.mark_read(caller, conversation_id, body.id)
    return Ok({"read": events.read_marks(conversation)})


def issue_ticket(caller: Caller, origin: str | None) -> Created[Ticket]:
    ticket, expires_at = sockets.issue_ticket(caller, origin)
    return Created({"ticket": ticket, "expires_at": expires_at})
