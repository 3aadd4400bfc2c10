"""Messages, read marks, and the inbox."""

from typing import Annotated

from pydantic import Field
from typing_extensions import NotRequired, TypedDict

from chalicelib.model import SenderType

Number = Annotated[int, Field(ge=0)]
Time = Annotated[int, Field(ge=0, description="Milliseconds since 1970, UTC")]
FirstId = Annotated[int, Field(ge=2, description="What is below is gone; left out where the log begins with 1")]


class Message(TypedDict):
    id: Annotated[int, Field(ge=1, description="Its number in its conversation: 1, 2, 3 ... without holes")]
    client_id: str
    sender_type: SenderType
    sender_name: str
    body: str
    sent_at: Time


class ReadMarks(TypedDict):
    """The highest number that each side has seen."""

    visitor: Number
    admin: Number


class Sent(TypedDict):
    message: Message


class Marked(TypedDict):
    read: ReadMarks


class Messages(TypedDict):
    messages: list[Message]
    last_id: Annotated[int, Field(ge=0, description="Where this answer ends and the next question begins")]
    has_more: bool
    read: ReadMarks
    created_at: Annotated[Time, Field(description="Of another log than before: begin again from 0")]
    first_id: NotRequired[FirstId]


class Visitor(TypedDict):
    """`verified_id`: who the site has signed that this is; name and e-mail address are as the page gave them."""

    id: str
    name: str
    verified_id: str | None
    email: str | None


class Conversation(TypedDict):
    id: str
    visitor: Visitor
    status: str
    created_at: Time
    last_id: Number
    last_at: Time
    last_sender: SenderType
    preview: str
    read: ReadMarks
    first_id: NotRequired[FirstId]


class Inbox(TypedDict):
    conversations: list[Conversation]
    cursor: Annotated[str, Field(description="For the next poll: since=")]
    has_more: bool
    older: Annotated[str | None, Field(description="For the next older page: before=; null at the end")]


class ExportedMessage(Message):
    sender_id: str


class Exported(TypedDict):
    exported_at: Time
    conversation: Conversation
    address_range: Annotated[str | None, Field(description="Where the visitor wrote from last")]
    messages: list[ExportedMessage]
    last_id: Annotated[int, Field(ge=0, description="The rest follows this number: since_id=")]
    has_more: bool


class Erased(TypedDict):
    first_id: Annotated[int, Field(ge=2, description="Where the log begins from now on")]
