"""Erasing a conversation with what the team has said about it in others."""

from chalicelib.chat import personal_data
from chalicelib.desk import links
from chalicelib.model import AdminCaller, Conversation


def erase(caller: AdminCaller, conversation_id: str, address: str) -> Conversation:
    """Ends the links of a conversation and erases it. May be repeated. Returns and raises what `personal_data.erase`
    does."""
    links.remove_all(caller, conversation_id)
    return personal_data.erase(caller, conversation_id, address)
