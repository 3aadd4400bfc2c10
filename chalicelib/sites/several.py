"""The sites of one person: which they are, adding one, and finding the one that a conversation belongs to."""

import hashlib
import secrets
from collections.abc import Iterable

from chalicelib import audit
from chalicelib.accounts import sessions
from chalicelib.errors import ConversationNotFound, SitesFull, TokenInvalid
from chalicelib.model import AdminCaller, Site
from chalicelib.model.accounts import MOST_SITES, Admin
from chalicelib.sites import page_files
from chalicelib.storage import admins, conversations, memberships, sites, team


def of(admin: Admin) -> list[Site]:
    """An account's sites, by name."""
    found = [site for id in admin.sites if (site := sites.recent(id))]
    return sorted(found, key=lambda site: (site.name.casefold(), site.site_id))


def add(caller: AdminCaller, client_id: str, name: str, origins: Iterable[str], address: str) -> Site:
    """Creates a site whose first owner is the caller. A retry, with the same `client_id`, finds it.

    Raises `SitesFull`, or `Busy` if the file that its pages read could not be written: the same call again writes it.
    """
    _, admin = sessions.of_caller(caller)
    site_id = id_of(admin.id, client_id)
    if site_id not in admin.sites and len(admin.sites) >= MOST_SITES:
        raise SitesFull()
    # Without a greeting of its own, the chat greets each visitor in their language.
    token = f"pl_{site_id}_{secrets.token_hex(12)}"
    sites.add(Site(site_id, name, token, tuple(dict.fromkeys(origins)), greeting=""))
    if site_id not in admin.sites:
        join(admin, site_id)
        audit.record(site_id, admin.id, "site.added", site_id, address)
    site = sites.get(site_id, strong=True)
    if site is None:
        raise TokenInvalid()
    page_files.publish(site)
    return site


def id_of(admin_id: str, client_id: str) -> str:
    """Derived, so that a retry finds the site. Nobody else can have it."""
    return f"s-{hashlib.sha256(f'{admin_id} {client_id}'.encode()).hexdigest()[:12]}"


def join(admin: Admin, site_id: str) -> None:
    team.add(site_id, admin.id, admin.email)  # first, as in `accounts.admins.create`
    if not memberships.add(admin, site_id, "owner", MOST_SITES):
        stored = admins.get(admin.email)
        if stored is None or site_id not in stored.sites:
            team.remove(site_id, admin.id)
            raise SitesFull()


def of_conversation(caller: AdminCaller, conversation_id: str) -> str:
    """Returns which of the caller's sites a conversation belongs to. Raises `ConversationNotFound` for all others."""
    conversation = conversations.get(conversation_id)
    if conversation is None or conversation.site_id not in caller.sites:
        raise ConversationNotFound()
    return conversation.site_id
