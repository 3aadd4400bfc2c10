"""What admins send about their work on a conversation. `client_id` and `after`: as of a message, of the desk log."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.model.desk import MOST_MENTIONS, MOST_TAGS, TAG_CHARACTERS


def tag(value: str) -> str:
    """In lower case, on one line: so that "VIP" and "vip " are one tag."""
    line = " ".join(fields.composed(fields.shown(value)).lower().split())
    if not 1 <= len(line) <= TAG_CHARACTERS:
        raise ValueError(f"1 to {TAG_CHARACTERS} characters")
    return line


NoteText = Annotated[str, BeforeValidator(fields.message_text), WithJsonSchema(fields.MESSAGE_SCHEMA)]
AdminId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Mentions = Annotated[list[AdminId], Field(max_length=MOST_MENTIONS), AfterValidator(fields.without_doubles)]
Tag = Annotated[
    str,
    Field(min_length=1, max_length=200, json_schema_extra={"format": "tag"}),
    AfterValidator(tag),
]
Tags = Annotated[list[Tag], Field(max_length=MOST_TAGS), AfterValidator(fields.without_doubles)]


class DeskQuery(Schema):
    since_id: fields.MessageId = 0
    limit: fields.PageLimit = 100


class WriteNote(Schema):
    """`at_id`: the last message that the admin's page had; the note is shown after it."""

    client_id: fields.ClientId
    body: NoteText
    mentions: Mentions = []  # noqa: RUF012 - pydantic copies it
    after: fields.MessageId
    at_id: fields.MessageId | None = None


class EditNote(Schema):
    client_id: fields.ClientId
    body: NoteText
    after: fields.MessageId


class DeleteNote(Schema):
    client_id: fields.ClientId
    after: fields.MessageId


class Assign(Schema):
    """`assignee_id`: of a colleague, or null for nobody."""

    client_id: fields.ClientId
    after: fields.MessageId
    assignee_id: AdminId | None


class ChangeTags(Schema):
    client_id: fields.ClientId
    after: fields.MessageId
    add: Tags = []  # noqa: RUF012 - pydantic copies it
    remove: Tags = []  # noqa: RUF012 - pydantic copies it


class Snooze(Schema):
    """`until`: null ends the snooze. `at_id`: the last message that the admin's page had."""

    client_id: fields.ClientId
    after: fields.MessageId
    until: fields.MessageId | None
    at_id: fields.MessageId | None = None


class Link(Schema):
    """`linked`: false ends the link."""

    client_id: fields.ClientId
    after: fields.MessageId
    other_id: Annotated[str, Field(pattern=r"^c_[A-Za-z0-9_-]{16}$")]
    linked: bool = True


class ColleaguesQuery(Schema):
    """Without parameters."""
