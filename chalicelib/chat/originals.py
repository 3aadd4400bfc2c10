"""The mail that a message arrived by, as the visitor sent it: with all that was cut from it, and its attachments."""

from chalicelib import audit
from chalicelib.chat import conversations
from chalicelib.config import config
from chalicelib.errors import OriginalNotFound
from chalicelib.model import AdminCaller, now_ms
from chalicelib.storage import mails, messages


def link(caller: AdminCaller, conversation_id: str, id: int, address: str) -> tuple[str, int]:
    """Returns a link to a message's mail and when it expires (epoch milliseconds).

    Raises `ConversationNotFound`, or `OriginalNotFound` if the message arrived otherwise or the mail is deleted.
    """
    conversation = conversations.load(caller, conversation_id)
    found = messages.after(conversation.id, max(id, conversation.first_id(now_ms())) - 1, 1)
    message = next((each for each in found if each.id == id), None)
    if message is None or not message.mail_id or config().mail_bucket is None:
        raise OriginalNotFound("id")
    if message.sent_at < now_ms() - mails.KEPT_DAYS * 86_400_000:
        raise OriginalNotFound("id")
    audit.record(caller.site_id, caller.id, "mail.read", conversation.id, address, id=id)
    return mails.link(message.mail_id), now_ms() + mails.LINK_SECONDS * 1000
