"""Lists a stage's sites, or makes another one: with a token, origins, a team and an inbox of its own."""

import argparse
import os
import re

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.identity import accounts
from deployment import first_site, where
from deployment.doctor import rows
from deployment.doctor.probe import SITE_ID as DOCTORS
from deployment.doctor.rows import Row
from deployment.first_site import PASSWORD, Wanted
from deployment.stage import Stage
from deployment.summary import show_owner
from deployment.target import Tables
from devtools.console import say
from devtools.problem import Problem

ID = re.compile(r"[a-z][a-z0-9-]{0,29}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_stage(parser)
    add = parser.add_argument_group("another site").add_argument
    add("--add", metavar="ID", help="what it is called in addresses and tokens: letters, digits, hyphens")
    add("--origin", action="append", default=[], help="of the pages with its widget; may be repeated")
    add("--site-name", metavar="NAME", help="what visitors read (default: its id)")
    add("--owner-email", metavar="ADDRESS", default="", help=f"who signs in first; {PASSWORD} may hold the password")


def command(arguments: argparse.Namespace) -> int:
    if arguments.add:
        check_id(arguments.add)
    account, stage = where.stage(arguments)
    first_site.point_at(stage)
    try:
        if not first_site.is_there(account, stage):
            raise Problem(f"Nothing is deployed as {stage.name} in {stage.region}. Deploy first.")
        if arguments.add:
            add_site(stage, wanted(arguments), first_site.is_there(account, stage, arguments.add))
        show(Tables(account.client("dynamodb"), stage.prefix))
    except (ClientError, BotoCoreError) as error:
        raise Problem(f"AWS refused: {error}") from None
    return 0


def check_id(site_id: str) -> None:
    if not ID.fullmatch(site_id) or DOCTORS.fullmatch(site_id):
        raise Problem(f"{site_id!r} is no site's id: a letter, then up to 29 letters, digits and hyphens.", exit_code=2)


def wanted(arguments: argparse.Namespace) -> Wanted:
    origins = tuple(dict.fromkeys(arguments.origin))
    password = os.environ.get(PASSWORD)
    return Wanted(origins, arguments.site_name or arguments.add, arguments.owner_email, password, arguments.add)


def add_site(stage: Stage, site: Wanted, there_is_one: bool) -> None:
    """Again, it makes what is missing. Raises `Problem`, with nothing made."""
    first_site.check(site, there_is_one=there_is_one)
    owner = accounts.find_admin(site.owner_email)
    if owner is not None and owner.site_id != site.site_id:
        raise Problem(f"{site.owner_email} has an account with the site {owner.site_id}. An account has one site.")
    prepared = first_site.prepare(site)
    show_owner(prepared)
    say(f"  Its token  {prepared.widget_token}")
    say("")


def show(tables: Tables) -> None:
    for site in sorted(rows.every(tables, "sites"), key=lambda site: str(site["site_id"])):
        if not DOCTORS.fullmatch(site["site_id"]):
            say(line(site))


def line(site: Row) -> str:
    state = "on " if site["enabled"] else "off"
    return f"{site['site_id']:<16} {state}  {site['widget_token']}  {site['name']}  {' '.join(site['origins'])}"
