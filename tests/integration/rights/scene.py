"""A conversation with restricted access, and all kinds of callers."""

from collections.abc import Callable
from functools import cache

from chalicelib import events
from chalicelib.accounts import admins, team
from chalicelib.model import now_ms
from chalicelib.model.accounts import MOST_SITES
from chalicelib.storage import memberships
from chalicelib.storage import team as team_rows
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.tokens import claims_of, signed

SECRET = "the blue kettle leaks"


class Scene:
    """A visitor who has sent a message, the site's admins, and callers from elsewhere."""

    def __init__(self) -> None:
        self.shop, self.elsewhere = Shop(visitor_context=True), Shop()
        self.visitor = self.shop.visitor()
        self.visitor.send(SECRET, context={"data": {"note": SECRET}})
        self.id = self.visitor.conversation_id

        self.audiences = (
            events.visitor_audience(self.visitor.visitor_id),
            events.admins_audience(self.shop.site.site_id),
        )
        self.caller = cache(lambda name, side: CALLERS[name](self, side))


Make = Callable[[Scene, Api], Answer]  # makes a call as whoever has this API


def writing(shop: Shop) -> Api:
    seat = shop.visitor()
    seat.send("something else")
    return seat.api


def nobody(_: Scene, __: str) -> Api:
    return Api()


def genuine(scene: Scene, side: str) -> Api:
    """A caller who may make the call, before the token is changed."""
    return scene.visitor.api if side == "visitor" else scene.shop.admin()


def of_both(scene: Scene, site: Shop) -> Api:
    """A person with two sites, an owner elsewhere and an agent here, with a token of one of them."""
    admin = admins.find(scene.elsewhere.account("Noor"))
    assert admin is not None
    team_rows.add(scene.shop.site.site_id, admin.id, admin.email)
    assert memberships.add(admin, scene.shop.site.site_id, "agent", MOST_SITES)
    fields = {"email": admin.email, "password": PASSWORD, "site_id": site.site.site_id}
    return Api(Api().post("/admin/session", fields).body["token"])


def removed(scene: Scene, _: str) -> Api:
    """Still an owner elsewhere."""
    api = of_both(scene, scene.shop)
    team.end_membership(scene.shop.site.site_id, claims_of(api.token)["sub"])
    return api


def expired(scene: Scene, side: str) -> Api:
    return Api(signed({**claims_of(genuine(scene, side).token), "exp": now_ms() // 1000 - 60}))


def tampered(scene: Scene, side: str) -> Api:
    head, claims, signature = (genuine(scene, side).token or "").split(".")
    return Api(f"{head}.{claims}.{signature[::-1]}")


def unsigned(scene: Scene, side: str) -> Api:
    return Api(signed(claims_of(genuine(scene, side).token), key="", algorithm="none"))


# The columns of the table in docs/security.md, by their headings there.
CALLERS: dict[str, Callable[[Scene, str], Api]] = {
    "nobody": nobody,
    "visitor": lambda scene, _: scene.visitor.api,
    "another visitor": lambda scene, _: writing(scene.shop),
    "visitor elsewhere": lambda scene, _: writing(scene.elsewhere),
    "agent": lambda scene, _: scene.shop.admin("Noor", role="agent"),
    "owner": lambda scene, _: scene.shop.admin(),
    "owner elsewhere": lambda scene, _: scene.elsewhere.admin(),
    "owner elsewhere, agent here, at the other site": lambda scene, _: of_both(scene, scene.elsewhere),
    "removed from this site": removed,
    "expired": expired,
    "tampered": tampered,
    "`alg: none`": unsigned,
}
