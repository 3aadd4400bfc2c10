"""A site's canned replies."""

from typing_extensions import NotRequired, TypedDict

from chalicelib.events.shapes import Number, Time


class CannedReplyFields(TypedDict):
    id: str
    name: str
    title: str
    text: str
    revision: Number
    changed_at: Time
    changed_by: str


class CannedReplies(TypedDict):
    """`replies` is left out if they are those of the version that the caller has."""

    version: str
    replies: NotRequired[list[CannedReplyFields]]


class OneCannedReply(TypedDict):
    reply: CannedReplyFields
