"""Attachments: uploaded to S3 with a signed form, checked when the message is sent, kept and deleted with it."""

import dataclasses
import time
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.chat import limits
from chalicelib.storage import sites, uploads
from tests import iam
from tests.api_client import Seat, Shop, across
from tests.files import PDF, asked, links, png, posted, read, uploaded
from tests.integration.background import Background, background, images, record


@pytest.fixture(autouse=True)
def work() -> Iterator[Background]:
    with background() as work:
        yield work


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def visitor(shop: Shop) -> Seat:
    return shop.visitor()


def stored(work: Background, prefix: str = "") -> list[str]:
    return sorted(key for key in work.objects.keys(iam.FILES_BUCKET) if key.startswith(prefix))


def test_a_visitor_sends_files_with_the_first_message_and_both_sides_read_them(shop: Shop, visitor: Seat) -> None:
    ids = [uploaded(visitor, png(640, 480)), uploaded(visitor, PDF, "price list.pdf", "application/pdf")]
    answer = visitor.send("", attachments=ids)
    assert answer.status == 201
    picture, paper = answer.body["message"]["attachments"]
    assert picture == {
        "id": ids[0],
        "name": "kettle.png",
        "type": "image/png",
        "size": len(png(640, 480)),
        "width": 640,
        "height": 480,
    }
    assert (paper["name"], paper["type"], "width" in paper) == ("price list.pdf", "application/pdf", False)
    maya = across(shop.admin(), visitor.conversation_id)
    assert maya.drained() == visitor.drained() == [answer.body["message"]]
    for side in (visitor, maya):
        found = links(side, 1).body["links"]
        assert [each["id"] for each in found] == ids
        files = [read(each["url"]) for each in found]
        assert [each.data for each in files] == [png(640, 480), PDF]
        assert files[0].headers["Content-Type"] == "image/png"
        assert files[0].headers["Content-Disposition"].startswith("inline;")
        assert files[1].headers["Content-Disposition"] == (
            "attachment; filename=\"price list.pdf\"; filename*=UTF-8''price%20list.pdf"
        )


def test_a_permission_stores_nothing_about_the_visitor(shop: Shop, visitor: Seat) -> None:
    assert asked(visitor, png()).status == 201
    assert shop.admin().get("/admin/chatbot").body["conversations"] == []


def test_an_admin_sends_a_file_and_the_preview_names_it(shop: Shop, visitor: Seat) -> None:
    visitor.send()
    admin = shop.admin()
    maya = across(admin, visitor.conversation_id)
    assert maya.send("Here:", after=1, attachments=[uploaded(maya, PDF, "offer.pdf", "application/pdf")]).status == 201
    assert read(links(visitor, 2).body["links"][0]["url"]).data == PDF
    [shown] = admin.get("/admin/chatbot").body["conversations"]
    assert shown["preview"] == "Here: [offer.pdf]"


def test_a_retry_finds_the_message_even_when_its_uploads_are_gone(visitor: Seat, work: Background) -> None:
    id = uploaded(visitor, png())
    first = visitor.send("", client_id="the-same-one", attachments=[id])
    work.deliver(visitor.conversation_id)
    assert stored(work, "pending/") == []
    again = visitor.send("", client_id="the-same-one", attachments=[id])
    assert (first.status, again.status) == (201, 200)
    assert first.body == again.body


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("image/png", b"<svg onload=alert(1)>"),
        ("application/pdf", png()),
        ("text/plain", png()),
        ("image/gif", b"GIF8"),
    ],
)
def test_the_first_bytes_decide_the_type(visitor: Seat, kind: str, content: bytes) -> None:
    refused = visitor.send("look", attachments=[uploaded(visitor, content, "a.bin", kind)])
    assert (refused.status, refused.code) == (400, "attachment_type_wrong")
    assert visitor.drained() == []


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "application/xml"])
def test_markup_is_only_ever_a_download(visitor: Seat, kind: str) -> None:
    visitor.send("", attachments=[uploaded(visitor, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", kind)])
    url = links(visitor, 1).body["links"][0]["url"]
    served = read(url)
    assert served.headers["Content-Type"] == "application/octet-stream"
    assert served.headers["Content-Disposition"].startswith("attachment;")
    assert (
        read(
            url.replace("response-content-type=application%2Foctet-stream", "response-content-type=text%2Fhtml")
        ).status
        == 403
    )


@pytest.mark.parametrize(
    ("content", "changed"),
    [
        (b"too short", {}),
        (png() + b"more", {}),
        (png(), {"key": "attachments/c_1/1/x"}),
        (png(), {"Content_Type": "text/html"}),
        (png(), {"x_amz_meta_type": "text/html"}),
        (png(), {"x_amz_meta_more": "1"}),
        (png(), {"x_amz_signature": "0" * 64}),
        (png(), {"policy": "e30="}),
        (png(), {"policy": ""}),
    ],
)
def test_a_form_uploads_the_file_that_was_asked_for_and_no_other(
    visitor: Seat, work: Background, content: bytes, changed: dict[str, str]
) -> None:
    form = asked(visitor, png()).body
    assert posted(form, content, **changed).status in (400, 403)
    assert stored(work) == []
    assert posted(form, png()).status == 201


def test_a_form_and_a_link_expire(visitor: Seat, work: Background) -> None:
    form = asked(visitor, png()).body
    visitor.send("", attachments=[uploaded(visitor, png())])
    url = links(visitor, 1).body["links"][0]["url"]
    work.objects.clock = lambda: time.time() + uploads.LINK_SECONDS + 1
    assert read(url).status == 403
    work.objects.clock = lambda: time.time() + uploads.UPLOAD_SECONDS + 1
    assert posted(form, png()).status == 403


def test_a_file_that_is_replaced_after_its_check_is_not_kept(visitor: Seat, work: Background) -> None:
    form = asked(visitor, png()).body
    posted(form, png())
    other = png().replace(b"IDAT", b"JDAT")
    read_upload = uploads.read

    def replaced(*arguments: Any) -> Any:
        found = read_upload(*arguments)
        assert posted(form, other).status == 201
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "read", replaced)
        assert visitor.send("", attachments=[form["attachment"]["id"]]).status == 201
    assert stored(work, "attachments/") == []
    work.deliver(visitor.conversation_id)
    assert stored(work) == []


def test_the_files_of_a_deleted_message_are_gone_at_once(shop: Shop, visitor: Seat, work: Background) -> None:
    visitor.send("", attachments=[uploaded(visitor, png()), uploaded(visitor, PDF, "a.pdf", "application/pdf")])
    visitor.send("Another", attachments=[uploaded(visitor, png())], after=1)
    url = links(visitor, 1).body["links"][0]["url"]
    assert visitor.delete(1, after=2).status == 201
    assert [key.split("/")[2] for key in stored(work, "attachments/")] == ["2"]
    assert read(url).status == 404
    maya = across(shop.admin(), visitor.conversation_id)
    assert [links(maya, id).code for id in (1, 3)] == ["attachment_not_found"] * 2
    exported = maya.api.get(f"/admin/chatbot/{visitor.conversation_id}/export").body["messages"]
    assert ["attachment_links" in each for each in exported] == [False, True, False]
    assert ["attachments" in each for each in visitor.drained()] == [False, True, False]


def test_the_stream_deletes_files_that_the_deletion_could_not_delete(visitor: Seat, work: Background) -> None:
    visitor.send("My receipt", attachments=[uploaded(visitor, PDF, "secret name.pdf", "application/pdf")])
    work.refusals = [(503, "SlowDown")] * 100
    assert visitor.delete(1, after=1).status == 201
    work.refusals = []
    assert "secret name" not in repr(images(visitor.conversation_id))
    assert len(stored(work, "attachments/")) == 1
    assert work.deliver(visitor.conversation_id) == {"batchItemFailures": []}
    assert stored(work) == []


def test_a_message_with_a_file_may_lose_its_text_by_an_edit_and_keeps_the_file(visitor: Seat, work: Background) -> None:
    visitor.send("Look", attachments=[uploaded(visitor, png())])
    assert visitor.edit(1, "", after=1).status == 201
    message, entry = visitor.drained()
    assert (message["body"], len(message["attachments"]), entry["body"]) == ("", 1, "")
    assert "attachments" not in entry


def test_the_stream_keeps_a_file_that_the_send_could_not_keep(visitor: Seat, work: Background) -> None:
    id = uploaded(visitor, png())
    keep = uploads.keep
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uploads, "keep", lambda *_: False)
        visitor.send("", attachments=[id])
    assert stored(work, "attachments/") == []
    assert uploads.keep is keep
    assert work.deliver(visitor.conversation_id) == {"batchItemFailures": []}
    assert stored(work) == [f"attachments/{visitor.conversation_id}/1/{id}"]
    work.refusals = [(503, "SlowDown")] * 3
    failed = work.deliver(visitor.conversation_id)["batchItemFailures"]
    assert len(failed) == 1


@pytest.mark.parametrize("answer", [(403, "AccessDenied"), (404, "NoSuchKey")])
def test_an_upload_that_is_not_there_can_be_made_again(
    visitor: Seat, work: Background, answer: tuple[int, str]
) -> None:
    """S3 answers 403 to a caller who may not list the bucket."""
    work.refusals = [answer]
    refused = visitor.send("look", attachments=["A" * 16])
    assert (refused.status, refused.code) == (409, "upload_not_found")


def test_s3_out_of_reach_is_busy_and_the_same_message_can_be_sent_again(visitor: Seat, work: Background) -> None:
    id = uploaded(visitor, png())
    work.refusals = [(503, "SlowDown")] * 100
    assert visitor.send("", client_id="the-same-one", attachments=[id]).code == "busy"
    work.refusals.clear()
    assert visitor.send("", client_id="the-same-one", attachments=[id]).status == 201


def test_an_upload_belongs_to_its_conversation(shop: Shop, visitor: Seat) -> None:
    other = shop.visitor()
    assert other.send("mine", attachments=[uploaded(visitor, png())]).code == "upload_not_found"


def test_links_need_the_rights_of_the_conversation(shop: Shop, visitor: Seat) -> None:
    visitor.send("", attachments=[uploaded(visitor, png())])
    visitor.send("no files", after=1)
    maya = across(shop.admin(), visitor.conversation_id)
    assert links(visitor, 2).code == links(maya, 3).code == "attachment_not_found"
    assert links(shop.visitor(), 1).code == "attachment_not_found"
    assert links(maya, 1, by=Shop().admin()).code == "conversation_not_found"


def test_erasing_takes_files_and_waiting_uploads_and_keeps_later_ones(
    shop: Shop, visitor: Seat, work: Background
) -> None:
    admin = shop.admin()
    visitor.send("", attachments=[uploaded(visitor, png())])
    uploaded(visitor, PDF, "never sent.pdf", "application/pdf")
    other = shop.visitor()
    other.send("", attachments=[uploaded(other, png())])
    assert admin.call("DELETE", f"/admin/chatbot/{visitor.conversation_id}").status == 200
    assert stored(work, f"attachments/{visitor.conversation_id}/") == []
    assert stored(work, f"pending/{visitor.conversation_id}/") == []
    assert stored(work, f"attachments/{other.conversation_id}/") != []
    assert links(visitor, 1).code == "attachment_not_found"
    visitor.send("", after=1, attachments=[uploaded(visitor, png())])
    uploads.delete_all(visitor.conversation_id, up_to=1)
    assert stored(work, f"attachments/{visitor.conversation_id}/2/") != []


def test_an_erasure_that_cannot_delete_the_files_is_repeated(shop: Shop, visitor: Seat, work: Background) -> None:
    admin = shop.admin()
    visitor.send("", attachments=[uploaded(visitor, png())])
    work.refusals = [(503, "SlowDown")] * 3
    path = f"/admin/chatbot/{visitor.conversation_id}"
    assert admin.call("DELETE", path).code == "busy"
    assert admin.call("DELETE", path).status == 200
    assert stored(work) == []


def test_the_files_of_a_deleted_message_are_deleted(visitor: Seat, work: Background) -> None:
    visitor.send("", attachments=[uploaded(visitor, png())])
    visitor.send("", after=1, attachments=[uploaded(visitor, png())])
    work.deliver(visitor.conversation_id)
    gone = record(images(visitor.conversation_id)[0], "REMOVE")
    for _ in range(2):
        assert work.deliver_records([gone]) == {"batchItemFailures": []}
    assert [key.split("/")[2] for key in stored(work)] == ["2"]


def test_uploads_without_a_message_go_after_a_day(visitor: Seat, work: Background) -> None:
    uploaded(visitor, png())
    visitor.send("", attachments=[uploaded(visitor, png())])
    now = time.time()
    work.objects.clock = lambda: now + 25 * 3600
    work.s3.sweep(iam.FILES_BUCKET)
    assert [key.split("/")[0] for key in stored(work)] == ["attachments"]


def test_an_export_has_links_to_the_files(shop: Shop, visitor: Seat) -> None:
    admin = shop.admin()
    id = uploaded(visitor, png())
    visitor.send("", attachments=[id])
    [message] = admin.get(f"/admin/chatbot/{visitor.conversation_id}/export").body["messages"]
    assert message["attachments"][0]["name"] == "kettle.png"
    assert read(message["attachment_links"][id]).data == png()


def test_a_site_chooses_the_largest_file_or_none(shop: Shop, visitor: Seat) -> None:
    admin = shop.admin()
    assert admin.call("PATCH", "/admin/site", {"attachment_mb": 1}).status == 200
    sites.known.clear()
    too_large = visitor.api.post("/chatbot/uploads", {"name": "a.png", "type": "image/png", "size": 1024 * 1024 + 1})
    assert (too_large.status, too_large.code) == (413, "attachment_too_large")
    sites.put(dataclasses.replace(shop.site, attachment_mb=0))
    sites.known.clear()
    assert asked(visitor, png()).code == "attachments_off"
    session = visitor.api.post("/chatbot/session", {"widget_token": shop.site.widget_token})
    assert "attachments" not in session.body.get("extras", {})


def test_an_unknown_type_is_refused_before_the_upload(visitor: Seat) -> None:
    assert asked(visitor, b"MZ", "setup.exe", "application/x-msdownload").code == "attachment_type_not_allowed"


def test_uploads_are_limited_by_address_and_by_site(shop: Shop, visitor: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOADS_PER_ADDRESS", 2)
    assert [asked(visitor, png()).status for _ in range(3)] == [201, 201, 429]
    monkeypatch.setattr(limits, "UPLOADS_PER_MINUTE", 3)
    others = [asked(shop.visitor(address=f"198.51.100.{n}"), png()) for n in range(2)]
    assert [each.status for each in others] == [201, 429]
    assert others[1].code == "too_many_uploads"
    visitor.send()
    maya = across(shop.admin(), visitor.conversation_id)
    assert asked(maya, png()).status == 201


def test_a_message_needs_text_or_a_file_and_has_at_most_ten(visitor: Seat) -> None:
    assert visitor.send("", attachments=[]).code == "message_empty"
    assert visitor.send("", attachments=[f"{n:016d}" for n in range(11)]).code == "attachments_invalid"


def test_a_page_of_another_origin_may_upload_with_a_preflight(visitor: Seat) -> None:
    from tests.files import network

    form = asked(visitor, png()).body
    headers = {"Origin": "https://shop.example", "Access-Control-Request-Method": "POST"}
    allowed = network.request("OPTIONS", form["url"], headers=headers)
    assert (allowed.status, allowed.headers["Access-Control-Allow-Origin"]) == (200, "*")
    refused = network.request("OPTIONS", form["url"], headers={**headers, "Access-Control-Request-Method": "PUT"})
    assert refused.status == 403
    assert posted(form, png()).headers["Access-Control-Allow-Origin"] == "*"
