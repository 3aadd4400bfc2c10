"""Tickets, handshakes, and what is pushed from one side to the other."""

import asyncio
import time
from collections.abc import Callable

from deployment.doctor.checks import NotOk, check, expect
from deployment.doctor.http import proxy_for
from deployment.doctor.rest import ms
from deployment.doctor.scene import ORIGIN, NotTried, Scene
from deployment.doctor.socket_client import HEARING_SECONDS, Event, Socket, browser, handshake, hear, opened

CONNECT = "See the log of the function websocket_connect."
PUSH = "See the logs of the REST function and of websocket_connect: may it post to @connections, is its time enough?"


@check("Pages are told where the socket is", remedy="Deploy again: PORCHLIGHT_SOCKET_URL is not this stage's.")
def address(scene: Scene) -> str:
    told = scene.visitor.get("socket_url")
    expect(bool(told), "socket_url is null: pages only poll")
    expect(told == scene.target.socket, f"pages are told {told}, and the stage's socket is {scene.target.socket}")
    return str(told)


@check("A ticket opens one socket", remedy=CONNECT)
def ticket_once(scene: Scene) -> str:
    ticket = visitors_ticket(scene)
    first, second = handshake(where(scene), ticket), handshake(where(scene), ticket)
    expect(first == 101, f"the handshake is answered {first}")
    expect(second in (401, 403), f"a used ticket is answered {second}")
    return f"101, then {second}"


@check("No socket without a ticket", remedy="Take the stage off the internet and report it: see SECURITY.md.")
def no_ticket(scene: Scene) -> str:
    status = handshake(where(scene), None)
    expect(status in (401, 403), f"a handshake without one is answered {status}")
    return str(status)


@check("No socket from another page", remedy="Take the stage off the internet and report it: see SECURITY.md.")
def other_origin(scene: Scene) -> str:
    status = handshake(where(scene), visitors_ticket(scene), origin="https://evil.invalid")
    expect(status in (401, 403), f"another page's handshake is answered {status}")
    return str(status)


@check("The socket answers", remedy="See the log of the function websocket_message: may it post to @connections?")
def heartbeat(scene: Scene) -> str:
    ticket, cursors = visitors_ticket(scene), {scene.conversation: 0}

    async def beat() -> float:
        async with opened(where(scene), ticket) as socket:
            began = time.perf_counter()
            await socket.send_json({"type": "resume", "cursors": cursors})
            event = await heard(socket, "the answer", lambda event: event.get("type") == "resumed")
            expect(scene.conversation in str(event["behind"]), "a heartbeat does not say what the page misses")
            return time.perf_counter() - began

    return ms(asyncio.run(beat()))


@check("A message is pushed, both ways", remedy=PUSH)
def push(scene: Scene) -> str:
    """One page of the visitor's and one of an admin's, both open; each hears what the other sends."""
    tickets = visitors_ticket(scene), ticket(scene, "/admin/ticket", scene.admin)
    reply = f"/admin/chatbot/{scene.conversation}/reply"

    async def both() -> tuple[float, float]:
        async with opened(where(scene), tickets[0]) as visitor, opened(where(scene), tickets[1]) as admin:
            there = await seen(scene, "/chatbot/message", scene.visitor["token"], 1, by=admin)
            back = await seen(scene, reply, scene.admin, 2, by=visitor)
        return there, back

    there, back = asyncio.run(both())
    return f"seen by the admin {ms(there)} after it was sent, by the visitor {ms(back)}"


async def seen(scene: Scene, path: str, token: str, after: int, by: Socket) -> float:
    """Sends a message, and returns how many seconds later the other side has it."""
    url, client_id = scene.target.api + path, f"doctor-{after:08d}"
    body = {"client_id": client_id, "body": "Pushed", "after": after}
    headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}

    async def arrival() -> float:
        # Who sends hears it too: it may be another tab that does.
        await heard(by, "the message", lambda event: event.get("message", {}).get("client_id") == client_id)
        return time.perf_counter()

    arriving = asyncio.ensure_future(arrival())
    try:
        async with browser() as page:
            began = time.perf_counter()
            async with page.post(url, json=body, headers=headers, proxy=proxy_for(url)) as answer:
                expect(answer.status == 201, f"POST {path}: {answer.status}")
            return await arriving - began
    finally:
        arriving.cancel()


async def heard(socket: Socket, what: str, wanted: Callable[[Event], bool]) -> Event:
    try:
        return await hear(socket, wanted)
    except asyncio.TimeoutError:
        raise NotOk(f"{what} has not come within {HEARING_SECONDS:.0f} s") from None
    except ConnectionError as error:
        raise NotOk(f"{what} has not come: {error}") from None


def visitors_ticket(scene: Scene) -> str:
    assert scene.conversation  # before its first message a visitor gets none
    return ticket(scene, "/chatbot/ticket", scene.visitor["token"])


def ticket(scene: Scene, path: str, token: str) -> str:
    where(scene)
    reply = scene.api("POST", path, token=token)
    expect(reply.status == 201, f"POST {path}: {reply.short}", "See the log of the REST function.")
    return str(reply.body["ticket"])


def where(scene: Scene) -> str:
    if not scene.target.socket:
        raise NotTried("the stage has no socket")
    return scene.target.socket


CHECKS = (address, ticket_once, no_ticket, other_origin, heartbeat, push)
