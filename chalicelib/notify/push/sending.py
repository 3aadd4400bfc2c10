"""Sending a notification to the browsers of an admin, and what each answer of their push services means."""

import hashlib
from collections.abc import Mapping

from chalicelib import logs, metrics
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.identity.targets import TargetRefused
from chalicelib.mail_texts import admin_texts_for
from chalicelib.metrics import Metric
from chalicelib.model import Site
from chalicelib.model.accounts import Admin, AdminSession
from chalicelib.notify import claims, outbound
from chalicelib.notify.alert import Alert
from chalicelib.notify.claims import InProgress
from chalicelib.notify.jobs import PushTest
from chalicelib.notify.outbound import Response
from chalicelib.notify.push import content
from chalicelib.notify.push.content import Content
from chalicelib.storage import admins, sessions, sites

TTL_SECONDS = 24 * 3600  # how long a push service keeps it for a browser that is off
SECONDS = 5.0  # for one push service to answer
MOST_PAUSE_SECONDS = 3600
MOST_BROWSERS = 20  # of one admin, the most recently used
UNKNOWN_PROJECT = "https://porchlight.invalid"  # a contact is required, and this deployment knows none


def send_alert(site: Site, admin: Admin, alert: Alert) -> None:
    """Sends an alert to every browser in which the admin has turned notifications on, once to each.

    Raises `TryLater` if a push service could not take it for now; the others have it then.
    """
    about = alert.id if alert.mentioned_by else alert.conversation_id or f"digest of {site.site_id}"
    texts = admin_texts_for(*admin.languages, site.language)
    data, topic = content.of_alert(site, alert, texts), content.topic(about)
    postponed: list[str] = []
    pause = 0
    for session in subscribed(admin.id):
        job = f"{alert.id}/{admin.id}/push/{browser(session)}"
        try:
            claims.once(job, lambda session=session: deliver(session, data, topic))  # type: ignore[misc]
        except (TryLater, InProgress) as cause:
            postponed.append(str(cause))
            pause = max(pause, cause.seconds if isinstance(cause, TryLater) else 0)
    if postponed:
        raise TryLater("; ".join(postponed), seconds=pause)


def send_test(job: PushTest) -> None:
    """Sends a notification that says that notifications work, to the browser of one session.

    Not tried again: the admin looks at the screen now, and can ask for another one.
    """
    session = sessions.get(job.admin_id, job.session_id)
    site = sites.recent(session.site_id) if session else None
    if session is None or site is None or not session.push.endpoint:
        return
    admin = admins.get(session.email)
    texts = admin_texts_for(*(admin.languages if admin else ()), site.language)
    try:
        id = f"push-test/{job.admin_id}/{job.session_id}/{job.id}"
        claims.once(id, lambda: deliver(session, content.of_test(site, texts), content.topic("test")))
    except TryLater as cause:
        logs.info("push_test_not_sent", cause=str(cause))


def subscribed(admin_id: str) -> list[AdminSession]:
    """The sessions with a subscription of their own, the most recently used first."""
    found = sorted(sessions.of_admin(admin_id), key=lambda session: session.used_at, reverse=True)
    by_endpoint = {session.push.endpoint: session for session in reversed(found) if session.push.endpoint}
    return sorted(by_endpoint.values(), key=lambda session: session.used_at, reverse=True)[:MOST_BROWSERS]


def browser(session: AdminSession) -> str:
    """Identifies a subscription. It is not the session, which another one of the same browser may replace."""
    return hashlib.sha256(session.push.endpoint.encode()).hexdigest()[:16]


def deliver(session: AdminSession, data: Content, topic: str) -> None:
    """Sends to one browser. A subscription that is of no more use is removed. Raises `TryLater`."""
    from chalicelib.notify.push import encryption, vapid  # their packages are slow to load, and most calls send nothing

    key = vapid.current()
    if session.push.vapid_key != key.public:  # the push service would refuse our signature
        remove(session, "key_replaced")
        return
    try:
        body = encryption.encrypt(content.to_bytes(data), session.push)
    except ValueError:
        remove(session, "key_invalid")
        return
    try:
        signature = key.authorization(session.push.endpoint, contact())
        response = outbound.post(session.push.endpoint, body, headers(signature, topic), SECONDS)
    except TargetRefused as error:
        refused(session, f"{error}")
        return
    judge(session, response)


def headers(signature: str, topic: str) -> Mapping[str, str]:
    return {
        "Authorization": signature,
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "TTL": str(TTL_SECONDS),
        "Urgency": "high",
        "Topic": topic,
    }


def contact() -> str:
    """Whom a push service may write to about our requests."""
    return f"mailto:{config().mail_from}" if config().mail_from else config().dashboard_url or UNKNOWN_PROJECT


def judge(session: AdminSession, response: Response) -> None:
    """RFC 8030, sections 5 and 8.4. A redirect is not followed: it could lead anywhere."""
    status = response.status
    if 200 <= status < 300:
        metrics.count(Metric.NOTIFICATIONS_PUSHED)
    elif status in (404, 410):
        remove(session, "gone")
    elif status == 429 or status >= 500:
        raise TryLater(f"push service: {status}", seconds=retry_after(response))
    else:
        refused(session, f"{status}")


def retry_after(response: Response) -> int:
    """Seconds that the service asks for, at most an hour; 0 if it asks for none, or names a time."""
    wanted = response.headers.get("retry-after", "")
    return min(int(wanted), MOST_PAUSE_SECONDS) if wanted.isascii() and wanted.isdigit() else 0


def refused(session: AdminSession, cause: str) -> None:
    """It would be refused again, so it is not tried again. The subscription stays: a fault of ours may be the cause."""
    metrics.count(Metric.NOTIFICATIONS_REFUSED)
    logs.warning("push_refused", cause=cause, admin_id=session.admin_id)


def remove(session: AdminSession, cause: str) -> None:
    """The admin's page notices it the next time, and subscribes again."""
    sessions.remove_push(session.admin_id, session.id, session.push.endpoint)
    logs.info("push_subscription_removed", cause=cause, admin_id=session.admin_id)
