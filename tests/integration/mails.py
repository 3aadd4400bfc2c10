"""Messages that arrived by mail."""

import dataclasses

from chalicelib.chat import messages
from chalicelib.identity.tokens import verify_visitor
from tests.api_client import WIDE, Seat, new_client_id


def by_mail(visitor: Seat, text: str = "by mail") -> int:
    """Stores a message as the function for received mail does. Returns its number."""
    caller = dataclasses.replace(verify_visitor(visitor.api.token or ""), limits=WIDE)
    message, *_ = messages.send(caller, visitor.conversation_id, new_client_id(), text, after=0, mail_id="0cq8")
    return message.id
