"""Alerts by e-mail."""

from chalicelib import logs, mail, metrics
from chalicelib.config import config
from chalicelib.letter import Letter, Link, Quote
from chalicelib.mail import Mail, MailRefused
from chalicelib.mail_texts import Texts, admin_texts_for
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
    texts = admin_texts_for(*admin.languages, site.language)
    letter = letter_of(site, alert, texts)
    return Mail(
        to=admin.email,
        subject=texts.say("on_site", title=letter.title, site=site.name),
        text=letter.as_text(),
        html=letter.as_html(),
        from_name=site.name,
        headers=HEADERS,
    )


def letter_of(site: Site, alert: Alert, texts: Texts) -> Letter:
    settings = config().dashboard_link("settings/account")
    label = texts.say("open_inbox" if alert.is_digest else "open")
    return Letter(
        title=alert.title(texts),
        text=explanation(alert, texts),
        quotes=tuple(quotes(alert, texts)),
        button=Link(label, alert.link) if alert.link else None,
        small=(
            texts.say("notes") if alert.mentioned_by else texts.say("until_read", site=site.name),
            *([Link(texts.say("change_alerts"), settings)] if settings else []),
        ),
        language=texts.language,
        direction=texts.direction,
    )


def explanation(alert: Alert, texts: Texts) -> str:
    if alert.mentioned_by:
        return texts.say("read_note")
    waited = duration(now_ms() - alert.waiting_since, texts)
    if alert.is_digest:
        return texts.say("first_unread", duration=waited)
    return texts.count("unread", alert.messages, duration=waited)


def quotes(alert: Alert, texts: Texts) -> list[Quote]:
    if alert.mentioned_by:
        return []
    if not alert.is_digest:
        return [Quote(alert.preview)]
    return [Quote(shortened(each.preview), each.visitor(texts), each.link) for each in alert.parts[:MOST_QUOTED]]


def shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= QUOTED_CHARACTERS else f"{line[: QUOTED_CHARACTERS - 1].rstrip()}…"


def duration(ms: int, texts: Texts) -> str:
    minutes = max(1, ms // 60_000)
    if minutes < 120:
        return texts.count("minutes", minutes)
    hours = minutes // 60
    return texts.count("hours", hours) if hours < 48 else texts.count("days", hours // 24)
