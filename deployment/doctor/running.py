"""Makes the checks in their order, and leaves nothing behind."""

from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from deployment.doctor import account, conversation, functions, pages, rest, sites, sockets, traces
from deployment.doctor.checks import Check, Look, NotOk, check, expect
from deployment.doctor.scene import NotTried, Scene
from deployment.target import Target

EVERYWHERE: dict[str, tuple[Look, ...]] = {
    "Calls": rest.CHECKS,
    "Sites": sites.CHECKS,
    "A conversation": conversation.CHECKS,
    "Sockets": sockets.CHECKS,
    "Pages": pages.CHECKS,
}


ON_A_STAGE: dict[str, tuple[Look, ...]] = {
    "Functions": functions.CHECKS,
    "Account": account.CHECKS,
}


def run(target: Target) -> list[Check]:
    return list(visit(target))


def visit(target: Target) -> Iterator[Check]:
    """Yields each line as it is known. What was made for it is removed, whatever happens."""
    scene = Scene(target)
    try:
        for part, looks in {**EVERYWHERE, **(ON_A_STAGE if target.deployed else {})}.items():
            for look in looks:
                yield made(part, look, scene)
    finally:
        leaving = made("Afterwards", nothing_left, scene)
    yield leaving


@check(
    "Nothing of this visit is left",
    remedy="Look again in ten minutes: the next visit deletes what is left.",
)
def nothing_left(scene: Scene) -> str:
    if not scene.begun:
        raise NotTried("nothing was stored")
    left = traces.remove(scene.target.tables, scene.own.site.site_id, scene.own.conversations)
    expect(not left, f"{left} rows could not be deleted")
    return "the site, its admin and its conversation are deleted"


def made(part: str, look: Look, scene: Scene) -> Check:
    try:
        return Check(part, look.name, "ok", look(scene))
    except NotTried as missing:
        return Check(part, look.name, "not tried", str(missing))
    except NotOk as found:
        return Check(part, look.name, "not ok", found.seen, found.remedy or look.remedy)
    except (BotoCoreError, ClientError) as error:
        return Check(part, look.name, "not ok", f"AWS: {error}", look.remedy)
    except Exception as error:  # noqa: BLE001 - whatever a broken deployment answers with is a line of its own
        return Check(part, look.name, "not ok", f"{type(error).__name__}: {error}", look.remedy)
