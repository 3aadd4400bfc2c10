"""Attacks by the number of requests."""

from tests.attacks.target import Breach, Reply, Target


def flood_the_site(target: Target) -> int:
    """Flood a conversation with messages, and the inbox with conversations."""
    as_deployed(target)
    token = target.visitor()["token"]
    must_be_throttled(
        [target.send(token, f"spam {number}", number) for number in range(30)], by=20, what="messages of one visitor"
    )
    must_be_throttled(
        [target.send(target.visitor()["token"], "spam") for _ in range(40)], by=40, what="conversations of one address"
    )
    return 70


def as_deployed(target: Target) -> None:
    """Sets a stage's default limits. A local run has higher ones, as all visitors share an IP address."""
    limits = {"conversations_per_minute": 60, "conversations_per_address": 20}
    assert target.api("PATCH", "/admin/site", limits, token=target.admin()["token"]).status == 200


def guess_a_password(target: Target) -> int:
    """Guess an admin's password, or find out who has an account."""
    outcomes = []
    for email in (target.run.admin_email, "nobody@example.com"):
        attempts = [{"email": email, "password": f"password{number}"} for number in range(12)]
        replies = [target.api("POST", "/admin/session", attempt) for attempt in attempts]
        must_be_throttled(replies, by=12, what=f"guesses at {email}")
        outcomes.append([(reply.status, reply.code) for reply in replies])
    if outcomes[0] != outcomes[1]:
        raise Breach(f"the responses reveal who has an account: {outcomes}")
    return 24


def must_be_throttled(replies: list[Reply], by: int, what: str) -> None:
    """Some of the first requests must get 429 with a Retry-After time."""
    waits = [reply for reply in replies[:by] if reply.status == 429]
    if not waits or any(int(reply.headers.get("retry-after", 0)) < 1 for reply in waits):
        raise Breach(f"{what}: {[reply.status for reply in replies]}")
