"""Runs the checks in order, and deletes the temporary site at the end."""

from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from deployment import mail_settings
from deployment.doctor import (
    account,
    api,
    background,
    conversation,
    functions,
    mail,
    mail_domain,
    pages,
    sites,
    sockets,
)
from deployment.doctor.checks import Check, NotOk, NotTried, Result, Visit, check, expect
from deployment.target import Target

EVERYWHERE: dict[str, tuple[Check, ...]] = {
    "API": api.CHECKS,
    "Sites": sites.CHECKS,
    "Conversation": conversation.CHECKS,
    "Sockets": sockets.CHECKS,
    "Pages": pages.CHECKS,
}
ON_STAGES: dict[str, tuple[Check, ...]] = {
    "Functions": functions.CHECKS,
    "Background work": background.CHECKS,
    "Account": account.CHECKS,
}
WITH_MAIL: dict[str, tuple[Check, ...]] = {"Mail": mail.CHECKS}
WITH_MAIL_DOMAIN: dict[str, tuple[Check, ...]] = {"Mail domain": mail_domain.CHECKS}
# The names of the checks that a deployment cannot make ok.
SHOWN_ONLY = {
    each.name
    for part in (EVERYWHERE, ON_STAGES, WITH_MAIL, WITH_MAIL_DOMAIN)
    for checks in part.values()
    for each in checks
    if not each.fails_deployment
}


def run_checks(target: Target) -> Iterator[Result]:
    """Yields each result at once. The temporary site is deleted even if the run is interrupted."""
    visit = Visit(target)
    try:
        for part, checks in parts(target).items():
            for each in checks:
                yield run_check(part, each, visit)
    finally:
        cleaned_up = run_check("Clean-up", clean_up, visit)
    yield cleaned_up


def parts(target: Target) -> dict[str, tuple[Check, ...]]:
    """The checks of the target, by part. There is nothing to check of mail, or of its domain, where none was chosen."""
    if target.deployed is None:
        return EVERYWHERE
    chosen = mail_settings.stored(target.deployed.account, target.deployed.stage)
    return {
        **EVERYWHERE,
        **ON_STAGES,
        **(WITH_MAIL if chosen.sender else {}),
        **(WITH_MAIL_DOMAIN if chosen.domain else {}),
    }


def fails_deployment(result: Result) -> bool:
    """Whether `deploy` ends with an error because of this result."""
    return result.state == "not ok" and result.name not in SHOWN_ONLY


@check("The temporary site is deleted", remedy="Run the doctor again in ten minutes: it deletes what is left.")
def clean_up(visit: Visit) -> str:
    if not visit.started:
        raise NotTried("nothing was stored")
    left = visit.own.delete()
    expect(not left, f"{left} rows could not be deleted")
    return "the site, its admin and its conversation are deleted"


def run_check(part: str, check: Check, visit: Visit) -> Result:
    try:
        return Result(part, check.name, "ok", check(visit))
    except NotTried as missing:
        return Result(part, check.name, "not tried", str(missing))
    except NotOk as problem:
        return Result(part, check.name, "not ok", problem.seen, problem.remedy or check.remedy)
    except (BotoCoreError, ClientError) as error:
        return Result(part, check.name, "not ok", f"AWS: {error}", check.remedy)
    except Exception as error:  # noqa: BLE001 - a broken deployment may return anything; each failure is one result
        return Result(part, check.name, "not ok", f"{type(error).__name__}: {error}", check.remedy)
