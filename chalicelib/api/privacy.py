"""What an owner does about what is stored of others: export, erasure, and the audit log."""

from chalice import Blueprint, Response

from chalicelib import audit
from chalicelib.api import cursors, serialize
from chalicelib.api.answers.audit import AuditLog
from chalicelib.api.answers.conversations import Erased, Exported
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import AuditQuery, ExportQuery
from chalicelib.chat import personal_data

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/audit", caller="owner", query=AuditQuery, answers={200: AuditLog})
def read_audit(call: Call) -> Response:
    query: AuditQuery = call.query
    bound = None if query.before is None else cursors.decode(query.before, "before", cursors.AUDIT_KEY)
    entries, older = audit.before(call.caller.site_id, bound, query.limit)
    return serialize.answer(200, serialize.audit_page(entries, older))


@endpoint(
    blueprint,
    "GET",
    "/admin/chatbot/{conversation_id}/export",
    caller="owner",
    query=ExportQuery,
    answers={200: Exported},
)
def export_conversation(call: Call, conversation_id: str) -> Response:
    return serialize.answer(
        200, serialize.exported(personal_data.export(call.caller, conversation_id, call.query.since_id, call.address))
    )


@endpoint(blueprint, "DELETE", "/admin/chatbot/{conversation_id}", caller="owner", answers={200: Erased})
def erase_conversation(call: Call, conversation_id: str) -> Response:
    emptied = personal_data.erase(call.caller, conversation_id, call.address)
    return serialize.answer(200, {"first_id": emptied.kept_from})
