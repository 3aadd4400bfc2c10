"""Searching a site's conversations: those whose visitor or tags match, and the messages whose text does.

The index only says where to look. Every message and conversation is read again, strongly, and compared: what was
changed, deleted, erased or has expired is not found, whatever the index still has of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.model import AdminCaller, Conversation, Message, now_ms
from chalicelib.search import candidates, terms
from chalicelib.search.people import texts_of
from chalicelib.search.snippets import Piece, snippet
from chalicelib.search.terms import Query
from chalicelib.search.texts import REACH_SECONDS
from chalicelib.search.words import words
from chalicelib.storage import conversations, messages, sites
from chalicelib.storage.search import Place

MOST_READ = 100  # messages of one search, and their conversations
READ_AT_ONCE = 25
MOST_PEOPLE = 60  # conversations that are compared by name, address and tags


@dataclass(frozen=True, slots=True)
class Hit:
    message: Message
    conversation: Conversation
    snippet: list[Piece]


@dataclass(frozen=True, slots=True)
class Results:
    """`reach`: messages since then were looked at; None: the site's messages are not indexed. `older`: a key for
    `before`, if there may be older messages. `more`: there may be more than this, of either kind."""

    conversations: list[Conversation]
    hits: list[Hit]
    reach: int | None
    older: str | None = None
    more: bool = False


def search(caller: AdminCaller, text: str, limit: int, before: str | None = None) -> Results:
    """Finds up to `limit` conversations and messages of the caller's site, each the newest first. With `before`, only
    messages: the older ones.

    Raises `InvalidField` (`search_too_short`, `search_too_long`), or `Busy`.
    """
    query = terms.parse(text)
    found, more = ([], False) if before else people(caller.site_id, query, limit)
    reach = reach_of(caller.site_id)
    if reach is None:
        return Results(found, [], None, more=more)
    hits, older, more_messages = texts(caller.site_id, query, limit, before, reach)
    return Results(found, hits, reach, older, more or more_messages)


def reach_of(site_id: str) -> int | None:
    site = sites.recent(site_id)
    if site is None or not site.search_messages:
        return None
    return max(now_ms() - REACH_SECONDS * 1000, site.search_since)


def people(site_id: str, query: Query, limit: int) -> tuple[list[Conversation], bool]:
    """The conversations, and whether there may be more."""
    found = candidates.find(site_id, "person", query.person_lookups())
    places = found.places[:MOST_PEOPLE]
    now = now_ms()
    read = conversations.many(each.conversation_id for each in places)
    matching = [each for each in read if is_of(each, site_id, now) and fits(query, each)]
    matching.sort(key=lambda each: each.latest_at, reverse=True)
    more = found.partial or bool(found.floor) or len(found.places) > len(places) or len(matching) > limit
    return matching[:limit], more


def is_of(conversation: Conversation, site_id: str, now: int) -> bool:
    return conversation.site_id == site_id and conversation.first_id(now) <= conversation.last_id


def fits(query: Query, conversation: Conversation) -> bool:
    return terms.matches(query, [word for text in texts_of(conversation) for word in words(text)], beginnings=True)


def texts(site_id: str, query: Query, limit: int, before: str | None, reach: int) -> tuple[list[Hit], str | None, bool]:
    """The messages, the key before which there may be more, and whether there may be more at all."""
    found = candidates.find(site_id, "message", query.message_lookups(), before)
    hits: list[Hit] = []
    places = [each for each in found.places if each.at >= reach]
    for at in range(0, min(len(places), MOST_READ), READ_AT_ONCE):
        page = places[at : at + READ_AT_ONCE]
        for place, hit in zip(page, read(site_id, query, page), strict=True):
            hits += [hit] if hit else []
            if len(hits) == limit and place != places[-1]:
                return hits, place.key, True
    if len(places) > MOST_READ:
        return hits, places[MOST_READ - 1].key, True
    older = found.floor if len(places) == len(found.places) else ""
    return hits, older or None, bool(older) or found.partial


def read(site_id: str, query: Query, places: list[Place]) -> Iterator[Hit | None]:
    """For each place the message, if it has all words now."""
    stored = {(each.conversation_id, each.id): each for each in messages.many(key_of(place) for place in places)}
    matching = {key: each for key, each in stored.items() if is_found(query, each)}
    rows = conversations.many(conversation_id for conversation_id, _ in matching)
    known = {each.id: each for each in rows if each.site_id == site_id}
    now = now_ms()
    for place in places:
        message, conversation = matching.get(key_of(place)), known.get(place.conversation_id)
        kept = message and conversation and conversation.first_id(now) <= message.id <= conversation.last_id
        if message and conversation and kept:
            yield Hit(message, conversation, snippet(message.in_words, query, is_formatted(message)))
        else:
            yield None


def key_of(place: Place) -> tuple[str, int]:
    return place.conversation_id, place.id


def is_formatted(message: Message) -> bool:
    """What a visitor writes is shown as it was typed."""
    return message.sender_type != "visitor"


def is_found(query: Query, message: Message) -> bool:
    return message.is_message and message.sender_type != "system" and terms.matches(query, words(message.in_words))
