"""Mailing the links of invitations and password resets. Without mail, an owner passes them on.

Each is in the language of its reader, as far as that is known.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from chalicelib import logs, metrics
from chalicelib.accounts.links import Link
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.metrics import Metric
from chalicelib.model import Site
from chalicelib.model.accounts import Admin, Invitation, MailOutcome
from chalicelib.storage import sites

if TYPE_CHECKING:
    from chalicelib.mail_texts import Texts

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def possible() -> bool:
    """Whether mail is set up. A link leads to the dashboard, so its address has to be known too."""
    return config().mail_from is not None and config().dashboard_url is not None


def send_invitation(invitation: Invitation, link: Link, inviter: Admin, invited: Admin | None) -> MailOutcome:
    """`invited`: the account that the address has. Without one, the mail is in the language of whoever invites."""
    if not possible():
        return "off"
    site = sites.recent(invitation.site_id)
    name = named(site, invitation.site_id)
    texts = texts_of(site, *(invited.languages if invited else ()), *inviter.languages)
    title, text = texts.say("invitation", site=name), texts.say("invitation_text", name=inviter.name, site=name)
    return send(invitation.email, name, texts, title, text, texts.say("accept"), f"invitation/{link.text}")


def send_reset(admin: Admin, link: Link) -> MailOutcome:
    """The link that an owner has created."""
    return send_link_for_password(admin, link, "reset_text")


def send_requested_reset(admin: Admin, link: Link, languages: Iterable[str]) -> MailOutcome:
    """The link that somebody asked for on the sign-in page.

    `languages`: of that browser. It may be a stranger's, so the admin's own come first."""
    return send_link_for_password(admin, link, "forgotten_text", languages)


def send_link_for_password(admin: Admin, link: Link, text: str, languages: Iterable[str] = ()) -> MailOutcome:
    if not possible():
        return "off"
    site = sites.recent(link.site_id)
    name = named(site, link.site_id)
    texts = texts_of(site, *admin.languages, *languages)
    title, text = texts.say("reset"), texts.say(text, site=name)
    return send(admin.email, name, texts, title, text, texts.say("choose"), f"reset/{link.text}")


def send(to: str, site: str, texts: "Texts", title: str, text: str, button: str, place: str) -> MailOutcome:
    """Never raises for a mail that was not sent: the caller has the link."""
    from chalicelib import letter, mail  # these load packages that other calls do not need

    content = letter.Letter(
        title,
        text,
        button=letter.Link(button, config().dashboard_link(place) or ""),
        small=(texts.say("ignore"),),
        language=texts.language,
        direction=texts.direction,
    )
    message = mail.Mail(to, title, content.as_text(), content.as_html(), from_name=site, headers=HEADERS)
    try:
        if state := mail.suppressed(to):  # SES would accept the mail, and not deliver it
            return refused(state)
        mail.send(message)
    except mail.MailRefused as error:
        return refused(error.code)
    except TryLater as error:
        logs.warning("link_mail_failed", cause=str(error))
        return "failed"
    return "sent"


def refused(cause: str) -> MailOutcome:
    metrics.count(Metric.MAILS_REFUSED)
    logs.warning("link_mail_refused", cause=cause)
    return "failed"


def texts_of(site: Site | None, *languages: str) -> "Texts":
    from chalicelib.mail_texts import admin_texts_for  # which other calls do not need

    return admin_texts_for(*languages, site.language if site else "")


def named(site: Site | None, site_id: str) -> str:
    return site.name if site else site_id
