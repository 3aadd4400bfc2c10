"""How the admin is alerted of visitors who wait."""

from typing import cast

from chalice import Blueprint

from chalicelib.accounts import notifications
from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import Notifications
from chalicelib.api.callers import ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import ChangeNotifications
from chalicelib.api.serialize import accounts as serialize
from chalicelib.model import AdminCaller
from chalicelib.model.accounts import AlertChanges

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/notifications", ADMIN)
def read_notifications(call: Call[AdminCaller, None, None]) -> Ok[Notifications]:
    return Ok(serialize.notifications(notifications.read(call.caller)))


@endpoint(blueprint, "PATCH", "/admin/notifications", ADMIN, body=ChangeNotifications)
def change_notifications(call: Call[AdminCaller, ChangeNotifications, None]) -> Ok[Notifications]:
    changes = cast(AlertChanges, call.body.model_dump(exclude_none=True))
    return Ok(serialize.notifications(notifications.change(call.caller, changes)))
