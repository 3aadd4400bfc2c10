"""Puts a stage into an AWS account, or up to date. Repeated, it changes what is new; interrupted, it goes on."""

import argparse
import os
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError

from deployment import account as accounts
from deployment import (
    first_site,
    functions,
    gateway_responses,
    grants,
    migrations,
    pages,
    parameters,
    stacks,
    summary,
    throttle,
    where,
)
from deployment.account import Account
from deployment.doctor import command as doctor
from deployment.first_site import PASSWORD, Prepared, Wanted
from deployment.functions import Functions
from deployment.migrations import AFTER, BEFORE
from deployment.pages import Published
from deployment.stage import Stage
from deployment.target import deployed_stage
from deployment.throttle import USUAL, Throttle
from devtools.console import Problem, step
from devtools.processes import stop_on_signals

ARCHITECTURES = ("arm64", "x86_64")
WITH_CDN = ("prod", "staging")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    where.add_stage(parser)
    add = parser.add_argument_group("the first time").add_argument
    add("--origin", action="append", default=[], help="of the pages with the widget; may be repeated, and added later")
    add("--site-name", metavar="NAME", help="what visitors read (default: the first origin's host)")
    add("--owner-email", metavar="ADDRESS", default="", help=f"who signs in first; {PASSWORD} may hold the password")
    add = parser.add_argument_group("what stays as it was said last").add_argument
    cdn = f"pages come from CloudFront, or from S3 directly (default: CloudFront for {' and '.join(WITH_CDN)})"
    add("--cdn", action=argparse.BooleanOptionalAction, help=cdn)
    add("--architecture", choices=ARCHITECTURES, help="of the functions (default: arm64, which costs less)")
    add(
        "--alarm-email",
        metavar="ADDRESS",
        help="who hears of alarms, once AWS's question is answered (default: nobody)",
    )
    both = argparse.BooleanOptionalAction
    add("--all-alarms", action=both, help="alarms, too, for what never reaches a function: $0.20 a month (default: no)")
    add("--dashboard", action=both, help="a CloudWatch dashboard: $3 a month beyond an account's third (default: no)")
    add("--change-python", action="store_true", help="let the functions run another Python: calls fail meanwhile")
    add("--rate", type=int, metavar="N", help=f"calls a second that are let through (default: {USUAL.rate})")
    add("--burst", type=int, metavar="N", help=f"calls at one moment (default: {USUAL.burst})")


def command(arguments: argparse.Namespace) -> int:
    stop_on_signals()
    accounts.check_python()
    first = wanted(arguments)
    with step("AWS account") as shown:
        account, stage = where.stage(arguments)
        first_site.point_at(stage)
        shown.done_with = f"{account.id}, {account.region}"
    try:
        first_site.check(first, there_is_one=first_site.is_there(account, stage))
        grants.check_region(account, stage)
        if not arguments.change_python:
            functions.check_python(account, stage)
        migrations.check(account, stage)
        return deploy(account, stage, first, arguments)
    except (ClientError, BotoCoreError) as error:
        raise Problem(f"AWS refused: {error} Deploy again when that is put right: it goes on from there.") from None


def wanted(arguments: argparse.Namespace) -> Wanted:
    origins = tuple(dict.fromkeys(arguments.origin))
    name = arguments.site_name or (urlsplit(origins[0]).hostname if origins else None) or "Our site"
    return Wanted(origins, name, arguments.owner_email, os.environ.get(PASSWORD))


def deploy(account: Account, stage: Stage, first: Wanted, arguments: argparse.Namespace) -> int:
    deploy_tables(account, stage)
    deploy_stack("Files", stacks.of(account, stage, "files"))
    with step("Signing key") as shown:
        shown.done_with = "made" if parameters.ensure_signing_key(account, stage) else "there already"
    deploy_stack("Logs and alarms", stacks.of(account, stage, "watch"), Stage=stage.name, **watching(arguments))
    migrate("Schema, before the code", account, stage, BEFORE)
    running = deploy_functions(account, stage, arguments.architecture)
    migrate("Schema, after the code", account, stage, AFTER)
    with step("Throttle") as shown:
        changed = throttle.apply(account, running, Throttle(arguments.rate, arguments.burst))
        shown.done_with = "" if changed else "nothing changed"
    with step("API Gateway's own answers") as shown:
        shown.done_with = "" if gateway_responses.apply(account, running) else "nothing changed"
    published = deploy_pages(account, stage, arguments.cdn, running)
    with step("Site and owner") as shown:
        prepared = first_site.prepare(first)
        shown.done_with = changes(prepared)
    summary.show_owner(prepared)  # at once: a password that was made up is nowhere else
    parameters.write(account, stage, parameters.ADDRESSES, addresses(running, published, prepared))
    well = doctor.briefly(deployed_stage(account, stage))
    summary.show(stage, running, published, prepared)
    return 0 if well else 1


def watching(arguments: argparse.Namespace) -> dict[str, str]:
    """The parameters of deployment/templates/watch.yaml that were given; the others stay as they are."""
    given: dict[str, str | None] = {"Email": arguments.alarm_email}
    for name, wanted in {"AllAlarms": arguments.all_alarms, "WithDashboard": arguments.dashboard}.items():
        given[name] = None if wanted is None else "yes" if wanted else "no"
    return {name: value for name, value in given.items() if value is not None}


def deploy_tables(account: Account, stage: Stage) -> None:
    """Protected once they are there: what cannot be deleted could not be taken back if some could not be made."""
    stack = stacks.of(account, stage, "tables")
    with step("Tables") as shown:
        made = not stack.exists() and stack.deploy(Prefix=stage.prefix, DeletionProtection="false")
        changed = stack.deploy(Prefix=stage.prefix, DeletionProtection="true")
        shown.done_with = "" if made or changed else "nothing changed"


def deploy_stack(title: str, stack: stacks.Stack, **given: str) -> None:
    with step(title) as shown:
        shown.done_with = "" if stack.deploy(**given) else "nothing changed"


def migrate(title: str, account: Account, stage: Stage, when: str) -> None:
    with step(title) as shown:
        shown.done_with = ", ".join(migrations.run(account, stage, when)) or "nothing changed"


def deploy_functions(account: Account, stage: Stage, architecture: str | None) -> Functions:
    with step("Functions") as shown:
        chosen = architecture or functions.architecture(account, stage) or ARCHITECTURES[0]
        return functions.deploy(account, stage, chosen, shown)


def deploy_pages(account: Account, stage: Stage, cdn: bool | None, running: Functions) -> Published:
    stack = stacks.of(account, stage, "pages")
    before = stack.parameters().get("Cdn")
    chosen = before or ("yes" if stage.name in WITH_CDN else "no")
    if cdn is not None:
        chosen = "yes" if cdn else "no"
    deploy_stack("CloudFront and buckets" if chosen == "yes" else "Buckets", stack, Stage=stage.name, Cdn=chosen)
    folder = pages.built(stage)
    with step("Upload") as shown:
        known = (parameters.read(account, stage, parameters.ADDRESSES) or {}).get("files")
        published = pages.publish(account, folder, stack.outputs(), running.api, known)
        shown.done_with = published.changes
    return published


def changes(prepared: Prepared) -> str:
    return "made" if prepared.owner else f"{len(prepared.added)} origins added" if prepared.added else "nothing changed"


def addresses(running: Functions, published: Published, prepared: Prepared) -> dict[str, str]:
    """What doctor and others look a stage up by."""
    return {
        "api": running.api,
        "socket": running.socket,
        "pages": published.address,
        "dashboard": published.dashboard,
        "widget_token": prepared.widget_token,
        "release": running.release,
        "files": published.files,
    }
