"""Calls that the tests of accounts share: signing in, and what an admin sees and may do."""

from tests.api_client import PASSWORD, Answer, Api
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
