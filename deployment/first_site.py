"""Creates a site and the account of its first owner. An existing site only gets the origins that it lacks."""

import argparse
import os
import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from chalicelib.accounts import admins, passwords, team
from chalicelib.errors import InvalidField
from chalicelib.identity import emails, origins
from chalicelib.model import Site
from chalicelib.model.accounts import MOST_SITES, Admin
from chalicelib.storage import memberships, sites
from chalicelib.storage import team as team_rows
from deployment.account import Account, find
from deployment.stage import Stage
from devtools.console import Problem, say

FIRST = "default"  # the id of a stage's first site
PASSWORD = "PORCHLIGHT_OWNER_PASSWORD"
SHORTEST = 12  # the minimum length of new passwords, as in chalicelib/api/fields.py


@dataclass(frozen=True, slots=True)
class SiteRequest:
    origins: tuple[str, ...]
    site_name: str
    owner_email: str
    password: str | None  # None: one is generated
    site_id: str = FIRST


@dataclass(frozen=True, slots=True)
class PreparedSite:
    widget_token: str
    owner: str | None = None  # the e-mail address, if the account was created now, or became the owner
    password: str | None = None  # if it was generated
    added: tuple[str, ...] = ()  # origins


def add_arguments(parser: argparse.ArgumentParser, title: str, default_name: str) -> None:
    add = parser.add_argument_group(title).add_argument
    origin = "origin of pages with the widget; can be repeated, and added later"
    add("--origin", action="append", default=[], help=origin)
    add("--site-name", metavar="NAME", help=f"shown to visitors (default: {default_name})")
    email = f"e-mail address of the owner's account; {PASSWORD} can contain its password"
    add("--owner-email", metavar="ADDRESS", default="", help=email)


def requested_site(arguments: argparse.Namespace, site_id: str = FIRST) -> SiteRequest:
    origins = tuple(dict.fromkeys(arguments.origin))
    host = urlsplit(origins[0]).hostname if origins else None
    name = arguments.site_name or (host or "Our site" if site_id == FIRST else site_id)
    return SiteRequest(origins, name, arguments.owner_email, os.environ.get(PASSWORD), site_id)


def point_at(stage: Stage) -> None:
    os.environ["PORCHLIGHT_TABLE_PREFIX"] = stage.prefix
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = stage.region


def check(request: SiteRequest, *, exists: bool) -> None:
    """Raises `Problem` if something is missing or invalid. Changes nothing."""
    for origin in request.origins:
        if origins.typed(origin) is None:
            raise Problem(
                f"{origin!r} is not an origin. Use a scheme and a host, as in https://www.shop.example", exit_code=2
            )
    if request.password is not None and len(request.password) < SHORTEST:
        raise Problem(f"The password in {PASSWORD} is shorter than {SHORTEST} characters.", exit_code=2)
    if exists:
        return
    if not request.origins:
        raise Problem("Name the origin of the pages with the widget: --origin https://www.shop.example", exit_code=2)
    if not request.owner_email:
        raise Problem("Name the owner, who signs in first: --owner-email you@shop.example", exit_code=2)
    try:
        email = emails.canonical(request.owner_email)
    except InvalidField as error:
        raise Problem(f"--owner-email: {error.message}", exit_code=2) from None
    if request.password is not None:
        try:
            passwords.check_new(request.password, email)
        except InvalidField as error:
            raise Problem(f"{PASSWORD}: {error.message}", exit_code=2) from None


def exists(account: Account, stage: Stage, site_id: str = FIRST) -> bool:
    """Returns whether the stage has this site, with an admin."""
    if find(account.client("dynamodb").describe_table, TableName=f"{stage.prefix}team") is None:
        return False
    return sites.get(site_id, strong=True) is not None and bool(team.members(site_id))


def prepare(request: SiteRequest) -> PreparedSite:
    """Creates the site and the account if they are missing."""
    site, added = prepare_site(request)
    if team.members(request.site_id):
        return PreparedSite(site.widget_token, added=added)
    owner = admins.find(request.owner_email)
    if owner:
        join(owner, request.site_id)
        return PreparedSite(site.widget_token, request.owner_email, added=added)
    password = request.password or secrets.token_urlsafe(15)
    admins.create(request.site_id, request.owner_email, name_of(request.owner_email), password)
    return PreparedSite(site.widget_token, request.owner_email, None if request.password else password, added)


def join(owner: Admin, site_id: str) -> None:
    """Makes an account that has other sites the first owner of this one."""
    team_rows.add(site_id, owner.id, owner.email)
    if site_id not in owner.sites and not memberships.add(owner, site_id, "owner", MOST_SITES):
        raise Problem(f"{owner.email} has the most sites that an account can have: {MOST_SITES}.")


def prepare_site(request: SiteRequest) -> tuple[Site, tuple[str, ...]]:
    """Returns the site and the origins that were added to it."""
    typed = (origins.typed(origin) for origin in request.origins)
    as_sent = tuple(dict.fromkeys(origin for origin in typed if origin))  # `check` rejects the others
    site = sites.get(request.site_id, strong=True)
    if site is None:
        token = f"pl_{request.site_id}_{secrets.token_hex(12)}"
        # Without a greeting of its own, the chat greets each visitor in their language.
        site = Site(request.site_id, request.site_name, token, as_sent, greeting="")
        sites.put(site)
        return site, ()
    missing = tuple(origin for origin in as_sent if origin not in site.origins)
    if not missing:
        return site, ()
    changed = sites.change(site, origins=[*site.origins, *missing])
    if changed is None:
        raise Problem("The site's settings were changed at the same time. Deploy again.")
    return changed, missing


def name_of(email: str) -> str:
    return email.partition("@")[0].replace(".", " ").title()


def show_owner(prepared: PreparedSite) -> None:
    if prepared.owner:
        say(f"  Sign in as {prepared.owner}")
    if prepared.password:
        say(f"  with       {prepared.password}")
        say("             This password is not shown again.")
