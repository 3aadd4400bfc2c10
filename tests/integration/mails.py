"""Messages that arrived by mail."""

from chalicelib.chat import messages
from chalicelib.identity.tokens import verify_visitor
from tests.api_client import Seat, new_client_id


def by_mail(visitor: Seat, text: str = "by mail") -> int:
    """Stores a message as the function for received mail does. Returns its number."""
    caller = verify_visitor(visitor.api.token or "")
    message, *_ = messages.send(caller, visitor.conversation_id, new_client_id(), text, after=0, mail_id="0cq8")
    return message.id
