"""The push subscription of the admin's browser."""

from chalice import Blueprint

from chalicelib.accounts import push
from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import Subscribe
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.accounts import PushSubscription

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/session/push", ADMIN, body=Subscribe)
def subscribe(call: Call[AdminCaller, Subscribe, None]) -> Ok[Done]:
    body = call.body
    push.subscribe(call.caller, PushSubscription(body.endpoint, body.p256dh, body.auth, body.key))
    return Ok({})


@endpoint(blueprint, "DELETE", "/admin/session/push", ADMIN)
def unsubscribe(call: Call[AdminCaller, None, None]) -> Ok[Done]:
    push.unsubscribe(call.caller)
    return Ok({})


@endpoint(blueprint, "POST", "/admin/session/push/test", ADMIN)
def test(call: Call[AdminCaller, None, None]) -> Ok[Done]:
    """The notification takes the way of an alert: a job sends it."""
    from chalicelib.notify import schedules  # no other call needs it
    from chalicelib.notify.jobs import PushTest

    id = push.allow_test(call.caller)
    schedules.at(PushTest(call.caller.admin_id, call.caller.session_id, id), now_ms())
    return Ok({})
