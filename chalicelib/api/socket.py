"""The three WebSocket routes. A refusal at `$connect` becomes the handshake's status."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

from chalice.app import WebsocketEvent

from chalicelib import logs, metrics
from chalicelib.api import frames
from chalicelib.api.call_line import CallLine
from chalicelib.api.serialize.accounts import team
from chalicelib.api.serialize.responses import error
from chalicelib.chat import presence, resume, sockets
from chalicelib.errors import Refusal, TicketInvalid
from chalicelib.metrics import Metric
from chalicelib.realtime import fanout, gateway

if TYPE_CHECKING:
    from chalicelib.api.answers.frames import Answer
    from chalicelib.api.schemas.frames import Frame

PROTOCOL = "porchlight.v1"
TICKET_PREFIX = "ticket."
AGAIN_SECONDS = 0.5  # at most, until an answer is posted again: pages wait for 10, and the function for its next call

LambdaAnswer = dict[str, Any]  # to API Gateway


def connect(event: WebsocketEvent) -> LambdaAnswer:
    """Opens a socket for a page that offers the protocol and a ticket, `["porchlight.v1", "ticket.<...>"]`.

    Only the protocol is returned, so that the ticket stays out of URLs and logs.
    """
    headers = {name.lower(): value for name, value in (event.to_dict().get("headers") or {}).items()}
    with logged(event, "$connect") as line:
        try:
            ticket = offered_ticket(headers.get("sec-websocket-protocol", ""))
            sockets.connect(event.connection_id, ticket, headers.get("origin"), endpoint(event))
        except Refusal as refusal:
            line.refused(refusal)
            return {"statusCode": refusal.status, "body": fanout.frame(error(refusal)).decode()}
        line.answered(200)
        return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": PROTOCOL}}


def receive(event: WebsocketEvent) -> LambdaAnswer:
    """Answers a frame, apart from `typing`. An error is sent on the socket, which stays open."""
    with logged(event, "$default") as line:
        try:
            said_at = int(event.to_dict()["requestContext"]["requestTimeEpoch"])
            reply = answer(event.connection_id, frames.parse(event.body), said_at)
            line.answered(200)
        except Refusal as refusal:
            line.refused(refusal)
            reply = {"type": "error", **error(refusal)}
        if reply is None:
            return {"statusCode": 200}
        outcome = post(event, fanout.frame(reply))
        logs.add(reply=reply["type"], outcome=outcome.value)
        if outcome is gateway.Outcome.FAILED:  # the other outcomes need no attention, and idle pages report no metrics
            metrics.count(Metric.PUSHES_FAILED)
        return {"statusCode": 200}


def post(event: WebsocketEvent, frame: bytes) -> gateway.Outcome:
    """Posts an answer, and once more if API Gateway refuses it. A page without an answer would close a socket that
    works, and request another one while API Gateway has too much to do."""
    outcome = gateway.post(endpoint(event), event.connection_id, frame)
    if outcome not in (gateway.Outcome.THROTTLED, gateway.Outcome.FAILED):
        return outcome
    pause(random.uniform(0, AGAIN_SECONDS))
    return gateway.post(endpoint(event), event.connection_id, frame)


def pause(seconds: float) -> None:
    time.sleep(seconds)


def disconnect(event: WebsocketEvent) -> LambdaAnswer:
    with logged(event, "$disconnect") as line:
        try:
            sockets.disconnect(event.connection_id)
            line.answered(200)
        except Refusal as refusal:  # the next fan-out finds the socket closed, or its row expires
            line.refused(refusal)
        return {"statusCode": 200}


def logged(event: WebsocketEvent, route: str) -> CallLine:
    request = event.to_dict()["requestContext"]
    return CallLine("socket", event.context, request, route=route, connection_id=event.connection_id)


def offered_ticket(header: str) -> str:
    offered = [protocol.strip() for protocol in header.split(",")]
    tickets = [protocol.removeprefix(TICKET_PREFIX) for protocol in offered if protocol.startswith(TICKET_PREFIX)]
    if PROTOCOL not in offered or len(tickets) != 1:
        raise TicketInvalid()
    return tickets[0]


def answer(connection_id: str, frame: frames.Ping | Frame, said_at: int) -> Answer | None:
    """`said_at`: when the frame arrived (epoch milliseconds). Raises a `Refusal`."""
    if isinstance(frame, dict):
        if "away" in frame:
            sockets.beat(connection_id, frame["away"])
        return {"type": "pong"}
    if frame.type == "resume":
        return {"type": "resumed", "behind": resume.behind(connection_id, frame.cursors, frame.away)}
    if frame.type == "viewing":
        return {"type": "team", **team(presence.view(connection_id, frame.conversation_id, said_at))}
    presence.type_in(connection_id, frame.conversation_id, frame.stopped)
    return None


def endpoint(event: WebsocketEvent) -> str:
    return gateway.endpoint(event.domain_name, event.stage)
