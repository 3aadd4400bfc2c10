"""Pictures of admins and of a site: public files beside the widget's script."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.storage import pictures, sites
from tests import iam
from tests.api_client import PASSWORD, Answer, Api, Shop
from tests.files import png
from tests.integration.background import Background, background
from tests.tokens import claims_of

ONE, TWO, THREE = (png(side, side) for side in (40, 50, 60))
S3_DOWN = [(503, "SlowDown")] * 3  # with the client's own further attempts


@pytest.fixture
def work() -> Iterator[Background]:
    with background() as running:
        yield running


@pytest.fixture
def shop() -> Shop:
    return Shop()


def upload(api: Api, picture: bytes | None, path: str = "/admin/picture") -> Answer:
    content = None if picture is None else base64.b64encode(picture).decode()
    return api.post(path, {"content": content})


def named(answer: Answer) -> str:
    assert answer.status == 200, answer
    return str(answer.body["picture"])


def file(work: Background, name: str) -> Any:
    return work.objects.read(iam.PAGES_BUCKET, f"widget/sites/pictures/{name}")


def session_of(shop: Shop) -> Any:
    return Api().post("/chatbot/session", {"widget_token": shop.site.widget_token}).body


def faces(shop: Shop) -> Any:
    """What a visitor's page learns with its session."""
    sites.known.forget(shop.site.site_id)
    session = session_of(shop)
    return session.get("extras", {}).get("pictures", {}).get("faces")


def test_a_picture_is_a_file_that_browsers_keep_for_a_year_and_cloudfront_for_a_day(
    work: Background, shop: Shop
) -> None:
    name = named(upload(shop.admin(), ONE))
    content, headers = file(work, name)
    assert content == ONE
    assert headers["Content-Type"] == "image/png"
    assert headers["Cache-Control"] == "public, max-age=31536000, s-maxage=86400, immutable"


def test_a_message_names_the_face_whose_picture_visitors_and_admins_know(work: Background, shop: Shop) -> None:
    assert faces(shop) is None
    owner = shop.admin()
    name = named(upload(owner, ONE))
    visitor = shop.visitor()
    visitor.send("hello")
    reply = owner.post(
        f"/admin/chatbot/{visitor.conversation_id}/reply", {"client_id": "c_12345678", "body": "Hi", "after": 1}
    )
    face = reply.body["message"]["face"]
    assert faces(shop) == {face: name}
    assert "face" not in visitor.api.get("/chatbot/messages").body["messages"][0]
    assert visitor.api.get("/chatbot/messages").body["messages"][1]["face"] == face
    email = shop.account("Maya")
    assert Api().post("/admin/session", {"email": email, "password": PASSWORD}).body["pictures"] == {face: name}


def test_the_picture_before_stays_until_the_next_one_for_pages_that_are_open(work: Background, shop: Shop) -> None:
    owner = shop.admin()
    one, two = named(upload(owner, ONE)), named(upload(owner, TWO))
    assert [*faces(shop).values()] == [two]
    assert [file(work, each) is None for each in (one, two)] == [False, False]
    three = named(upload(owner, THREE))
    assert [file(work, each) is None for each in (one, two, three)] == [True, False, False]


def test_the_picture_before_can_be_chosen_again(work: Background, shop: Shop) -> None:
    owner = shop.admin()
    one, two = named(upload(owner, ONE)), named(upload(owner, TWO))
    assert named(upload(owner, ONE)) == named(upload(owner, ONE)) == one
    assert [*faces(shop).values()] == [one]
    assert [file(work, each) is None for each in (one, two)] == [False, False]


def test_a_removed_picture_is_gone_with_the_one_before(work: Background, shop: Shop) -> None:
    owner = shop.admin()
    both = [named(upload(owner, ONE)), named(upload(owner, TWO))]
    assert upload(owner, None).body == upload(owner, None).body == {"picture": None}
    assert [file(work, each) for each in both] == [None, None]
    assert faces(shop) is None


def test_the_same_picture_of_two_admins_is_two_files(work: Background, shop: Shop) -> None:
    ada, ben = shop.admin(), shop.admin()
    first, second = named(upload(ada, ONE)), named(upload(ben, ONE))
    assert first != second
    upload(ada, None)
    assert [*faces(shop).values()] == [second]
    assert [file(work, each) is None for each in (first, second)] == [True, False]


def test_the_pictures_of_a_removed_account_are_gone(work: Background, shop: Shop) -> None:
    owner, colleague = shop.admin(), shop.admin()
    both = [named(upload(colleague, ONE)), named(upload(colleague, TWO))]
    id = claims_of(colleague.token)["sub"]
    assert owner.call("DELETE", f"/admin/team/{id}", {"password": PASSWORD}).status == 200
    assert [file(work, each) for each in both] == [None, None]
    assert faces(shop) is None


def test_if_s3_fails_nothing_has_changed_and_the_same_call_can_be_repeated(work: Background, shop: Shop) -> None:
    owner = shop.admin()
    one, _ = named(upload(owner, ONE)), named(upload(owner, TWO))
    before = faces(shop)
    assert before
    work.refusals = [*S3_DOWN]
    assert upload(owner, THREE).status == 503
    assert faces(shop) == before
    work.refusals = [*S3_DOWN]
    assert upload(owner, None).status == 503
    assert faces(shop) == before
    assert upload(owner, None).status == 200
    assert file(work, one) is None


def test_of_two_pictures_at_the_same_moment_one_is_shown_and_none_is_lost(
    work: Background, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = shop.admin()
    first = named(upload(owner, ONE))
    names, meanwhile = pictures.names, [TWO]

    def slow(site_id: str, face: str) -> list[str]:
        listed = names(site_id, face)
        if meanwhile:
            upload(owner, meanwhile.pop())
        return listed

    monkeypatch.setattr(pictures, "names", slow)
    three = named(upload(owner, THREE))
    assert [*faces(shop).values()] == [three]
    assert file(work, first) is None


def test_a_picture_of_the_site_is_shown_once_the_look_names_it(work: Background, shop: Shop) -> None:
    owner = shop.admin()
    name = named(upload(owner, ONE, "/admin/site/picture"))
    assert "pictures" not in session_of(shop).get("extras", {})
    for icon, launch in (("bubble", None), ("picture", f"pictures/{name}")):
        look = {"icon": icon, "picture": name}
        assert owner.call("PATCH", "/admin/site", {"look": look}).status == 200
        assert owner.post("/admin/site/preview", {"look": look, "language": "en"}).body["file"].get("picture") == launch
        assert session_of(shop)["extras"]["pictures"] == {"site": name}


def test_only_owners_upload_the_site_s_picture(work: Background, shop: Shop) -> None:
    assert upload(shop.admin(role="agent"), ONE, "/admin/site/picture").body["error"]["code"] == "owner_only"
