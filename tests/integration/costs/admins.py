"""What the calls of an admin cost."""

from chalicelib.model import now_ms
from chalicelib.storage import canned_replies, sessions
from tests.api_client import PASSWORD, Api, Shop, across
from tests.desk_client import Desk
from tests.integration.background import background
from tests.integration.costs.scenarios import TEXT, Call, conversation, registry, with_three_conversations

SCENARIOS, scenario = registry()


def with_canned_replies(shop: Shop) -> tuple[Api, str]:
    """Also returns the version of the replies."""
    admin = shop.admin()
    for number in range(10):
        fields = {"name": f"reply-{number}", "title": "Returns", "text": "x" * 2000}
        assert admin.post("/admin/canned-replies/entries", fields).status == 201
    return admin, canned_replies.stored(shop.site.site_id)[0]


@scenario("canned replies that have not changed")
def canned_unchanged(shop: Shop) -> Call:
    admin, version = with_canned_replies(shop)
    return lambda: admin.post("/admin/canned-replies", {"version": version})


@scenario("canned replies, for a process that has them")
def canned_known(shop: Shop) -> Call:
    admin, _ = with_canned_replies(shop)
    assert admin.post("/admin/canned-replies", {}).status == 200
    return lambda: admin.post("/admin/canned-replies", {})


@scenario("canned replies, ten of two kilobytes")
def canned_read(shop: Shop) -> Call:
    admin, _ = with_canned_replies(shop)
    return lambda: admin.post("/admin/canned-replies", {})


@scenario("other conversations of a visitor who has none")
def others_of_one(shop: Shop) -> Call:
    admin, id = shop.admin(), conversation(shop).conversation_id
    return lambda: admin.get(f"/admin/chatbot/{id}/others")


@scenario("sign-in")
def sign_in(shop: Shop) -> Call:
    email = shop.account()
    return lambda: Api().post("/admin/session", {"email": email, "password": PASSWORD})


@scenario("sign-out")
def sign_out(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.call("DELETE", "/admin/session")


@scenario("session refresh")
def refresh(shop: Shop) -> Call:
    entry = Api().post("/admin/session", {"email": shop.account(), "password": PASSWORD})
    return lambda: Api().post("/admin/session/refresh", {"refresh_token": entry.body["refresh_token"]})


@scenario("inbox poll that finds nothing, in a process that has not read the session")
def idle_inbox_poll_of_a_fresh_process(shop: Shop) -> Call:
    admin = shop.admin()
    cursor = admin.get("/admin/chatbot").body["cursor"]
    sessions.known.clear()
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("inbox, first page of three")
def inbox(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    return lambda: admin.get("/admin/chatbot")


@scenario("inbox, first page of fifty")
def inbox_of_fifty(shop: Shop) -> Call:
    for number in range(50):
        assert shop.visitor(address=f"192.0.2.{number}").send(TEXT).status == 201
    admin = shop.admin()
    return lambda: admin.get("/admin/chatbot?limit=50")


@scenario("inbox poll that finds nothing")
def idle_inbox_poll(shop: Shop) -> Call:
    admin = shop.admin()
    cursor = admin.get("/admin/chatbot").body["cursor"]
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("inbox poll that finds three changed")
def inbox_poll(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    cursor = admin.get("/admin/chatbot").body["cursor"]
    return lambda: admin.get(f"/admin/chatbot?since={cursor}")


@scenario("mark-read")
def mark_read(shop: Shop) -> Call:
    seat = across(shop.admin(), conversation(shop).conversation_id)
    return lambda: seat.mark_read(3)


@scenario("mark-read that moves nothing")
def mark_read_again(shop: Shop) -> Call:
    visitor = conversation(shop)
    return lambda: visitor.mark_read(3)


def at_the_desk(shop: Shop) -> Desk:
    """With two notes."""
    desk = Desk(shop.admin(), conversation(shop).conversation_id)
    for number in range(2):
        assert desk.note(TEXT, after=number).status == 201
    return desk


@scenario("note")
def note(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.note(TEXT, after=2)


@scenario("edit of a note")
def edit_of_note(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.edit(2, TEXT, after=2)


@scenario("assignment")
def assignment(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.assign(desk.admin_id, after=2)


@scenario("tag")
def tag(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.tag(["billing"], after=2)


@scenario("snooze")
def snooze(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    until = now_ms() + 3600_000
    return lambda: desk.snooze(until, after=2)


@scenario("link of two conversations")
def link(shop: Shop) -> Call:
    desk, other = at_the_desk(shop), at_the_desk(shop)
    return lambda: desk.link(other.conversation_id, after=2)


@scenario("desk log of two notes")
def desk_log(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.page(0)


@scenario("desk log that has nothing new")
def idle_desk_log(shop: Shop) -> Call:
    desk = at_the_desk(shop)
    return lambda: desk.page(2)


@scenario("counts of the inbox")
def counts(shop: Shop) -> Call:
    admin = with_three_conversations(shop)
    return lambda: admin.get("/admin/counts")


@scenario("inbox, one's own three")
def own_inbox(shop: Shop) -> Call:
    admin = shop.admin()
    for _ in range(3):
        desk = Desk(admin, conversation(shop, messages=1).conversation_id)
        assert desk.assign(desk.admin_id).status == 200
    return lambda: admin.get("/admin/chatbot?view=mine")


@scenario("inbox, those with a tag among fifty")
def tagged_inbox(shop: Shop) -> Call:
    for number in range(50):
        assert shop.visitor(address=f"192.0.2.{number}").send(TEXT).status == 201
    admin = shop.admin()
    return lambda: admin.get("/admin/chatbot?tag=billing")


@scenario("list of blocks")
def list_of_blocks(shop: Shop) -> Call:
    admin = shop.admin()
    admin.get("/admin/blocks")
    return lambda: admin.get("/admin/blocks")


@scenario("admin's ticket")
def admins_ticket(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.post("/admin/ticket")


@scenario("choice to be away")
def chosen_away(shop: Shop) -> Call:
    admin = shop.admin()
    return lambda: admin.post("/admin/presence", {"away": True})


@scenario("search that finds three messages")
def search_of_messages(shop: Shop) -> Call:
    return searching(shop, "blue kettle")


@scenario("search that finds nothing")
def search_of_nothing(shop: Shop) -> Call:
    return searching(shop, "teapot")


def searching(shop: Shop, text: str) -> Call:
    visitor, admin = conversation(shop), shop.admin()
    with background() as work:
        work.deliver(visitor.conversation_id)
    return lambda: admin.post("/admin/search", {"q": text})


@scenario("team of three")
def team_of_three(shop: Shop) -> Call:
    admin = shop.admin()
    for name in ("Noor", "Olu"):
        shop.account(name, role="agent")
    return lambda: admin.get("/admin/team")
