"""Calls that the tests of accounts share: signing in, and what an admin sees and may do."""

from typing import Any

from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.tokens import claims_of


def sign_in(email: str, password: str = PASSWORD) -> Answer:
    return Api().post("/admin/session", {"email": email, "password": password})


def id_of(api: Api) -> str:
    return str(claims_of(api.token)["sub"])


def roles(owner: Api) -> list[tuple[str, str]]:
    """The team by name, as the owner sees it."""
    return [(each["name"], each["role"]) for each in owner.get("/admin/team").body["admins"]]


def works(api: Api) -> bool:
    """Returns whether the session is accepted."""
    return api.get("/admin/chatbot").status == 200


class Person:
    """An agent of one shop, who joins others: the session that the pages of one browser have."""

    def __init__(self, shop: Shop) -> None:
        self.email = shop.account("Noor", role="agent")
        self.entry = sign_in(self.email).body

    @property
    def api(self) -> Api:
        return Api(self.entry["token"])

    def switch(self, site_id: str | None) -> Answer:
        fields: dict[str, Any] = {"refresh_token": self.entry["refresh_token"], "site_id": site_id}
        answer = Api().post("/admin/session/refresh", fields)
        if answer.status == 201:
            self.entry = answer.body
        return answer

    def join(self, shop: Shop, role: str = "agent") -> None:
        assert self.api.post("/admin/invitations/join", {"secret": invited(shop, self.email, role)}).status == 200

    def at(self, shop: Shop) -> Api:
        answer = self.switch(shop.site.site_id)
        assert answer.body["site"]["id"] == shop.site.site_id
        return self.api


def invited(shop: Shop, email: str, role: str = "agent") -> str:
    fields = {"email": email, "role": role, "password": PASSWORD}
    return str(shop.admin().post("/admin/invitations", fields).body["secret"])
