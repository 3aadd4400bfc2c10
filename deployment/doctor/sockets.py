"""Checks of tickets, handshakes, heartbeats and pushes."""

import asyncio
import time
from collections.abc import Callable

from deployment.doctor import client
from deployment.doctor.api import SECURITY
from deployment.doctor.checks import NotOk, NotTried, Visit, check, expect, ms
from deployment.doctor.client import ORIGIN, Event, Socket, handshake, open_socket

CONNECT = "See the log of the function websocket_connect."
MESSAGE = "See the log of the function websocket_message: can it post to @connections?"
PUSH = "See the logs of the REST function and of websocket_connect: can it post to @connections, does it time out?"


@check("Pages receive the socket's address", remedy="Deploy again: PORCHLIGHT_SOCKET_URL is not this stage's.")
def address(visit: Visit) -> str:
    received = visit.visitor.get("socket_url")
    expect(bool(received), "socket_url is null: pages only poll")
    expect(received == visit.target.socket, f"pages receive {received}, and the stage has {visit.target.socket}")
    return str(received)


@check("A ticket opens one socket only", remedy=CONNECT)
def ticket_once(visit: Visit) -> str:
    ticket = visitor_ticket(visit)
    first, second = handshake(socket_url(visit), ticket), handshake(socket_url(visit), ticket)
    expect(first == 101, f"the handshake returns {first}")
    expect(second in (401, 403), f"a used ticket returns {second}")
    return f"101, then {second}"


@check("A socket without a ticket is rejected", remedy=SECURITY)
def no_ticket(visit: Visit) -> str:
    status = handshake(socket_url(visit), None)
    expect(status in (401, 403), f"a handshake without a ticket returns {status}")
    return str(status)


@check("A socket from another origin is rejected", remedy=SECURITY)
def other_origin(visit: Visit) -> str:
    status = handshake(socket_url(visit), visitor_ticket(visit), origin="https://evil.invalid")
    expect(status in (401, 403), f"a handshake from another origin returns {status}")
    return str(status)


@check("A heartbeat is answered", remedy=MESSAGE)
def heartbeat(visit: Visit) -> str:
    ticket, cursors = visitor_ticket(visit), {visit.conversation: 0}

    async def beat() -> float:
        async with open_socket(socket_url(visit), ticket) as socket:
            began = time.perf_counter()
            await socket.send_json({"type": "resume", "cursors": cursors})
            event = await received(socket, "the answer", lambda event: event.get("type") == "resumed")
            expect(visit.conversation in str(event["behind"]), "the answer does not name what the page misses")
            return time.perf_counter() - began

    return ms(asyncio.run(beat()))


@check("Messages are pushed in both directions", remedy=PUSH)
def push(visit: Visit) -> str:
    """A visitor's page and an admin's page are open. Each receives what the other one sends."""
    tickets = visitor_ticket(visit), new_ticket(visit, "/admin/ticket", visit.admin)
    reply = f"/admin/chatbot/{visit.conversation}/reply"

    async def both() -> tuple[float, float]:
        url = socket_url(visit)
        async with open_socket(url, tickets[0]) as visitor, open_socket(url, tickets[1]) as admin:
            to_admin = await push_seconds(visit, "/chatbot/message", visit.visitor["token"], 1, admin)
            return to_admin, await push_seconds(visit, reply, visit.admin, 2, visitor)

    to_admin, to_visitor = asyncio.run(both())
    return f"to the admin in {ms(to_admin)}, to the visitor in {ms(to_visitor)}"


async def push_seconds(visit: Visit, path: str, token: str, after: int, receiver: Socket) -> float:
    """Sends a message. Returns the seconds until the other side receives it."""
    url, client_id = visit.target.api + path, f"doctor-{after:08d}"
    body = {"client_id": client_id, "body": "Pushed", "after": after}
    headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}

    async def arrival() -> float:
        await received(receiver, "the message", lambda event: event.get("message", {}).get("client_id") == client_id)
        return time.perf_counter()

    arriving = asyncio.ensure_future(arrival())
    try:
        async with client.client_session() as page:
            began = time.perf_counter()
            async with page.post(url, json=body, headers=headers, proxy=client.proxy_for(url)) as answer:
                expect(answer.status == 201, f"POST {path}: {answer.status}")
            return await arriving - began
    finally:
        arriving.cancel()


async def received(socket: Socket, what: str, wanted: Callable[[Event], bool]) -> Event:
    try:
        return await client.next_event(socket, wanted)
    except asyncio.TimeoutError:
        raise NotOk(f"{what} has not arrived within {client.EVENT_SECONDS:.0f} s") from None
    except ConnectionError as error:
        raise NotOk(f"{what} has not arrived: {error}") from None


def visitor_ticket(visit: Visit) -> str:
    assert visit.conversation  # a visitor gets no ticket before the first message
    return new_ticket(visit, "/chatbot/ticket", visit.visitor["token"])


def new_ticket(visit: Visit, path: str, token: str) -> str:
    socket_url(visit)
    reply = visit.api("POST", path, token=token)
    expect(reply.status == 201, f"POST {path}: {reply.short}", "See the log of the REST function.")
    return str(reply.body["ticket"])


def socket_url(visit: Visit) -> str:
    if not visit.target.socket:
        raise NotTried("the stage has no socket")
    return visit.target.socket


CHECKS = (address, ticket_once, no_ticket, other_origin, heartbeat, push)
