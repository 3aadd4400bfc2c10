"""Sending an event to a webhook: once for each attempt of the plan, until it is accepted or a day has passed.

An attempt is claimed, so a job that is delivered twice sends once. If the function ends after it has sent and before it
has noted that, the event is sent again: the receiver knows it by its id.
"""

from __future__ import annotations

import dataclasses
import json
import secrets
import time
from typing import TYPE_CHECKING

from chalicelib import logs
from chalicelib.errors import EventGone
from chalicelib.failures import TryLater
from chalicelib.model import Site, now_ms
from chalicelib.model.event_webhooks import FAILED_EVENTS_ALLOWED, EventDelivery, EventWebhook, SwitchedOff
from chalicelib.notify import claims, outbound, schedules
from chalicelib.notify.event_webhooks import content, following, owner_mail
from chalicelib.notify.event_webhooks.signing import signature
from chalicelib.notify.jobs import EventAttempt
from chalicelib.notify.outbound import TargetRefused
from chalicelib.storage import deliveries, event_webhooks, sites

if TYPE_CHECKING:
    from chalicelib.events.webhook_bodies import EventBody

# Before each further attempt: after 1 and 5 minutes, a quarter, half an hour, 1, 2, 4, 8, 16 and 24 hours in all.
PAUSES_SECONDS = (60, 240, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 28_800)
GONE = 410  # the receiver wants no more events
ERASED = "What the event is about was erased, or is not kept any longer."


def send(job: EventAttempt) -> None:
    """Raises `InProgress`, and what storage raises: the runner tries again."""
    delivery = following.delivery_of(job)
    claims.once(f"{delivery.event_id}/{job.webhook_id}/{job.retry}", lambda: attempt(job, delivery))


def attempt(job: EventAttempt, first: EventDelivery) -> None:
    webhook, site = event_webhooks.find(job.site_id, job.webhook_id), sites.recent(job.site_id)
    stored = deliveries.get(job.webhook_id, first.id) if job.retry else None
    delivery = stored or first
    if webhook is None or site is None or delivery.delivered:
        return
    if not webhook.enabled:
        if stored:
            deliveries.put(dataclasses.replace(stored, next_at=0))
        return
    body = content.of(site, delivery)
    if body is None:
        deliveries.put(dataclasses.replace(delivery, tried_at=now_ms(), problem=ERASED, next_at=0))
        return
    tried = post(webhook, delivery, body)
    if not tried.problem:
        accepted(job, webhook, tried)
    elif tried.status != GONE and job.retry < len(PAUSES_SECONDS):
        postpone(job, tried)
    else:
        give_up(site, webhook, tried)


def accepted(job: EventAttempt, webhook: EventWebhook, tried: EventDelivery) -> None:
    deliveries.put(dataclasses.replace(tried, next_at=0))
    if webhook.failed_events:
        event_webhooks.change(job.site_id, webhook.id, failed_events=0)


def postpone(job: EventAttempt, tried: EventDelivery) -> None:
    next_at = now_ms() + PAUSES_SECONDS[job.retry] * 1000
    schedules.at(dataclasses.replace(job, retry=job.retry + 1, attempt=0), next_at)
    deliveries.put(dataclasses.replace(tried, next_at=next_at))


def give_up(site: Site, webhook: EventWebhook, tried: EventDelivery) -> None:
    deliveries.put(dataclasses.replace(tried, next_at=0))
    if tried.status == GONE:
        switch_off(site, webhook, "gone")
        return
    event_webhooks.event_failed(site.site_id, webhook.id)
    if webhook.failed_events + 1 >= FAILED_EVENTS_ALLOWED:
        switch_off(site, webhook, "failing")


def switch_off(site: Site, webhook: EventWebhook, reason: SwitchedOff) -> None:
    """Of several attempts that end at once, one tells the owners."""
    if event_webhooks.switch_off(site.site_id, webhook.id, reason):
        logs.warning("event_webhook_switched_off", webhook=webhook.id, site_id=site.site_id, reason=reason)
        owner_mail.send(site, webhook, reason)


def send_again(site: Site, webhook: EventWebhook, delivery: EventDelivery) -> EventDelivery:
    """Sends an event once more at once, because an owner asks for it, also where the webhook is off. An attempt that is
    planned stays planned if this one fails. Raises `EventGone`."""
    body = content.of(site, delivery)
    if body is None:
        raise EventGone()
    tried = post(webhook, delivery, body)
    noted = tried if tried.problem else dataclasses.replace(tried, next_at=0)
    deliveries.put(noted)
    return noted


def send_test(site: Site, webhook: EventWebhook) -> EventDelivery:
    event_id = f"ev_{secrets.token_hex(12)}"
    at = now_ms()
    return send_again(site, webhook, EventDelivery(webhook.id, following.place_of(at, event_id), event_id, "test", at))


def post(webhook: EventWebhook, delivery: EventDelivery, body: EventBody) -> EventDelivery:
    """Returns the delivery after the attempt. Of the answer only the status is kept: its text may repeat the event."""
    sent = json.dumps(body, ensure_ascii=False).encode()
    now = now_ms()
    headers = {
        "Content-Type": "application/json",
        "Porchlight-Event": delivery.type,
        "Porchlight-Event-Id": delivery.event_id,
        "Porchlight-Signature": signature(webhook.secrets(now), now // 1000, sent),
    }
    began = time.monotonic()
    status = 0
    try:
        status = outbound.post(webhook.address, sent, headers).status
        problem = problem_of(status)
    except TargetRefused as refused:
        problem = str(refused)
    except TryLater:
        problem = "It did not answer in time, or could not be reached."
    ms = round((time.monotonic() - began) * 1000)
    if problem:
        # Without the address, which may have a secret of its own.
        logs.info("event_not_delivered", webhook=webhook.id, type=delivery.type, status=status)
    return dataclasses.replace(
        delivery, attempts=delivery.attempts + 1, tried_at=now, status=status, problem=problem, ms=ms
    )


def problem_of(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return "It redirects to another address, which is not followed. Enter that address instead."
    return "It answered 410 Gone: it wants no more events." if status == GONE else "It did not accept the event."
