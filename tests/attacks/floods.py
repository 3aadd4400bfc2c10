"""Attacks by numbers."""

from tests.attacks.target import Breach, Reply, Target


def flood_the_site(target: Target) -> int:
    """Flood a conversation with messages, and the inbox with conversations."""
    as_deployed(target)
    token = target.visitor()["token"]
    slowed(
        [target.send(token, f"spam {number}", number) for number in range(30)], by=20, what="messages of one visitor"
    )
    slowed(
        [target.send(target.visitor()["token"], "spam") for _ in range(40)], by=40, what="conversations of one address"
    )
    return 70


def as_deployed(target: Target) -> None:
    """On a laptop every visitor has one address, so the local run is generous."""
    limits = {"conversations_per_minute": 60, "conversations_per_address": 20}
    assert target.api("PATCH", "/admin/site", limits, token=target.admin()["token"]).status == 200


def guess_a_password(target: Target) -> int:
    """Guess an admin's password, or find out who has an account."""
    told = []
    for email in (target.run.admin_email, "nobody@example.com"):
        attempts = [{"email": email, "password": f"password{number}"} for number in range(12)]
        replies = [target.api("POST", "/admin/session", attempt) for attempt in attempts]
        slowed(replies, by=12, what=f"guesses at {email}")
        told.append([(reply.status, reply.code) for reply in replies])
    if told[0] != told[1]:
        raise Breach(f"who has an account can be told from the answers: {told}")
    return 24


def slowed(replies: list[Reply], by: int, what: str) -> None:
    """Some of them must be told to wait, with a time, among the first ones."""
    waits = [reply for reply in replies[:by] if reply.status == 429]
    if not waits or any(int(reply.headers.get("retry-after", 0)) < 1 for reply in waits):
        raise Breach(f"{what}: {[reply.status for reply in replies]}")
