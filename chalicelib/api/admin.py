"""The admin's calls about conversations: the inbox, and one of them."""

from chalice import Blueprint

from chalicelib.api import conversation, cursors
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.conversations import (
    Context,
    Inbox,
    InboxCounts,
    MailLink,
    Marked,
    Messages,
    Sent,
    VisitorsConversations,
)
from chalicelib.api.answers.visitor import Ticket
from chalicelib.api.callers import ADMIN, READER, WRITER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import OriginalQuery
from chalicelib.api.schemas.inbox import CountsQuery, InboxQuery
from chalicelib.api.schemas.messages import ConversationsQuery, MarkRead, MessagesQuery, SendMessage
from chalicelib.api.serialize import conversations as serialize
from chalicelib.chat import inbox, originals, visitors_conversations
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)

NOBODY = "-"  # as the assignee in a query


@endpoint(blueprint, "GET", "/admin/chatbot", READER, query=InboxQuery, also_posted=True)
def read_inbox(call: Call[AdminCaller, None, InboxQuery]) -> Ok[Inbox]:
    query = call.query
    if query.since is not None:
        page = inbox.changed_since(call.caller, cursors.decode(query.since, "since"), query.limit)
    else:
        before = None if query.before is None else cursors.decode(query.before, "before")
        assignee_id = "" if query.assignee == NOBODY else query.assignee
        page = inbox.read(
            call.caller, query.view, before, query.limit, query.tag, assignee_id, query.unread, query.language
        )
    return Ok(serialize.inbox_page(page))


@endpoint(blueprint, "GET", "/admin/counts", READER, query=CountsQuery, also_posted=True)
def count_views(call: Call[AdminCaller, None, CountsQuery]) -> Ok[InboxCounts]:
    return Ok(serialize.counts(inbox.counts(call.caller), inbox.MOST_COUNTED))


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/messages", READER, query=MessagesQuery, also_posted=True)
def read_messages(call: Call[AdminCaller, None, MessagesQuery], conversation_id: str) -> Ok[Messages]:
    return conversation.read(call.caller, conversation_id, call.query)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/reply", WRITER, body=SendMessage)
def reply(call: Call[AdminCaller, SendMessage, None], conversation_id: str) -> Ok[Sent] | Created[Sent]:
    return conversation.send(call.caller, conversation_id, call.body)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/mark-read", WRITER, body=MarkRead)
def mark_read(call: Call[AdminCaller, MarkRead, None], conversation_id: str) -> Ok[Marked]:
    return conversation.mark_read(call.caller, conversation_id, call.body)


@endpoint(
    blueprint, "GET", "/admin/chatbot/{conversation_id}/others", READER, query=ConversationsQuery, also_posted=True
)
def list_others(call: Call[AdminCaller, None, ConversationsQuery], conversation_id: str) -> Ok[VisitorsConversations]:
    return Ok(serialize.visitors_conversations(visitors_conversations.others(call.caller, conversation_id)))


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/original", READER, query=OriginalQuery)
def read_original(call: Call[AdminCaller, None, OriginalQuery], conversation_id: str) -> Ok[MailLink]:
    url, expires_at = originals.link(call.caller, conversation_id, call.query.id, call.address)
    return Ok({"url": url, "expires_at": expires_at})


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/context", READER)
def read_context(call: Call[AdminCaller, None, None], conversation_id: str) -> Ok[Context]:
    from chalicelib.chat import contexts  # few calls need it

    return Ok({"context": serialize.context(contexts.read(call.caller, conversation_id))})


@endpoint(blueprint, "POST", "/admin/ticket", ADMIN)
def issue_ticket(call: Call[AdminCaller, None, None]) -> Created[Ticket]:
    return conversation.issue_ticket(call.caller, call.origin)
