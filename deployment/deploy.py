"""Deploys a stage to an AWS account, or updates it. A repeated deploy changes only what is new or incomplete."""

import argparse
from collections.abc import Callable

from deployment import (
    api_gateway,
    background,
    first_site,
    functions,
    mail_domain,
    mail_settings,
    pages,
    parameters,
    roles,
    site_files,
)
from deployment.account import Account, check_python
from deployment.api_gateway import DEFAULT_THROTTLE, Throttle
from deployment.doctor import command as doctor
from deployment.first_site import PreparedSite, SiteRequest
from deployment.functions import Functions
from deployment.mail_domain import MailDomain
from deployment.mail_settings import MailSettings
from deployment.pages import Published
from deployment.stacks import Stack, stack_of
from deployment.stage import Stage
from deployment.target import account_and_stage, add_stage_arguments, deployed_stage
from devtools.console import say, step

ARCHITECTURES = ("arm64", "x86_64")
WITH_CDN = ("prod", "staging")
UNCHANGED = "nothing changed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_stage_arguments(parser)
    first_site.add_arguments(parser, "first deployment", default_name="the host of the first origin")
    add = parser.add_argument_group("kept until the next deployment that changes them").add_argument
    cdn = f"serve the pages from CloudFront, or from S3 directly (default: CloudFront for {' and '.join(WITH_CDN)})"
    add("--cdn", action=argparse.BooleanOptionalAction, help=cdn)
    add("--architecture", choices=ARCHITECTURES, help="processor of the functions (default: arm64, which costs less)")
    alarm = "receives alarms after confirming AWS's subscription e-mail (default: nobody)"
    add("--alarm-email", metavar="ADDRESS", help=alarm)
    add("--mail-from", metavar="ADDRESS", help=mail_settings.SENDER_HELP)
    add("--mail-domain", metavar="DOMAIN", help=mail_settings.DOMAIN_HELP)
    both = argparse.BooleanOptionalAction
    add("--all-alarms", action=both, help="alarms for calls that reach no function, too: $0.20 a month (default: no)")
    add("--dashboard", action=both, help="a CloudWatch dashboard: $3 a month beyond an account's third (default: no)")
    change = "let the functions change to this Python version: calls fail for some seconds"
    add("--change-python", action="store_true", help=change)
    add("--rate", type=int, metavar="N", help=f"accepted calls a second (default: {DEFAULT_THROTTLE.rate})")
    add("--burst", type=int, metavar="N", help=f"accepted calls at one moment (default: {DEFAULT_THROTTLE.burst})")


def command(arguments: argparse.Namespace) -> int:
    check_python()
    request = first_site.requested_site(arguments)
    with step("AWS account") as shown:
        account, stage = account_and_stage(arguments)
        first_site.point_at(stage)
        shown.done_with = f"{account.id}, {account.region}"
    first_site.check(request, exists=first_site.exists(account, stage))
    mail_settings.check(arguments.mail_from, arguments.mail_domain)
    roles.check_region(account, stage)
    if not arguments.change_python:
        functions.check_python(account, stage)
    return deploy(account, stage, request, arguments)


def deploy(account: Account, stage: Stage, request: SiteRequest, arguments: argparse.Namespace) -> int:
    deploy_tables(account, stage)
    deploy_stack("Files", stack_of(account, stage, "files"))
    change("Signing key", lambda: parameters.ensure_signing_key(account, stage))
    change("Key of push notifications", lambda: parameters.ensure_push_key(account, stage))
    deploy_stack("Queue and schedules", stack_of(account, stage, "background"), Stage=stage.name)
    deploy_stack("Logs and alarms", stack_of(account, stage, "watch"), Stage=stage.name, **watch_parameters(arguments))
    buckets = deploy_buckets(account, stage, arguments.cdn)
    mail = mail_settings.chosen(account, stage, arguments.mail_from, arguments.mail_domain)
    environment = {
        **background.environment(account, stage),
        **mail_settings.environment(account, stage, mail),
        "PORCHLIGHT_DASHBOARD_URL": pages.dashboard(buckets),
        "PORCHLIGHT_PAGES_BUCKET": buckets["SiteBucket"],
        "PORCHLIGHT_FILES_BUCKET": files_bucket(account, stage),
    }
    with step("Functions") as shown:
        architecture = arguments.architecture or functions.architecture(account, stage) or ARCHITECTURES[0]
        running = functions.deploy(account, stage, architecture, environment, shown)
    change("Background work", lambda: background.set_invocations(account, stage))
    change("Mail", lambda: mail_settings.set_up_domain(account, stage, mail))
    throttle = Throttle(arguments.rate, arguments.burst)
    change("Throttle", lambda: api_gateway.set_throttles(account, running, throttle))
    change("API Gateway's own responses", lambda: api_gateway.set_gateway_responses(account, running))
    published = upload_pages(account, stage, buckets, running, mail)
    with step("Site and owner") as shown:
        prepared = first_site.prepare(request)
        shown.done_with = site_changes(prepared)
    first_site.show_owner(prepared)  # at once: a generated password is stored nowhere else
    change("Settings of the pages", lambda: site_files.publish_all(account, stage, buckets["SiteBucket"]))
    known = addresses(running, published, buckets, files_bucket(account, stage), prepared, mail)
    parameters.write(account, stage, parameters.ADDRESSES, known)
    healthy = doctor.run_briefly(deployed_stage(account, stage))
    show_summary(stage, running, published, prepared, files_bucket(account, stage))
    if mail.domain:
        show_dns_records(mail_domain.state(account, mail.domain))
    return 0 if healthy else 1


def watch_parameters(arguments: argparse.Namespace) -> dict[str, str]:
    """The given parameters of deployment/templates/watch.yaml; the others keep their values."""
    given = {"Email": arguments.alarm_email, "AllAlarms": arguments.all_alarms, "WithDashboard": arguments.dashboard}
    texts = {True: "yes", False: "no"}
    return {name: texts.get(value, value) for name, value in given.items() if value is not None}


def deploy_tables(account: Account, stage: Stage) -> None:
    """Deletion protection is set in a second step: protected tables would prevent the rollback of a failed creation."""
    stack = stack_of(account, stage, "tables")

    def apply() -> bool:
        created = not stack.exists() and stack.deploy(Prefix=stage.prefix, DeletionProtection="false")
        changed = stack.deploy(Prefix=stage.prefix, DeletionProtection="true")
        return background.ensure_stream(account, stage) or changed or created

    change("Tables", apply)


def deploy_stack(title: str, stack: Stack, **given: str) -> None:
    change(title, lambda: stack.deploy(**given))


def change(title: str, apply: Callable[[], bool]) -> None:
    """Shows a step that returns whether it changed anything."""
    with step(title) as shown:
        shown.done_with = "" if apply() else UNCHANGED


def deploy_buckets(account: Account, stage: Stage, cdn: bool | None) -> dict[str, str]:
    """Returns the stack's outputs: mail and push notifications have links into the dashboard, so its address is needed
    before the functions are deployed."""
    stack, files = stack_of(account, stage, "pages"), files_bucket(account, stage)
    choice = stack.parameters().get("Cdn") or ("yes" if stage.name in WITH_CDN else "no")
    if cdn is not None:
        choice = "yes" if cdn else "no"
    deploy_stack(
        "CloudFront and buckets" if choice == "yes" else "Buckets",
        stack,
        Stage=stage.name,
        Cdn=choice,
        FilesBucket=files,
    )
    return stack.outputs()


def files_bucket(account: Account, stage: Stage) -> str:
    return stack_of(account, stage, "files").outputs()["Bucket"]


def upload_pages(
    account: Account, stage: Stage, buckets: dict[str, str], running: Functions, mail: MailSettings
) -> Published:
    contents = pages.built()
    with step("Upload") as shown:
        previous = parameters.addresses(account, stage).get("files")
        published = pages.publish(account, contents, buckets, running.api, previous, bool(mail.sender))
        shown.done_with = published.changes
    return published


def site_changes(prepared: PreparedSite) -> str:
    if prepared.owner:
        return "created"
    return f"{len(prepared.added)} origins added" if prepared.added else UNCHANGED


def addresses(
    running: Functions,
    published: Published,
    buckets: dict[str, str],
    files: str,
    prepared: PreparedSite,
    mail: MailSettings,
) -> dict[str, str]:
    return {
        "api": running.api,
        "socket": running.socket,
        "pages": published.address,
        "dashboard": published.dashboard,
        "widget_token": prepared.widget_token,
        "release": running.release,
        "files": published.files,
        "pages_bucket": buckets["SiteBucket"],
        "files_bucket": files,
        **mail_settings.as_addresses(mail),
    }


def show_summary(stage: Stage, running: Functions, published: Published, prepared: PreparedSite, files: str) -> None:
    script = f"{published.address}/widget/porchlight.js"
    say(
        f"\nPorchlight runs as {stage.name} in {stage.region}.\n\n"
        f"  Dashboard  {published.dashboard}\n"
        f"  API        {running.api}\n"
        f"  Socket     {running.socket}\n"
        f"  Files      https://{files}.s3.{stage.region}.amazonaws.com\n\n"
        "Put this on every page of your site:\n\n"
        f'  <script async src="{script}" data-token="{prepared.widget_token}" data-api="{running.api}"></script>'
    )


def show_dns_records(domain: MailDomain) -> None:
    """The records that the domain's owner adds where its DNS is managed."""
    if domain.verified:
        say(f"\nAnswers by mail arrive at {domain.name}.")
        return
    say(f"\nAdd these DNS records for {domain.name}; SES then verifies it within minutes, and at most three days:\n")
    for record in domain.records:
        say(f"  {record.kind:<6} {record.name}\n         {record.value}    {record.purpose}")
