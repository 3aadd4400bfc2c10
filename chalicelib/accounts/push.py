"""The push subscription of an admin's browser. It is part of the session and ends with it: no sign-out leaves one."""

from chalicelib.config import config
from chalicelib.errors import PushKeyReplaced, PushNotSetUp, PushNotSubscribed, SessionRevoked, TooManyTests
from chalicelib.model import AdminCaller, now_ms
from chalicelib.model.accounts import NO_PUSH, PushSubscription
from chalicelib.storage import counters
from chalicelib.storage import sessions as session_rows

TEST_SECONDS, TESTS_AT_MOST = 600, 5  # of one admin


def subscribe(caller: AdminCaller, subscription: PushSubscription) -> None:
    """Stores the subscription of the caller's browser. Raises `PushNotSetUp`, `PushKeyReplaced` or `SessionRevoked`.

    An earlier session of the same browser may still have it, because its tab was closed without signing out. It is
    removed there: otherwise signing out of this session would not end the notifications.
    """
    present = config().push_public_key
    if present is None:
        raise PushNotSetUp()
    if subscription.vapid_key != present:
        raise PushKeyReplaced("key")
    if not session_rows.set_push(caller.admin_id, caller.session_id, subscription):
        raise SessionRevoked()
    for session in session_rows.of_admin(caller.admin_id):
        if session.push.endpoint == subscription.endpoint and session.id != caller.session_id:
            session_rows.remove_push(caller.admin_id, session.id, subscription.endpoint)


def unsubscribe(caller: AdminCaller) -> None:
    """Removes the subscription of the caller's browser, if it has one."""
    session_rows.set_push(caller.admin_id, caller.session_id, NO_PUSH)


def allow_test(caller: AdminCaller) -> str:
    """Counts a test notification. Returns its id, which no other one has.

    Raises `PushNotSubscribed` or `TooManyTests`.
    """
    session = session_rows.get(caller.admin_id, caller.session_id)
    if session is None or not session.push.endpoint:
        raise PushNotSubscribed()
    now = now_ms()
    period, seconds = divmod(now // 1000, TEST_SECONDS)
    if not counters.count(f"push-test#{caller.admin_id}#{period}", TESTS_AT_MOST, (period + 2) * TEST_SECONDS):
        raise TooManyTests(retry_after=TEST_SECONDS - seconds)
    return f"{now}"
