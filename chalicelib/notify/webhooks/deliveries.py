"""Posting to a site's webhooks, each on its own: one that is slow or broken neither delays nor repeats the others."""

import json
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from chalicelib import logs
from chalicelib.failures import TryLater
from chalicelib.model import Site, now_ms
from chalicelib.model.webhooks import FAILING_MS, FAILURES_ALLOWED, Delivery, Webhook
from chalicelib.notify import claims, outbound
from chalicelib.notify.alert import Alert
from chalicelib.notify.claims import InProgress
from chalicelib.notify.outbound import TargetRefused
from chalicelib.notify.webhooks import formats, notice
from chalicelib.notify.webhooks.notice import Notice
from chalicelib.storage import conversations, webhooks

GIVEN_UP_MS = 3600 * 1000  # an alert is not tried again an hour after the message: it would come to nobody's help
SHOWN_CHARACTERS = 120  # of an answer that explains a refusal


def send_alert(site: Site, alert: Alert) -> None:
    """Posts the alert to every webhook that is on and has not accepted it yet.

    Raises `TryLater` after all were tried, if one of them could not take it for now.
    """
    enabled = [webhook for webhook in webhooks.of(site.site_id) if webhook.enabled]
    if not enabled or is_read(alert):
        return
    sent = notice.of_alert(alert)
    waited = now_ms() - alert.waiting_since
    with ThreadPoolExecutor(len(enabled)) as threads:
        attempts = [
            threads.submit(copy_context().run, attempt, f"{alert.id}/webhook/{webhook.id}", site.site_id, webhook, sent)
            for webhook in enabled
        ]
    postponed = [name for name in (each.result() for each in attempts) if name]
    if postponed and waited < GIVEN_UP_MS:
        raise TryLater(", ".join(postponed))


def is_read(alert: Alert) -> bool:
    """Whether somebody has read meanwhile: other channels came first, or an attempt failed before."""
    if not alert.conversation_id:
        return False
    conversation = conversations.get(alert.conversation_id)
    # The alert's id ends with the admins' read mark: it has moved if somebody has read.
    return conversation is None or not alert.id.endswith(f"/{conversation.read_by_admins}")


def attempt(claim: str, site_id: str, webhook: Webhook, sent: Notice) -> str:
    """Returns which webhook is to be tried again, and why; "" if none."""
    try:
        claims.once(claim, lambda: deliver_or_postpone(site_id, webhook, sent))
    except (TryLater, InProgress) as cause:
        return f"{webhook.id}: {cause}"
    return ""


def deliver_or_postpone(site_id: str, webhook: Webhook, sent: Notice) -> None:
    delivery, passing = deliver(webhook, sent)
    store(site_id, webhook, delivery)
    if passing:
        raise TryLater(delivery.problem)


def send_test(site: Site, webhook: Webhook) -> Delivery:
    """Posts a test message, also to a webhook that is off. Returns what happened, which is stored too."""
    delivery, _ = deliver(webhook, notice.of_test(site, f"test/{webhook.id}/{now_ms()}"))
    store(site.site_id, webhook, delivery)
    return delivery


def deliver(webhook: Webhook, sent: Notice) -> tuple[Delivery, bool]:
    """Returns what happened, and whether another attempt may succeed."""
    request = formats.request(webhook, sent)
    try:
        answer = outbound.post(request.url, request.body, request.headers)
    except TargetRefused as refused:
        return Delivery(now_ms(), problem=str(refused)), False
    except TryLater:
        return Delivery(now_ms(), problem="It did not answer in time, or could not be reached."), True
    if 200 <= answer.status < 300:
        return Delivery(now_ms(), answer.status), False
    if 300 <= answer.status < 400:
        problem = "It redirects to another address, which is not followed. Enter that address instead."
    else:
        problem = explanation(answer.body) or "It refused the message."
    return Delivery(now_ms(), answer.status, problem), answer.status == 429 or answer.status >= 500


def explanation(body: bytes) -> str:
    """What the answer says in one line, unless it is a page. Slack sends a word, Discord and Telegram send JSON."""
    text = body.decode(errors="replace").strip()
    if text.startswith("<"):
        return ""
    try:
        fields = json.loads(text)
        text = str(fields.get("description") or fields.get("message") or "")
    except (ValueError, AttributeError):
        pass
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return notice.shortened(" ".join(printable.split()), SHOWN_CHARACTERS)


def store(site_id: str, webhook: Webhook, delivery: Delivery) -> None:
    failing = bool(delivery.problem) and webhook.failures + 1 >= FAILURES_ALLOWED
    since = webhook.failing_since if webhook.failures else delivery.at
    switch_off = failing and webhook.enabled and delivery.at - since >= FAILING_MS
    webhooks.delivered(site_id, webhook, delivery, switch_off)
    if delivery.problem:
        # Neither the address nor the answer: the one is a secret, the other somebody else's text.
        logs.info("webhook_failed", webhook=webhook.id, kind=webhook.kind, status=delivery.status, off=switch_off)
