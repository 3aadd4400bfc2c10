"""An interrupted change that is retried ends like one that was not interrupted, wherever it was interrupted."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache

import pytest

from chalicelib.accounts import team
from chalicelib.chat import append
from chalicelib.storage import blocks, sessions, sites
from tests.api_client import PASSWORD, Answer, new_client_id
from tests.desk_client import Desk
from tests.integration.engine import Crash, seen
from tests.integration.interrupted import FAULTS, ONLY_OF_WRITES, READS, Scene, interrupted
from tests.integration.log_lines import logged

Call = Callable[[], Answer]
TRIES = 6
PROOF = {"password": PASSWORD}
NEW_PASSWORD = "a kettle that sings at six"
MOST_REQUESTS = 60
DONE_BEFORE = {"block_not_found", "admin_not_found"}  # what a retry of a change that took effect may be answered

CHANGES: dict[str, Callable[[Scene], Call]] = {}


def change(name: str) -> Callable[[Callable[[Scene], Call]], Callable[[Scene], Call]]:
    """Registers a function that prepares a scene and returns the call that is interrupted and repeated."""

    def register(prepare: Callable[[Scene], Call]) -> Callable[[Scene], Call]:
        CHANGES[name] = prepare
        return prepare

    return register


@change("a visitor is blocked")
def block(scene: Scene) -> Call:
    fields = {"conversation_id": scene.id, "kind": "visitor", "reason": "Abuse"}
    return lambda: scene.owner.post("/admin/blocks", fields)


@change("another visitor of the site is blocked already")
def second_block(scene: Scene) -> Call:
    other = scene.shop.visitor()
    other.send()
    scene.owner.post("/admin/blocks", {"conversation_id": other.conversation_id, "kind": "visitor"})
    return block(scene)


@change("a visitor is let back in")
def unblock(scene: Scene) -> Call:
    made = block(scene)().body["block"]
    return lambda: scene.owner.call("DELETE", f"/admin/blocks/{made['id']}")


@change("a first message")
def first_message(scene: Scene) -> Call:
    scene.visitor = scene.shop.visitor()
    client_id = new_client_id()
    return lambda: scene.visitor.send("hello", client_id=client_id)


@change("a later message")
def later_message(scene: Scene) -> Call:
    client_id = new_client_id()
    return lambda: scene.visitor.send("more", after=3, client_id=client_id)


@change("a reply")
def reply(scene: Scene) -> Call:
    client_id = new_client_id()
    return lambda: scene.maya.send("at your service", after=3, client_id=client_id)


@change("a message is edited")
def edit(scene: Scene) -> Call:
    client_id = new_client_id()
    return lambda: scene.visitor.edit(3, "changed", after=3, client_id=client_id)


@change("a message is edited again")
def edit_again(scene: Scene) -> Call:
    scene.visitor.edit(3, "changed once", after=3)
    client_id = new_client_id()
    return lambda: scene.visitor.edit(3, "changed twice", after=4, client_id=client_id)


@change("a message is deleted")
def delete(scene: Scene) -> Call:
    client_id = new_client_id()
    return lambda: scene.visitor.delete(3, after=3, client_id=client_id)


@change("a conversation is given to a colleague")
def assign(scene: Scene) -> Call:
    client_id = new_client_id()
    colleague = scene.admin_id(scene.colleague)
    return lambda: Desk(scene.owner, scene.id).assign(colleague, client_id=client_id)


@change("a note is edited again")
def edit_note_again(scene: Scene) -> Call:
    desk = Desk(scene.owner, scene.id)
    desk.note("a note")
    desk.edit(1, "changed once", after=1)
    client_id = new_client_id()
    return lambda: desk.edit(1, "changed twice", after=2, client_id=client_id)


@change("an admin has read")
def admin_reads(scene: Scene) -> Call:
    return lambda: scene.maya.mark_read(3)


@change("an admin has read a part")
def admin_reads_a_part(scene: Scene) -> Call:
    return lambda: scene.maya.mark_read(2)


@change("a visitor has read")
def visitor_reads(scene: Scene) -> Call:
    scene.maya.send("at your service", after=3)
    return lambda: scene.visitor.mark_read(4)


@change("a conversation is erased")
def erase(scene: Scene) -> Call:
    Desk(scene.owner, scene.id).note("a note")
    return lambda: scene.owner.call("DELETE", f"/admin/chatbot/{scene.id}")


@change("settings are changed")
def change_settings(scene: Scene) -> Call:
    return lambda: scene.owner.call("PATCH", "/admin/site", {"greeting": "Good evening!", "retention_days": 30})


@change("the widget token is replaced")
def replace_widget_token(scene: Scene) -> Call:
    return lambda: scene.owner.post("/admin/site/widget-token", {"overlap_days": 7})


@change("the identity secret is replaced")
def replace_identity_secret(scene: Scene) -> Call:
    return lambda: scene.owner.post("/admin/site/identity-secret", {"overlap_days": 7, **PROOF})


@change("a role is changed")
def change_role(scene: Scene) -> Call:
    return lambda: scene.owner.call(
        "PATCH", f"/admin/team/{scene.admin_id(scene.colleague)}", {"role": "owner", **PROOF}
    )


@change("an admin is removed")
def remove(scene: Scene) -> Call:
    return lambda: scene.owner.call("DELETE", f"/admin/team/{scene.admin_id(scene.colleague)}", PROOF)


@change("a password reset is allowed")
def allow_reset(scene: Scene) -> Call:
    return lambda: scene.owner.post(f"/admin/team/{scene.admin_id(scene.colleague)}/password-reset", PROOF)


@change("an admin signs out")
def sign_out(scene: Scene) -> Call:
    return lambda: scene.colleague.call("DELETE", "/admin/session")


@cache
def run_undisturbed(name: str) -> tuple[dict[str, object], list[str]]:
    """Returns the state after the call, and the operations of its requests to the store."""
    scene = Scene()
    call = CHANGES[name](scene)
    forget()
    with seen() as requests:
        assert call().status in (200, 201)
    return scene.state(), [operation for operation, _ in requests]


def forget() -> None:
    """Clears the caches: the retry may reach another process."""
    sites.known.clear()
    sessions.known.clear()
    blocks.known.clear()


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(append, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(team, "PAUSE_SECONDS", 0)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", CHANGES)
def test_an_interrupted_change_that_is_retried_ends_like_an_undisturbed_one(name: str, fault: str) -> None:
    expected, operations = run_undisturbed(name)
    assert 0 < len(operations) < MOST_REQUESTS
    for number, operation in enumerate(operations, 1):
        if operation in READS and fault in ONLY_OF_WRITES:
            continue
        scene = Scene()
        call = CHANGES[name](scene)
        forget()
        with logged() as log, interrupted(number, FAULTS[fault]) as interruption:
            answer = attempt(call)
        assert interruption.met
        assert interruption.met[0] == operation
        for _ in range(TRIES):
            if answer and answer.status < 500:
                break
            forget()
            answer = attempt(call)
        assert answer, (number, interruption.met)
        assert answer.status < 300 or answer.code in DONE_BEFORE, (number, answer)
        state = scene.state()
        # What may be missing although the call succeeded, if the log reports it.
        if interruption.hit_the_audit_log and log.events("audit_failed"):
            state["audit"] = expected["audit"]
        if log.events("fan_out_failed"):  # pages find it by polling
            state["heard"] = expected["heard"]
        if log.events("sockets_not_closed"):  # they are closed at their next heartbeat, and receive events until then
            state |= {kind: expected[kind] for kind in ("closed", "socket")}
            state["heard"] |= {"colleague": expected["heard"]["colleague"]}
        assert state == expected, f"request {number}: {interruption.met[0]}"


def attempt(call: Call) -> Answer | None:
    """None: the process died without an answer."""
    with suppress(Crash):
        return call()
    return None
