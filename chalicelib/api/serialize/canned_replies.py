"""Canned replies, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.api.answers.canned_replies import CannedReplies, CannedReplyFields
    from chalicelib.model.canned_replies import CannedReply


def canned_replies(version: str, replies: tuple[CannedReply, ...] | None) -> CannedReplies:
    if replies is None:
        return {"version": version}
    return {"version": version, "replies": [canned_reply(each) for each in replies]}


def canned_reply(reply: CannedReply) -> CannedReplyFields:
    return {
        "id": reply.id,
        "name": reply.name,
        "title": reply.title,
        "text": reply.text,
        "revision": reply.revision,
        "changed_at": reply.changed_at,
        "changed_by": reply.changed_by,
    }
