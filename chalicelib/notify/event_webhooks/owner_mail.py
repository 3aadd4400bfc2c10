"""Tells a site's owners that a webhook was switched off. The settings show it too, so a mail that cannot be sent now is
not tried again."""

from urllib.parse import urlsplit

from chalicelib import logs, mail
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.letter import Letter, Link
from chalicelib.mail import Mail, MailRefused
from chalicelib.model import Site
from chalicelib.model.event_webhooks import EventWebhook, SwitchedOff
from chalicelib.storage import admins, team

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834; Microsoft's own
WHY: dict[SwitchedOff, str] = {
    "failing": "It did not accept several events in a row, each of which was sent again and again for a day.",
    "gone": "It answered 410 Gone, which means that it wants no more events.",
}


def send(site: Site, webhook: EventWebhook, reason: SwitchedOff) -> None:
    if not mail.is_set_up():
        return
    letter = letter_of(site, webhook, reason)
    for owner in admins.of_team(site.site_id, team.emails(site.site_id)):
        if owner.sites[site.site_id] != "owner":
            continue
        try:
            mail.send(
                Mail(
                    to=owner.email,
                    subject=f"A webhook of {site.name} was switched off",
                    text=letter.as_text(),
                    html=letter.as_html(),
                    from_name=site.name,
                    headers=HEADERS,
                )
            )
        except (MailRefused, TryLater) as cause:
            logs.warning("owner_mail_not_sent", admin_id=owner.id, site_id=site.site_id, cause=type(cause).__name__)


def letter_of(site: Site, webhook: EventWebhook, reason: SwitchedOff) -> Letter:
    """Names the host only: the rest of an address may be a secret."""
    settings = config().dashboard_link("settings/site")
    return Letter(
        title=f"The webhook at {urlsplit(webhook.address).hostname} was switched off",
        text=f"{WHY[reason]} It receives nothing until you switch it on again. For a week, you can send what was not "
        "delivered again from the list of its deliveries.",
        button=Link("Open the settings", settings) if settings else None,
        small=(f"Only owners of {site.name} get this mail.",),
    )
