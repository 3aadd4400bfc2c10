"""Alerting a site's admins of a visitor who waits: each of them once for each read mark, by each channel."""

from chalicelib.model import Admin, Conversation, Message, Site
from chalicelib.notify import claims, mail
from chalicelib.notify.mail import Mail
from chalicelib.storage import admins, sites, team


def alert(conversation: Conversation, message: Message) -> None:
    """`message`: the first one that waits. Raises `TryLater` if an admin could not be alerted for now."""
    site = sites.recent(conversation.site_id)
    if site is None:
        return
    for admin in admins.many(team.emails(site.site_id).values()):
        job = f"alert/{conversation.id}/{conversation.read_by_admins}/{admin.id}/mail"
        claims.once(job, lambda admin=admin: send_mail(site, admin, conversation, message))  # type: ignore[misc]


def send_mail(site: Site, admin: Admin, conversation: Conversation, message: Message) -> None:
    text = f"{conversation.visitor_name} is waiting for an answer on {site.name}:\n\n{message.body}\n"
    mail.send(Mail(to=admin.email, subject=f"{conversation.visitor_name} wrote on {site.name}", text=text))
