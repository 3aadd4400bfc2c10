"""Lists a stage's sites, or adds one: with its own token, origins, team and inbox."""

import argparse
import re

from chalicelib.storage import sites
from deployment import first_site, parameters, site_files
from deployment.account import Account
from deployment.doctor.temporary_site import SITE_ID as TEMPORARY_SITE_ID
from deployment.first_site import SiteRequest
from deployment.stage import Stage
from deployment.tables import Row, Tables
from deployment.target import account_and_stage, add_stage_arguments
from devtools.console import Problem, say

ID = re.compile(r"[a-z][a-z0-9-]{0,29}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_stage_arguments(parser)
    id_help = "id of a new site, used in addresses and tokens: letters, digits, hyphens"
    parser.add_argument("--add", metavar="ID", help=id_help)
    first_site.add_arguments(parser, "new site", default_name="its id")


def command(arguments: argparse.Namespace) -> int:
    if arguments.add:
        check_id(arguments.add)
    account, stage = account_and_stage(arguments)
    first_site.point_at(stage)
    if not first_site.exists(account, stage):
        raise Problem(f"{stage.name} is not deployed in {stage.region}. Deploy it first.")
    if arguments.add:
        add_site(first_site.requested_site(arguments, arguments.add), first_site.exists(account, stage, arguments.add))
        publish_settings(account, stage, arguments.add)
    show(Tables(account.client("dynamodb"), stage.prefix))
    return 0


def check_id(site_id: str) -> None:
    if not ID.fullmatch(site_id) or TEMPORARY_SITE_ID.fullmatch(site_id):
        raise Problem(
            f"{site_id!r} is not a site id: use a letter, then up to 29 lowercase letters, digits and hyphens.",
            exit_code=2,
        )


def add_site(request: SiteRequest, exists: bool) -> None:
    """Repeated, it creates what is missing. Raises `Problem` before it changes anything."""
    first_site.check(request, exists=exists)
    prepared = first_site.prepare(request)
    first_site.show_owner(prepared)
    say(f"  Its token  {prepared.widget_token}")
    say("")


def publish_settings(account: Account, stage: Stage, site_id: str) -> None:
    """The file that the site's pages read. A deployment writes it too, if this fails."""
    site, bucket = sites.get(site_id, strong=True), parameters.addresses(account, stage).get("pages_bucket")
    if site and bucket:
        site_files.publish(account, bucket, site)


def show(tables: Tables) -> None:
    for site in sorted(tables.sites(), key=lambda site: str(site["site_id"])):
        if not TEMPORARY_SITE_ID.fullmatch(site["site_id"]):
            say(line(site))


def line(site: Row) -> str:
    state = "on " if site["enabled"] else "off"
    return f"{site['site_id']:<16} {state}  {site['widget_token']}  {site['name']}  {' '.join(site['origins'])}"
