"""Creates a site and the account of its first owner. An existing site only gets the origins that it lacks."""

import os
import secrets
from dataclasses import dataclass

from chalicelib.accounts import admins, passwords, team
from chalicelib.errors import InvalidField
from chalicelib.identity import emails, origins
from chalicelib.model import Site
from chalicelib.storage import sites
from deployment.account import Account, find
from deployment.stage import Stage
from devtools.console import Problem, say

FIRST = "default"  # the id of a stage's first site
PASSWORD = "PORCHLIGHT_OWNER_PASSWORD"
SHORTEST = 12  # the minimum length of new passwords, as in chalicelib/api/fields.py


@dataclass(frozen=True, slots=True)
class Wanted:
    origins: tuple[str, ...]
    site_name: str
    owner_email: str
    password: str | None  # None: one is generated
    site_id: str = FIRST


@dataclass(frozen=True, slots=True)
class Prepared:
    widget_token: str
    owner: str | None = None  # the e-mail address, if the account was created now
    password: str | None = None  # if it was generated
    added: tuple[str, ...] = ()  # origins


def point_at(stage: Stage) -> None:
    os.environ["PORCHLIGHT_TABLE_PREFIX"] = stage.prefix
    os.environ["AWS_REGION"] = os.environ["AWS_DEFAULT_REGION"] = stage.region


def check(wanted: Wanted, *, there_is_one: bool) -> None:
    """Raises `Problem` if something is missing or invalid. Changes nothing."""
    for origin in wanted.origins:
        if origins.typed(origin) is None:
            raise Problem(
                f"{origin!r} is not an origin. Use a scheme and a host, as in https://www.shop.example", exit_code=2
            )
    if wanted.password is not None and len(wanted.password) < SHORTEST:
        raise Problem(f"The password in {PASSWORD} is shorter than {SHORTEST} characters.", exit_code=2)
    if there_is_one:
        return
    if not wanted.origins:
        raise Problem("Name the origin of the pages with the widget: --origin https://www.shop.example", exit_code=2)
    if not wanted.owner_email:
        raise Problem("Name the owner, who signs in first: --owner-email you@shop.example", exit_code=2)
    try:
        email = emails.canonical(wanted.owner_email)
    except InvalidField as error:
        raise Problem(f"--owner-email: {error.message}", exit_code=2) from None
    if wanted.password is not None:
        try:
            passwords.check_new(wanted.password, email)
        except InvalidField as error:
            raise Problem(f"{PASSWORD}: {error.message}", exit_code=2) from None


def is_there(account: Account, stage: Stage, site_id: str = FIRST) -> bool:
    """Returns whether the stage has this site, with an admin."""
    if find(account.client("dynamodb").describe_table, TableName=f"{stage.prefix}team") is None:
        return False
    return sites.get(site_id, strong=True) is not None and bool(team.members(site_id))


def prepare(wanted: Wanted) -> Prepared:
    """Creates the site and the account if they are missing."""
    site, added = prepare_site(wanted)
    if team.members(wanted.site_id):
        return Prepared(site.widget_token, added=added)
    password = wanted.password or secrets.token_urlsafe(15)
    admins.create(wanted.site_id, wanted.owner_email, name_of(wanted.owner_email), password)
    return Prepared(site.widget_token, wanted.owner_email, None if wanted.password else password, added)


def prepare_site(wanted: Wanted) -> tuple[Site, tuple[str, ...]]:
    """Returns the site and the origins that were added to it."""
    typed = (origins.typed(origin) for origin in wanted.origins)
    as_sent = tuple(dict.fromkeys(origin for origin in typed if origin))  # `check` rejects the others
    site = sites.get(wanted.site_id, strong=True)
    if site is None:
        token = f"pl_{wanted.site_id}_{secrets.token_hex(12)}"
        site = Site(wanted.site_id, wanted.site_name, token, as_sent, greeting="Hello! How can we help?")
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


def show_owner(prepared: Prepared) -> None:
    if prepared.owner:
        say(f"  Sign in as {prepared.owner}")
    if prepared.password:
        say(f"  with       {prepared.password}")
        say("             This password is not shown again.")
