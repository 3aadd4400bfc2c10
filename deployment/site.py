"""Lists a stage's sites, or adds one: with its own token, origins, team and inbox."""

import argparse
import os
import re

from chalicelib.accounts import admins
from deployment import first_site
from deployment.doctor.temporary_site import SITE_ID as TEMPORARY_SITE_ID
from deployment.first_site import PASSWORD, Wanted
from deployment.stage import Stage
from deployment.tables import Row, Tables
from deployment.target import account_and_stage, add_stage_arguments
from devtools.console import Problem, say

ID = re.compile(r"[a-z][a-z0-9-]{0,29}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_stage_arguments(parser)
    add = parser.add_argument_group("new site").add_argument
    add("--add", metavar="ID", help="used in addresses and tokens: letters, digits, hyphens")
    add("--origin", action="append", default=[], help="of the pages with its widget; can be repeated")
    add("--site-name", metavar="NAME", help="shown to visitors (default: its id)")
    email = f"of the owner's account; {PASSWORD} can hold its password"
    add("--owner-email", metavar="ADDRESS", default="", help=email)


def command(arguments: argparse.Namespace) -> int:
    if arguments.add:
        check_id(arguments.add)
    account, stage = account_and_stage(arguments)
    first_site.point_at(stage)
    if not first_site.is_there(account, stage):
        raise Problem(f"{stage.name} is not deployed in {stage.region}. Deploy it first.")
    if arguments.add:
        add_site(stage, wanted(arguments), first_site.is_there(account, stage, arguments.add))
    show(Tables(account.client("dynamodb"), stage.prefix))
    return 0


def check_id(site_id: str) -> None:
    if not ID.fullmatch(site_id) or TEMPORARY_SITE_ID.fullmatch(site_id):
        raise Problem(
            f"{site_id!r} is not a site id: use a letter, then up to 29 lowercase letters, digits and hyphens.",
            exit_code=2,
        )


def wanted(arguments: argparse.Namespace) -> Wanted:
    origins = tuple(dict.fromkeys(arguments.origin))
    password = os.environ.get(PASSWORD)
    return Wanted(origins, arguments.site_name or arguments.add, arguments.owner_email, password, arguments.add)


def add_site(stage: Stage, site: Wanted, there_is_one: bool) -> None:
    """Repeated, it creates what is missing. Raises `Problem` before it changes anything."""
    first_site.check(site, there_is_one=there_is_one)
    owner = admins.find(site.owner_email)
    if owner is not None and owner.site_id != site.site_id:
        raise Problem(f"{site.owner_email} has an account of the site {owner.site_id}. An account has one site.")
    prepared = first_site.prepare(site)
    first_site.show_owner(prepared)
    say(f"  Its token  {prepared.widget_token}")
    say("")


def show(tables: Tables) -> None:
    for site in sorted(tables.rows("sites"), key=lambda site: str(site["site_id"])):
        if not TEMPORARY_SITE_ID.fullmatch(site["site_id"]):
            say(line(site))


def line(site: Row) -> str:
    state = "on " if site["enabled"] else "off"
    return f"{site['site_id']:<16} {state}  {site['widget_token']}  {site['name']}  {' '.join(site['origins'])}"
