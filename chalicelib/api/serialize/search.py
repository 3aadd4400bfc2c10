"""What a search has found, as the body of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.api import cursors
from chalicelib.api.serialize.conversations import summary

if TYPE_CHECKING:
    from chalicelib.api.answers.search import Found, FoundMessage, SnippetPiece
    from chalicelib.search.finding import Hit, Results
    from chalicelib.search.snippets import Piece


def results(found: Results) -> Found:
    return {
        "conversations": [summary(each) for each in found.conversations],
        "messages": [hit(each) for each in found.hits],
        "reach": found.reach,
        "more": found.more,
        "older": None if found.older is None else cursors.encode(found.older),
    }


def hit(hit: Hit) -> FoundMessage:
    message = hit.message
    return {
        "conversation_id": message.conversation_id,
        "visitor_name": hit.conversation.shown_name,
        "id": message.id,
        "sent_at": message.sent_at,
        "sender_type": message.sender_type,
        "sender_name": message.sender_name,
        "snippet": [piece(each) for each in hit.snippet],
    }


def piece(piece: Piece) -> SnippetPiece:
    return {"text": piece.text, "match": True} if piece.match else {"text": piece.text}
