"""Alerts by e-mail."""

from chalicelib import logs, mail, metrics
from chalicelib.config import config
from chalicelib.letter import Letter, Link, Quote
from chalicelib.mail import Mail, MailRefused
from chalicelib.metrics import Metric
from chalicelib.model import Site, now_ms
from chalicelib.model.accounts import Admin, MailRefusalCode
from chalicelib.notify.alert import Alert
from chalicelib.storage import admins

MOST_QUOTED = 10  # conversations of a digest
QUOTED_CHARACTERS = 140  # of each
SUPPRESSED: dict[MailRefusalCode, str] = {
    "bounced": "Mail to this address bounces.",
    "complained": "Mail to this address was marked as spam.",
}
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834; Microsoft's own


def send_alert(site: Site, admin: Admin, alert: Alert) -> None:
    """Raises `TryLater`. A mail that is refused is not sent again: the team's page shows why.

    SES accepts a mail to an address on its suppression list, but does not deliver it. Each mail therefore looks the
    address up first. An address that was removed from the list gets the next mail.
    """
    try:
        if state := mail.suppressed(admin.email):
            refuse(site, admin, state, SUPPRESSED[state], state)
            return
        mail.send(compose(site, admin, alert))
    except MailRefused as error:
        refuse(site, admin, "refused", str(error), error.code)
        return
    metrics.count(Metric.ALERT_MAILS)
    if admin.mail_refused:
        admins.note_mail_sent(admin)


def refuse(site: Site, admin: Admin, code: MailRefusalCode, reason: str, cause: str) -> None:
    metrics.count(Metric.MAILS_REFUSED)
    logs.warning("alert_mail_refused", admin_id=admin.id, site_id=site.site_id, cause=cause)
    admins.note_mail_refused(admin, code, reason, now_ms())


def compose(site: Site, admin: Admin, alert: Alert) -> Mail:
    letter = letter_of(site, alert)
    return Mail(
        to=admin.email,
        subject=f"{alert.title} on {site.name}",
        text=letter.as_text(),
        html=letter.as_html(),
        from_name=site.name,
        headers=HEADERS,
    )


def letter_of(site: Site, alert: Alert) -> Letter:
    if alert.mentioned_by:
        return letter_of_mention(alert)
    settings = config().dashboard_link("settings/account")
    label = "Open the inbox" if alert.is_digest else "Open the conversation"
    return Letter(
        title=alert.title,
        text=f"The first message has been unread for {duration(now_ms() - alert.waiting_since)}."
        if alert.is_digest
        else f"{count(alert.messages, 'message')} unread for {duration(now_ms() - alert.waiting_since)}.",
        quotes=tuple(quotes(alert)),
        button=Link(label, alert.link) if alert.link else None,
        small=(
            f"You get one mail for each conversation of {site.name} until somebody reads it.",
            *([Link("Change your notifications", settings)] if settings else []),
        ),
    )


def letter_of_mention(alert: Alert) -> Letter:
    settings = config().dashboard_link("settings/account")
    return Letter(
        title=alert.title,
        text="Open the conversation to read the note.",
        button=Link("Open the conversation", alert.link) if alert.link else None,
        small=("Only your colleagues see notes.", *([Link("Change your notifications", settings)] if settings else [])),
    )


def quotes(alert: Alert) -> list[Quote]:
    if not alert.is_digest:
        return [Quote(alert.preview)]
    return [Quote(shortened(each.preview), each.visitor_name, each.link) for each in alert.parts[:MOST_QUOTED]]


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED_CHARACTERS else f"{line[: QUOTED_CHARACTERS - 1].rstrip()}…"


def duration(ms: int) -> str:
    minutes = max(1, ms // 60_000)
    if minutes < 120:
        return count(minutes, "minute")
    hours = minutes // 60
    return count(hours, "hour") if hours < 48 else count(hours // 24, "day")


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
