"""How an admin wants to be alerted."""

from tests.api_client import Api, Shop

DEFAULT = {"alert_by_push": True, "alert_by_mail": True, "quiet_from": "", "quiet_until": "", "quiet_zone": ""}
NIGHT = {"quiet_from": "22:00", "quiet_until": "07:00", "quiet_zone": "Europe/Berlin"}


def changed(admin: Api, **fields: object) -> dict[str, object]:
    answer = admin.call("PATCH", "/admin/notifications", fields)
    assert answer.status == 200, answer
    return dict(answer.body["notifications"])


def test_an_admin_is_alerted_by_every_channel_until_they_choose_otherwise() -> None:
    assert Shop().admin().get("/admin/notifications").body["notifications"] == DEFAULT


def test_changed_preferences_are_read_back_and_the_others_stay() -> None:
    shop = Shop()
    admin, colleague = shop.admin(role="agent"), shop.admin("Noor")
    assert changed(admin, **NIGHT) == {**DEFAULT, **NIGHT}
    assert changed(admin, alert_by_mail=False) == {**DEFAULT, **NIGHT, "alert_by_mail": False}
    assert changed(admin) == changed(admin, alert_by_mail=None) == {**DEFAULT, **NIGHT, "alert_by_mail": False}
    assert admin.get("/admin/notifications").body["notifications"]["quiet_from"] == "22:00"
    assert colleague.get("/admin/notifications").body["notifications"] == DEFAULT


def test_empty_times_end_the_quiet_hours() -> None:
    admin = Shop().admin()
    changed(admin, **NIGHT)
    assert changed(admin, quiet_from="", quiet_until="") == {**DEFAULT, "quiet_zone": "Europe/Berlin"}


def test_one_time_may_be_changed_alone_but_not_into_incomplete_quiet_hours() -> None:
    admin = Shop().admin()
    changed(admin, **NIGHT)
    assert changed(admin, quiet_until="06:30")["quiet_until"] == "06:30"
    for field, value in (("quiet_until", ""), ("quiet_from", ""), ("quiet_from", "06:30")):
        answer = admin.call("PATCH", "/admin/notifications", {field: value})
        assert (answer.status, answer.body["error"]["code"][:6]) == (400, "quiet_")
    assert admin.get("/admin/notifications").body["notifications"]["quiet_from"] == "22:00"


def test_preferences_outlast_a_new_password_and_a_new_role() -> None:
    shop = Shop()
    owner, admin = shop.admin("Noor"), shop.admin(role="agent")
    changed(admin, **NIGHT)
    members = {each["name"]: each["id"] for each in owner.get("/admin/team").body["admins"]}
    wanted = {"role": "owner", "password": "correct horse battery staple"}
    assert owner.call("PATCH", f"/admin/team/{members['Maya']}", wanted).status == 200
    email = next(each["email"] for each in owner.get("/admin/team").body["admins"] if each["name"] == "Maya")
    again = Api().post("/admin/session", {"email": email, "password": "correct horse battery staple"})
    kept = Api(again.body["token"]).get("/admin/notifications").body["notifications"]
    assert kept == {**DEFAULT, **NIGHT}
