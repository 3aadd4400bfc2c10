"""Admins' calls about the site's canned replies."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.canned_replies import CannedReplies, OneCannedReply
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.canned_replies import (
    AddCannedReply,
    CannedRepliesQuery,
    ChangeCannedReply,
    RemoveCannedReply,
)
from chalicelib.api.serialize import canned_replies as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import canned_replies

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/canned-replies", ADMIN, query=CannedRepliesQuery, also_posted=True)
def read_canned_replies(call: Call[AdminCaller, None, CannedRepliesQuery]) -> Ok[CannedReplies]:
    return Ok(serialize.canned_replies(*canned_replies.read(call.caller, call.query.version)))


@endpoint(blueprint, "POST", "/admin/canned-replies/entries", ADMIN, body=AddCannedReply)
def add_canned_reply(
    call: Call[AdminCaller, AddCannedReply, None],
) -> Ok[OneCannedReply] | Created[OneCannedReply]:
    reply, new = canned_replies.add(call.caller, call.body.draft(), call.address)
    answer: OneCannedReply = {"reply": serialize.canned_reply(reply)}
    return Created(answer) if new else Ok(answer)


@endpoint(blueprint, "PATCH", "/admin/canned-replies/entries/{reply_id}", ADMIN, body=ChangeCannedReply)
def change_canned_reply(call: Call[AdminCaller, ChangeCannedReply, None], reply_id: str) -> Ok[OneCannedReply]:
    body = call.body
    reply = canned_replies.change(call.caller, reply_id, body.revision, body.draft(), call.address)
    return Ok({"reply": serialize.canned_reply(reply)})


@endpoint(blueprint, "DELETE", "/admin/canned-replies/entries/{reply_id}", ADMIN, body=RemoveCannedReply)
def remove_canned_reply(call: Call[AdminCaller, RemoveCannedReply, None], reply_id: str) -> Ok[Done]:
    canned_replies.remove(call.caller, reply_id, call.body.revision, call.address)
    return Ok({})
