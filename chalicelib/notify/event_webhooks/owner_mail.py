"""Tells a site's owners that a webhook was switched off. The settings show it too, so a mail that cannot be sent now is
not tried again."""

from urllib.parse import urlsplit

from chalicelib import logs, mail
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.letter import Letter, Link
from chalicelib.mail import Mail, MailRefused
from chalicelib.mail_texts import Texts, admin_texts_for
from chalicelib.model import Site
from chalicelib.model.accounts import Admin
from chalicelib.model.event_webhooks import EventWebhook, SwitchedOff
from chalicelib.storage import admins, team

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}  # RFC 3834; Microsoft's own
WHY: dict[SwitchedOff, str] = {"failing": "webhook_failing", "gone": "webhook_gone"}


def send(site: Site, webhook: EventWebhook, reason: SwitchedOff) -> None:
    if not mail.is_set_up():
        return
    for owner in admins.of_team(site.site_id, team.emails(site.site_id)):
        if owner.sites[site.site_id] != "owner":
            continue
        try:
            mail.send(compose(site, owner, webhook, reason))
        except (MailRefused, TryLater) as cause:
            logs.warning("owner_mail_not_sent", admin_id=owner.id, site_id=site.site_id, cause=type(cause).__name__)


def compose(site: Site, owner: Admin, webhook: EventWebhook, reason: SwitchedOff) -> Mail:
    texts = admin_texts_for(*owner.languages, site.language)
    letter = letter_of(site, webhook, reason, texts)
    return Mail(
        to=owner.email,
        subject=texts.say("webhook_off", site=site.name),
        text=letter.as_text(),
        html=letter.as_html(),
        from_name=site.name,
        headers=HEADERS,
    )


def letter_of(site: Site, webhook: EventWebhook, reason: SwitchedOff, texts: Texts) -> Letter:
    """Names the host only: the rest of an address may be a secret."""
    settings = config().dashboard_link("settings/site")
    return Letter(
        title=texts.say("webhook_off_at", host=urlsplit(webhook.address).hostname or ""),
        text=texts.say("sentences", first=texts.say(WHY[reason]), second=texts.say("webhook_back")),
        button=Link(texts.say("open_settings"), settings) if settings else None,
        small=(texts.say("owners", site=site.name),),
        language=texts.language,
        direction=texts.direction,
    )
