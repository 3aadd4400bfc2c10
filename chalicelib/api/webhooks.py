"""The owner's calls about a site's webhooks. An address is a secret: no answer has it."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.sites import OneWebhook, Webhooks
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.site import AddWebhook, ChangeWebhook
from chalicelib.api.serialize import sites as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import settings, webhooks

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/site/webhooks", OWNER)
def list_webhooks(call: Call[AdminCaller, None, None]) -> Ok[Webhooks]:
    return Ok({"webhooks": [serialize.webhook(each) for each in webhooks.read(call.caller)]})


@endpoint(blueprint, "POST", "/admin/site/webhooks", OWNER, body=AddWebhook)
def add_webhook(call: Call[AdminCaller, AddWebhook, None]) -> Created[OneWebhook]:
    body = call.body
    webhook = webhooks.add(call.caller, body.kind, body.name, body.address, body.chat_id, call.address)
    return Created({"webhook": serialize.webhook(webhook)})


@endpoint(blueprint, "PATCH", "/admin/site/webhooks/{webhook_id}", OWNER, body=ChangeWebhook)
def change_webhook(call: Call[AdminCaller, ChangeWebhook, None], webhook_id: str) -> Ok[OneWebhook]:
    body = call.body
    webhook = webhooks.change(
        call.caller, webhook_id, call.address, body.name, body.address, body.chat_id, body.enabled
    )
    return Ok({"webhook": serialize.webhook(webhook)})


@endpoint(blueprint, "DELETE", "/admin/site/webhooks/{webhook_id}", OWNER)
def remove_webhook(call: Call[AdminCaller, None, None], webhook_id: str) -> Ok[Done]:
    webhooks.remove(call.caller, webhook_id, call.address)
    return Ok({})


@endpoint(blueprint, "POST", "/admin/site/webhooks/{webhook_id}/test", OWNER)
def test_webhook(call: Call[AdminCaller, None, None], webhook_id: str) -> Ok[OneWebhook]:
    """Sends at once, so that the owner sees what the service answers: `last`."""
    from chalicelib.notify.webhooks import send_test  # no other call needs it

    webhook = webhooks.allow_test(call.caller, webhook_id)
    send_test(settings.read(call.caller), webhook)
    return Ok({"webhook": serialize.webhook(webhooks.find(call.caller, webhook_id))})
