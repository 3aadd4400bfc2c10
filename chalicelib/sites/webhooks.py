"""The webhooks of a site, as its owners read and change them."""

import re
import secrets
from dataclasses import replace
from typing import Any

from chalicelib import audit
from chalicelib.errors import (
    InvalidField,
    WebhookAddressRefused,
    WebhookExists,
    WebhookNotFound,
    WebhooksFull,
)
from chalicelib.identity import targets
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.webhooks import Webhook, WebhookKind
from chalicelib.sites import webhook_rules
from chalicelib.storage import webhooks

MOST = 5
TEST_SECONDS, TESTS_AT_MOST = 600, 20  # of one site
SHOWN = 4  # the last characters of a secret
HIDDEN_AT_LEAST = 12  # of a secret, or nothing of it is shown

BOT_TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,100}")
CHAT_ID = re.compile(r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{4,31}")


def read(caller: AdminCaller) -> list[Webhook]:
    return webhooks.of(caller.site_id)


def find(caller: AdminCaller, id: str) -> Webhook:
    """Raises `WebhookNotFound`."""
    found = next((each for each in read(caller) if each.id == id), None)
    if found is None:
        raise WebhookNotFound()
    return found


def add(caller: AdminCaller, kind: WebhookKind, name: str, secret: str, chat_id: str, address: str) -> Webhook:
    """`secret`: the address to post to, or the token of a Telegram bot, which also needs `chat_id`.

    Raises `WebhookAddressRefused`, `InvalidField`, `WebhookExists` or `WebhooksFull`.
    """
    webhook = Webhook(f"wh_{secrets.token_hex(8)}", kind, name, secret, now_ms(), chat_id)
    check(webhook, read(caller))
    if not webhooks.add(caller.site_id, webhook, MOST):
        raise WebhooksFull()
    audit.record(caller.site_id, caller.admin_id, "webhook.added", webhook.id, address, kind=kind, name=name)
    return webhook


def change(
    caller: AdminCaller,
    id: str,
    address: str,
    name: str | None = None,
    secret: str | None = None,
    chat_id: str | None = None,
    enabled: bool | None = None,
) -> Webhook:
    """What is None stays as it is. A webhook that is switched on, or gets another address, starts without failures.

    Raises `WebhookNotFound`, and what `add` raises for an address.
    """
    before = find(caller, id)
    given: dict[str, Any] = {"name": name, "secret": secret, "chat_id": chat_id, "enabled": enabled}
    changes = {key: value for key, value in given.items() if value is not None and value != getattr(before, key)}
    if not changes:
        return before
    moved = not changes.keys().isdisjoint({"secret", "chat_id"})
    if moved:
        check(replace(before, **changes), [each for each in read(caller) if each.id != id])
    names = ", ".join(sorted("address" if key == "secret" else key for key in changes))
    if moved and before.switched_off:
        changes.setdefault("enabled", True)
    if moved or enabled:
        changes |= {"failures": 0, "failing_since": 0}
    if not webhooks.change(caller.site_id, id, **changes):
        raise WebhookNotFound()
    audit.record(caller.site_id, caller.admin_id, "webhook.changed", id, address, settings=names)
    return replace(before, **changes)


def remove(caller: AdminCaller, id: str, address: str) -> None:
    """Raises `WebhookNotFound`."""
    find(caller, id)
    if not webhooks.remove(caller.site_id, id):
        raise WebhookNotFound()
    audit.record(caller.site_id, caller.admin_id, "webhook.removed", id, address)


def allow_test(caller: AdminCaller, id: str) -> Webhook:
    """Counts a test message. Raises `WebhookNotFound` or `TooManyTests`."""
    webhook = find(caller, id)
    webhook_rules.count_sending("webhook-test", caller.site_id, TEST_SECONDS, TESTS_AT_MOST)
    return webhook


def check(webhook: Webhook, others: list[Webhook]) -> None:
    """Whether the secret has the right form, and is new. Where a name leads is checked when something is sent."""
    if webhook.kind == "telegram":
        if not BOT_TOKEN.fullmatch(webhook.secret):
            raise WebhookAddressRefused("address", "A bot's token is like 123456789:AAE..., as BotFather shows it.")
        if not CHAT_ID.fullmatch(webhook.chat_id):
            raise InvalidField(
                "chat_id_invalid", "chat_id", "A chat is a number, or a channel's name that begins with @."
            )
    else:
        webhook_rules.check_address(webhook.secret)
        if webhook.chat_id:
            raise InvalidField("chat_id_invalid", "chat_id", "Only Telegram has chats.")
    if any(
        (each.kind, each.secret, each.chat_id) == (webhook.kind, webhook.secret, webhook.chat_id) for each in others
    ):
        raise WebhookExists("address")


def masked(webhook: Webhook) -> str:
    """The address without what makes it a secret."""
    if webhook.kind == "telegram":
        bot, _, token = webhook.secret.partition(":")
        return f"{bot}:{ending(token)}"
    target = targets.parse(webhook.secret, private=True)
    return f"{target.host}/{ending(target.path)}"


def ending(secret: str) -> str:
    return f"…{secret[-SHOWN:]}" if len(secret) >= SHOWN + HIDDEN_AT_LEAST else "…"
