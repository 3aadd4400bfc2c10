"""The site's reports."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.reports import ReportFields
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.reports import ReportQuery
from chalicelib.api.serialize import reports as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import reports

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/reports", ADMIN, query=ReportQuery, also_posted=True)
def read_report(call: Call[AdminCaller, None, ReportQuery]) -> Ok[ReportFields]:
    return Ok(serialize.report(reports.read(call.caller, call.query.start, call.query.hours)))
