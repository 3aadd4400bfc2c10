"""Requests that are written directly: they say what PynamoDB's say of the same rows."""

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.model import Attachment, BotLine, Choice, Conversation, Message, Stretch
from chalicelib.storage import conversations, expressions, mapping
from chalicelib.storage.database import Row
from chalicelib.storage.tables import ConversationRow, MessageRow

TEXTS = st.text(max_size=5)
NUMBERS = st.integers(0, 2**45)
OPTIONAL_TEXTS = st.none() | TEXTS
CHOICES = st.lists(st.builds(Choice, TEXTS, TEXTS), max_size=2).map(tuple)
STRETCHES = st.lists(st.builds(Stretch, NUMBERS, NUMBERS, NUMBERS), max_size=2).map(tuple)
LISTS = st.lists(TEXTS, max_size=2).map(tuple)
CONVERSATIONS = st.builds(
    Conversation,
    id=st.just("c_1"),
    site_id=st.just("shop"),
    visitor_id=st.just("v_1"),
    visitor_name=TEXTS,
    verified_id=OPTIONAL_TEXTS,
    contact_email=OPTIONAL_TEXTS,
    reply_secret=TEXTS,
    status=st.sampled_from(["open", "closed"]),
    created_at=NUMBERS,
    last_id=NUMBERS,
    last_at=NUMBERS,
    preview=TEXTS,
    visitor_read=NUMBERS,
    admin_read=NUMBERS,
    changed=TEXTS,
    version=TEXTS,
    assignee_id=TEXTS,
    tags=LISTS,
    snoozed_until=NUMBERS,
    stretches=STRETCHES,
    expires_at=st.none() | NUMBERS,
)
MESSAGES = st.builds(
    Message,
    conversation_id=st.just("c_1"),
    id=st.just(3),
    client_id=TEXTS,
    sender_type=st.sampled_from(["visitor", "admin", "bot"]),
    sender_id=TEXTS,
    sender_name=TEXTS,
    body=TEXTS,
    sent_at=NUMBERS,
    mail_id=TEXTS,
    attachments=st.lists(st.builds(Attachment, TEXTS, TEXTS, TEXTS, NUMBERS), max_size=2).map(tuple),
    bot=st.none() | st.builds(BotLine, st.just("asks"), CHOICES),
    kind=st.sampled_from(["text", "edited"]),
    deleted=st.booleans(),
    expires_at=st.none() | NUMBERS,
)
ANYTHING = expressions.Requirement("#version = :version", ("version",), {":version": expressions.text("a")})


@settings(deadline=None)
@given(MESSAGES)
def test_the_item_of_a_message_is_that_of_pynamodbs_row(message: Message) -> None:
    item = mapping.item_of(MessageRow, message)
    assert item == mapping.row_of(MessageRow, message).serialize()
    assert mapping.value_of_item(Message, MessageRow, item) == message
    assert mapping.value_of(Message, MessageRow.from_raw_data(dict(item))) == message


@settings(deadline=None)
@given(CONVERSATIONS)
def test_the_item_of_a_conversation_is_that_of_pynamodbs_row(conversation: Conversation) -> None:
    row = mapping.row_of(ConversationRow, conversation)
    row.latest_in, row.latest_at, row.desk_in, row.desk_at = conversations.index_keys(conversation)
    item = conversations.to_item(conversation)
    assert item == row.serialize()
    assert mapping.value_of_item(Conversation, ConversationRow, item) == conversation


def test_a_column_that_must_be_there_has_content() -> None:
    nameless: Any = Conversation("c_1", "shop", "v_1", visitor_name=None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="ConversationRow needs a visitor_name"):
        mapping.item_of(ConversationRow, nameless)


def said(request: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """What an update sets and removes, by the names of columns."""
    found = re.fullmatch(r"(?:SET (.*?))? ?(?:REMOVE (.*?))?", request["UpdateExpression"])
    assert found
    names, values = request["ExpressionAttributeNames"], request.get("ExpressionAttributeValues", {})
    pairs = [each.split(" = ") for each in found[1].split(", ")] if found[1] else []
    removed = found[2].split(", ") if found[2] else []
    return {names[name]: values[value] for name, value in pairs}, {names[name] for name in removed}


def pynamodbs(row: Row, actions: list[Any]) -> dict[str, Any]:
    request = row.get_update_kwargs_from_instance(actions=actions, condition=ConversationRow.version == "a")
    assert isinstance(request, dict)
    return request


@settings(deadline=None)
@given(CONVERSATIONS, CONVERSATIONS)
def test_an_update_sets_and_removes_what_pynamodbs_does(before: Conversation, after: Conversation) -> None:
    key = {"conversation_id": expressions.text("c_1")}
    difference = conversations.difference(before, after)
    if not difference:
        return
    ours = expressions.update(ConversationRow, key, difference, ANYTHING)
    theirs = pynamodbs(ConversationRow("c_1"), conversations.changes(before, after))
    assert said(ours) == said(theirs)
    assert ours["Key"] == theirs["Key"]
    whole = conversations.to_item(before) | said(ours)[0]
    assert {name: raw for name, raw in whole.items() if name not in said(ours)[1]} == conversations.to_item(after)


def test_every_placeholder_is_used_and_every_one_that_is_used_is_there() -> None:
    """DynamoDB refuses a request that has one too many, or too few."""
    before = Conversation("c_1", "shop", "v_1", "Maya", version="a", snoozed_until=5)
    after = dataclasses.replace(before, last_id=1, snoozed_until=0)
    required = ANYTHING & expressions.exists("conversation_id")
    key = {"conversation_id": expressions.text("c_1")}
    for request in (
        expressions.update(ConversationRow, key, conversations.difference(before, after), required),
        expressions.put(ConversationRow, conversations.to_item(after), expressions.does_not_exist("conversation_id")),
    ):
        written = request["ConditionExpression"] + " " + request.get("UpdateExpression", "")
        assert set(re.findall(r"#\w+", written)) == set(request["ExpressionAttributeNames"])
        assert set(re.findall(r":\w+", written)) == set(request.get("ExpressionAttributeValues", {}))
        assert request.get("ExpressionAttributeValues") != {}


@pytest.mark.parametrize("text", ["0", "-3", "1784188800000", "1.5", "1E+2", "12345678901234567890"])
def test_a_number_is_read_as_pynamodb_reads_it(text: str) -> None:
    expected = MessageRow.id.deserialize(text)
    assert (mapping.number(text), type(mapping.number(text))) == (expected, type(expected))
