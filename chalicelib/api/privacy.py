"""What an owner does about what is stored of others: the audit log."""

from chalice import Blueprint, Response

from chalicelib import audit
from chalicelib.api import cursors, serialize
from chalicelib.api.answers.audit import AuditLog
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import AuditQuery

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/audit", caller="owner", query=AuditQuery, answers={200: AuditLog})
def read_audit(call: Call) -> Response:
    query: AuditQuery = call.query
    bound = None if query.before is None else cursors.decode(query.before, "before", cursors.AUDIT_KEY)
    entries, older = audit.before(call.caller.site_id, bound, query.limit)
    return serialize.answer(200, serialize.audit_page(entries, older))
