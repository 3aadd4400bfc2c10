"""Mailing the links of invitations and password resets. Without mail, an owner passes them on."""

from typing import TYPE_CHECKING

from chalicelib import logs, metrics
from chalicelib.accounts.links import Link
from chalicelib.config import config
from chalicelib.failures import TryLater
from chalicelib.metrics import Metric
from chalicelib.model.accounts import Admin, Invitation, MailOutcome
from chalicelib.storage import sites

if TYPE_CHECKING:
    from chalicelib.letter import Letter

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
IGNORE = "If you do not know what this is about, ignore this mail. Nothing happens without the link."


def possible() -> bool:
    """Whether mail is set up. A link leads to the dashboard, so its address has to be known too."""
    return config().mail_from is not None and config().dashboard_url is not None


def send_invitation(invitation: Invitation, link: Link, invited_by: str) -> MailOutcome:
    if not possible():
        return "off"
    site = site_name(invitation.site_id)
    return send(
        invitation.email,
        site,
        f"Join the team of {site}",
        f"{invited_by} invites you to answer the visitors of {site}. The link works once, within seven days.",
        "Accept the invitation",
        f"invitation/{link.text}",
    )


def send_reset(admin: Admin, link: Link) -> MailOutcome:
    """The link that an owner has created."""
    if not possible():
        return "off"
    site = site_name(link.site_id)
    text = f"An owner of {site} has reset your password. The link works once, within 24 hours."
    return send(admin.email, site, "Choose a new password", text, "Choose a password", f"reset/{link.text}")


def send_requested_reset(admin: Admin, link: Link) -> MailOutcome:
    """The link that somebody asked for on the sign-in page."""
    if not possible():
        return "off"
    site = site_name(link.site_id)
    text = (
        f"Somebody asked for a new password for your account at {site}. The link works once, within an hour. "
        "Until you use it, your password stays as it is."
    )
    return send(admin.email, site, "Choose a new password", text, "Choose a password", f"reset/{link.text}")


def send(to: str, site: str, title: str, text: str, button: str, place: str) -> MailOutcome:
    """Never raises for a mail that was not sent: the caller has the link."""
    from chalicelib import letter, mail  # these load packages that other calls do not need

    content: Letter = letter.Letter(
        title, text, button=letter.Link(button, config().dashboard_link(place) or ""), small=(IGNORE,)
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


def site_name(site_id: str) -> str:
    site = sites.recent(site_id)
    return site.name if site else site_id
