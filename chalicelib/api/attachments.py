"""Files of messages: the permission to upload one, and links to those of a message."""

from chalice import Blueprint

from chalicelib import events
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.attachments import FileLinks, UploadForm
from chalicelib.api.callers import READER, VISITOR, WRITER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.conversations import AskForUpload, AttachmentsQuery
from chalicelib.model import AdminCaller, Caller, VisitorCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/chatbot/uploads", VISITOR, body=AskForUpload)
def allow_upload(call: Call[VisitorCaller, AskForUpload, None]) -> Created[UploadForm]:
    return allowed(call.caller, call.caller.conversation_id, call.body)


@endpoint(blueprint, "POST", "/admin/chatbot/{conversation_id}/uploads", WRITER, body=AskForUpload)
def allow_upload_by_admin(call: Call[AdminCaller, AskForUpload, None], conversation_id: str) -> Created[UploadForm]:
    return allowed(call.caller, conversation_id, call.body)


@endpoint(blueprint, "GET", "/chatbot/attachments", VISITOR, query=AttachmentsQuery, also_posted=True)
def read_attachments(call: Call[VisitorCaller, None, AttachmentsQuery]) -> Ok[FileLinks]:
    return links(call.caller, call.caller.conversation_id, call.query.id)


@endpoint(
    blueprint,
    "GET",
    "/admin/chatbot/{conversation_id}/attachments",
    READER,
    query=AttachmentsQuery,
    also_posted=True,
)
def read_attachments_by_admin(call: Call[AdminCaller, None, AttachmentsQuery], conversation_id: str) -> Ok[FileLinks]:
    return links(call.caller, conversation_id, call.query.id)


# The use cases are imported by the first call that needs them: few calls do, and every cold start would wait.


def allowed(caller: Caller, conversation_id: str, asked: AskForUpload) -> Created[UploadForm]:
    from chalicelib.chat import uploads

    file, form, expires_at = uploads.allow(caller, conversation_id, asked.name, asked.type, asked.size)
    return Created(
        {
            "attachment": events.attachment_fields(file),
            "url": form.url,
            "fields": form.fields,
            "expires_at": expires_at,
        }
    )


def links(caller: Caller, conversation_id: str, id: int) -> Ok[FileLinks]:
    from chalicelib.chat import attachments

    found, expires_at = attachments.links(caller, conversation_id, id)
    return Ok({"links": [{"id": each.id, "url": each.url} for each in found], "expires_at": expires_at})
