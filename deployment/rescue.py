"""Resets the password, or the second factor, of an admin whom no owner can help.

This needs access to the AWS account. It ends all sessions of the admin, and the site's audit log records it.
"""

import argparse

from chalicelib import audit
from chalicelib.accounts import admins, sessions, team
from chalicelib.storage import second_factors
from deployment import first_site
from deployment.target import account_and_stage, add_stage_arguments, deployed_stage
from devtools.console import Problem, say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_stage_arguments(parser)
    parser.add_argument("--email", required=True, metavar="ADDRESS", help="e-mail address of the admin's account")
    second_factor = "switch off the second factor, if the phone and the recovery codes are lost too"
    parser.add_argument("--second-factor-off", action="store_true", help=second_factor)


def command(arguments: argparse.Namespace) -> int:
    account, stage = account_and_stage(arguments)
    first_site.point_at(stage)
    target = deployed_stage(account, stage)
    secret = rescue(arguments.email, second_factor_off=arguments.second_factor_off)
    say("Open this link to choose a new password. It works once, for a day:")
    say("")
    say(f"  {target.dashboard}#/reset/{secret}")
    return 0


def rescue(email: str, *, second_factor_off: bool) -> str:
    """Returns the secret of a password reset link. Raises `Problem` if there is no such account."""
    admin = admins.find(email)
    if admin is None:
        raise Problem(f"There is no account of {email}.")
    link, _ = team.create_reset_link(admin.first_site, admin.id)
    if second_factor_off:
        second_factors.switch_off(admin)
    sessions.end_of_account(admin.sites, admin.id)
    audit.record(admin.first_site, "", "admin.rescued", admin.id, "", second_factor_off=second_factor_off)
    return link.text
