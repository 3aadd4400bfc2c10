"""The language in which an admin reads the dashboard."""

from tests.api_client import Api, Shop

PASSWORD = "correct horse battery staple"


def entered(email: str) -> dict[str, object]:
    answer = Api().post("/admin/session", {"email": email, "password": PASSWORD})
    assert answer.status == 201, answer
    return dict(answer.body)


def test_a_new_account_reads_the_language_of_its_browser_and_learns_that_of_the_site() -> None:
    shop = Shop()
    owner, admin = shop.admin("Noor"), shop.admin(role="agent")
    assert owner.call("PATCH", "/admin/site", {"language": "pl"}).status == 200
    session = entered(email_of(owner, "Maya"))
    assert (session["language"], session["site"]["language"]) == ("", "pl")  # type: ignore[index]
    assert admin.post("/admin/language", {"language": ""}).body == {"language": ""}


def test_the_chosen_language_follows_the_admin_and_no_colleague() -> None:
    shop = Shop()
    owner, admin = shop.admin("Noor"), shop.admin(role="agent")
    assert admin.post("/admin/language", {"language": "zh-Hans"}).body == {"language": "zh-Hans"}
    elsewhere = entered(email_of(owner, "Maya"))
    assert elsewhere["language"] == "zh-Hans"
    again = Api().post("/admin/session/refresh", {"refresh_token": elsewhere["refresh_token"]})
    assert again.body["language"] == "zh-Hans"
    assert entered(email_of(owner, "Noor"))["language"] == ""

    assert admin.post("/admin/language", {"language": ""}).status == 200
    assert entered(email_of(owner, "Maya"))["language"] == ""


def email_of(owner: Api, name: str) -> str:
    return next(str(each["email"]) for each in owner.get("/admin/team").body["admins"] if each["name"] == name)
