"""The owner's calls about webhooks for events, and their deliveries."""

from chalice import Blueprint

from chalicelib.api import cursors
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.event_webhooks import (
    DeliveryLog,
    DeliveryWithEvent,
    EventWebhooks,
    EventWebhookWithSecret,
    OneDelivery,
    OneEventWebhook,
)
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.event_webhooks import (
    AddEventWebhook,
    ChangeEventWebhook,
    DeliveriesQuery,
    RollEventSecret,
)
from chalicelib.api.serialize import event_webhooks as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import event_webhooks, settings

blueprint = Blueprint(__name__)
PATH = "/admin/event-webhooks"
ONE = f"{PATH}/{{webhook_id}}"
DELIVERY = f"{ONE}/deliveries/{{delivery_id}}"


@endpoint(blueprint, "GET", PATH, OWNER)
def list_event_webhooks(call: Call[AdminCaller, None, None]) -> Ok[EventWebhooks]:
    return Ok({"event_webhooks": [serialize.event_webhook(each) for each in event_webhooks.read(call.caller)]})


@endpoint(blueprint, "POST", PATH, OWNER, body=AddEventWebhook)
def add_event_webhook(call: Call[AdminCaller, AddEventWebhook, None]) -> Created[EventWebhookWithSecret]:
    body = call.body
    webhook, secret = event_webhooks.add(call.caller, body.address, body.types, body.password, call.address)
    return Created({"event_webhook": serialize.event_webhook(webhook), "secret": secret})


@endpoint(blueprint, "PATCH", ONE, OWNER, body=ChangeEventWebhook)
def change_event_webhook(call: Call[AdminCaller, ChangeEventWebhook, None], webhook_id: str) -> Ok[OneEventWebhook]:
    body = call.body
    webhook = event_webhooks.change(
        call.caller, webhook_id, call.address, body.address, body.types, body.enabled, body.password
    )
    return Ok({"event_webhook": serialize.event_webhook(webhook)})


@endpoint(blueprint, "DELETE", ONE, OWNER)
def remove_event_webhook(call: Call[AdminCaller, None, None], webhook_id: str) -> Ok[Done]:
    event_webhooks.remove(call.caller, webhook_id, call.address)
    return Ok({})


@endpoint(blueprint, "POST", f"{ONE}/secret", OWNER, body=RollEventSecret)
def replace_event_secret(
    call: Call[AdminCaller, RollEventSecret, None], webhook_id: str
) -> Created[EventWebhookWithSecret]:
    webhook, secret = event_webhooks.roll(call.caller, webhook_id, call.body.password, call.address)
    return Created({"event_webhook": serialize.event_webhook(webhook), "secret": secret})


@endpoint(blueprint, "POST", f"{ONE}/test", OWNER)
def test_event_webhook(call: Call[AdminCaller, None, None], webhook_id: str) -> Ok[OneDelivery]:
    """Sends at once, so that the owner sees what the receiver answers."""
    from chalicelib.notify.event_webhooks import send_test  # few calls need it

    webhook = event_webhooks.find(call.caller, webhook_id)
    event_webhooks.allow_sending(call.caller)
    return Ok({"delivery": serialize.delivery(send_test(settings.read(call.caller), webhook))})


@endpoint(blueprint, "GET", f"{ONE}/deliveries", OWNER, query=DeliveriesQuery)
def list_deliveries(call: Call[AdminCaller, None, DeliveriesQuery], webhook_id: str) -> Ok[DeliveryLog]:
    query = call.query
    before = None if query.before is None else cursors.decode(query.before, "before", cursors.DELIVERY_KEY)
    found = event_webhooks.log(call.caller, webhook_id, before, query.limit)
    return Ok(serialize.delivery_log(found, query.limit))


@endpoint(blueprint, "GET", DELIVERY, OWNER)
def read_delivery(call: Call[AdminCaller, None, None], webhook_id: str, delivery_id: str) -> Ok[DeliveryWithEvent]:
    from chalicelib.notify.event_webhooks import body_of  # few calls need it

    _, delivery = event_webhooks.delivery(call.caller, webhook_id, delivery_id)
    event = body_of(settings.read(call.caller), delivery)
    return Ok({"delivery": serialize.delivery(delivery), "event": event})


@endpoint(blueprint, "POST", f"{DELIVERY}/replay", OWNER)
def replay_delivery(call: Call[AdminCaller, None, None], webhook_id: str, delivery_id: str) -> Ok[OneDelivery]:
    """Sends at once, as a test does."""
    from chalicelib.notify.event_webhooks import send_again  # few calls need it

    webhook, delivery = event_webhooks.delivery(call.caller, webhook_id, delivery_id)
    event_webhooks.allow_sending(call.caller)
    return Ok({"delivery": serialize.delivery(send_again(settings.read(call.caller), webhook, delivery))})
