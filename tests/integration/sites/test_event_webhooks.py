"""A site's webhooks for events as its owner manages them. What is sent: notify/test_event_webhooks.py."""

from typing import Any

from tests.api_client import PASSWORD, Answer, Api, Shop

PATH = "/admin/event-webhooks"
ADDRESS = "https://orders.shop.example/porchlight"


def add(admin: Api, **fields: Any) -> Answer:
    return admin.post(PATH, {"address": ADDRESS, "types": ["message.created"], "password": PASSWORD, **fields})


def listed(admin: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = admin.get(PATH).body["event_webhooks"]
    return found


def test_a_sixth_webhook_and_a_second_one_with_the_same_address_are_refused(shop: Shop) -> None:
    admin = shop.admin()
    assert [add(admin, address=f"{ADDRESS}/{number}").status for number in range(5)] == [201] * 5
    assert add(admin).body["error"]["code"] == "webhooks_full"
    first, second, *_ = listed(admin)
    assert add(admin, address=first["address"]).body["error"] == {
        "code": "webhook_exists",
        "message": "The site has a webhook with this address already.",
        "field": "address",
    }
    changed = {"address": first["address"], "password": PASSWORD}
    assert admin.call("PATCH", f"{PATH}/{second['id']}", changed).body["error"]["code"] == "webhook_exists"
    assert admin.call("DELETE", f"{PATH}/{first['id']}").status == 200
    assert add(admin).status == 201


def test_a_new_webhook_another_address_and_a_new_secret_need_the_password(shop: Shop) -> None:
    admin = shop.admin()
    id = add(admin).body["event_webhook"]["id"]
    moved = {"address": f"{ADDRESS}/other"}
    for password, code in ((None, "password_required"), ("wrong horse battery staple", "credentials_wrong")):
        given = {"password": password} if password else {}
        refused = [
            add(admin, address=f"{ADDRESS}/2", password=password),
            admin.call("PATCH", f"{PATH}/{id}", {**moved, **given}),
            admin.post(f"{PATH}/{id}/secret", given),
        ]
        assert [each.body["error"]["code"] for each in refused] == [code] * 3
    assert [each["address"] for each in listed(admin)] == [ADDRESS]
    assert admin.call("PATCH", f"{PATH}/{id}", {**moved, "password": PASSWORD}).status == 200
    assert admin.call("PATCH", f"{PATH}/{id}", {"types": ["conversation.rated"]}).status == 200


def test_what_owners_do_is_in_the_audit_log(shop: Shop) -> None:
    admin = shop.admin()
    id = add(admin).body["event_webhook"]["id"]
    admin.call("PATCH", f"{PATH}/{id}", {"enabled": False, "types": ["conversation.rated", "message.created"]})
    admin.call("PATCH", f"{PATH}/{id}", {"enabled": False})  # changes nothing
    admin.post(f"{PATH}/{id}/secret", {"password": PASSWORD})
    admin.call("DELETE", f"{PATH}/{id}")
    entries = admin.get("/admin/audit").body["entries"]
    assert [(each["action"], each["target"], each["details"]) for each in entries[:4]] == [
        ("event_webhook.removed", id, {}),
        ("event_webhook.secret_replaced", id, {}),
        ("event_webhook.changed", id, {"settings": "enabled, types"}),
        ("event_webhook.added", id, {"types": "message.created"}),
    ]


def test_a_change_leaves_the_sites_settings_and_its_other_webhooks_as_they_are(shop: Shop) -> None:
    admin = shop.admin()
    other = add(admin, address=f"{ADDRESS}/other").body["event_webhook"]
    before = admin.get("/admin/site").body
    id = add(admin).body["event_webhook"]["id"]
    admin.call("PATCH", f"{PATH}/{id}", {"enabled": False})
    admin.call("PATCH", "/admin/site", {"greeting": before["site"]["greeting"]})
    assert admin.get("/admin/site").body == before
    assert listed(admin)[0] == other
    assert (listed(admin)[1]["enabled"], listed(admin)[1]["switched_off"]) == (False, "")
