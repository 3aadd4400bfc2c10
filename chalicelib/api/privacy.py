"""The owner's calls about stored data: export, erasure, and the audit log."""

from chalice import Blueprint

from chalicelib import audit
from chalicelib.api import cursors
from chalicelib.api.answers import Ok
from chalicelib.api.answers.conversations import Erased, Exported
from chalicelib.api.answers.sites import AuditLog
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import AuditQuery
from chalicelib.api.schemas.conversations import ExportQuery
from chalicelib.api.serialize.conversations import exported
from chalicelib.api.serialize.sites import audit_page
from chalicelib.chat import personal_data
from chalicelib.desk import erasure
from chalicelib.model import AdminCaller

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/audit", OWNER, query=AuditQuery)
def read_audit(call: Call[AdminCaller, None, AuditQuery]) -> Ok[AuditLog]:
    query = call.query
    bound = None if query.before is None else cursors.decode(query.before, "before", cursors.AUDIT_KEY)
    entries, older = audit.before(call.caller.site_id, bound, query.limit)
    return Ok(audit_page(entries, older))


@endpoint(blueprint, "GET", "/admin/chatbot/{conversation_id}/export", OWNER, query=ExportQuery)
def export_conversation(call: Call[AdminCaller, None, ExportQuery], conversation_id: str) -> Ok[Exported]:
    from chalicelib.chat import contexts  # few calls need it

    page = personal_data.export(call.caller, conversation_id, call.query.since_id, call.address)
    return Ok(exported(page, contexts.of(page.conversation)))


@endpoint(blueprint, "DELETE", "/admin/chatbot/{conversation_id}", OWNER)
def erase_conversation(call: Call[AdminCaller, None, None], conversation_id: str) -> Ok[Erased]:
    return Ok({"first_id": erasure.erase(call.caller, conversation_id, call.address).kept_from})
