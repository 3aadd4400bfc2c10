"""Lets an admin in again who has lost the password or the phone, where no owner can help.

Whoever deploys may do so. All sessions of the account end, and its site's audit log says what was done.
"""

import argparse

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import audit
from chalicelib.chat import admin_sessions
from chalicelib.identity import accounts, second_factor, team
from deployment import first_site, where
from deployment.target import deployed_stage
from devtools.console import say
from devtools.problem import Problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_stage(parser)
    parser.add_argument("--email", required=True, metavar="ADDRESS", help="of the account")
    parser.add_argument(
        "--second-factor-off", action="store_true", help="the phone and the recovery codes are lost too"
    )


def command(arguments: argparse.Namespace) -> int:
    account, stage = where.stage(arguments)
    first_site.point_at(stage)
    try:
        target = deployed_stage(account, stage)
        secret = rescue(arguments.email, second_factor_off=arguments.second_factor_off)
    except (ClientError, BotoCoreError) as error:
        raise Problem(f"AWS refused: {error}") from None
    say("Open this within a day, once, to choose a new password:")
    say("")
    say(f"  {target.dashboard}#/reset/{secret}")
    return 0


def rescue(email: str, *, second_factor_off: bool) -> str:
    """Returns the secret of a link to a new password. Raises `Problem` if there is no such account."""
    admin = accounts.find_admin(email)
    if admin is None:
        raise Problem(f"There is no account of {email}.")
    link, _ = team.allow_reset(admin.site_id, admin.id)
    if second_factor_off:
        second_factor.end(admin)
    admin_sessions.end_of(admin.site_id, admin.id)
    audit.record(admin.site_id, "", "admin.rescued", admin.id, "", second_factor_off=second_factor_off)
    return link.text
