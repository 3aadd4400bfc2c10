"""The admin's sessions: signing in and out, staying in, and where else one is signed in."""

from chalice import Blueprint, Response

from chalicelib.accounts import devices, sessions
from chalicelib.accounts.refresh import refresh
from chalicelib.accounts.sessions import SignedIn
from chalicelib.accounts.sign_in import sign_in as sign_in_with_password
from chalicelib.api import serialize
from chalicelib.api.answers.sessions import AdminSession, Done, Sessions
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import Refresh, SignIn
from chalicelib.identity import tokens

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/session", caller=None, body=SignIn, answers={201: AdminSession})
def sign_in(call: Call) -> Response:
    body: SignIn = call.body
    return entered(
        sign_in_with_password(body.email, body.password, body.code, body.device_tokens, call.address, call.agent)
    )


@endpoint(blueprint, "POST", "/admin/session/refresh", caller=None, body=Refresh, answers={201: AdminSession})
def refresh_session(call: Call) -> Response:
    return entered(refresh(call.body.refresh_token, call.address))


@endpoint(blueprint, "DELETE", "/admin/session", caller="leaver", answers={200: Done})
def sign_out(call: Call) -> Response:
    sessions.sign_out(call.caller, call.address)
    return serialize.answer(200, {})


@endpoint(blueprint, "GET", "/admin/sessions", caller="admin", answers={200: Sessions})
def list_sessions(call: Call) -> Response:
    return serialize.answer(
        200,
        {
            "sessions": [
                {
                    "id": session.id,
                    "device": devices.describe(session.agent),
                    "address": session.address,
                    "created_at": session.created_at,
                    "used_at": session.used_at,
                    "current": session.id == call.caller.session_id,
                }
                for session in sessions.newest_first(call.caller)
            ]
        },
    )


@endpoint(blueprint, "DELETE", "/admin/sessions/{session_id}", caller="admin", answers={200: Done})
def end_session(call: Call, session_id: str) -> Response:
    sessions.end_one(call.caller, session_id, call.address)
    return serialize.answer(200, {})


@endpoint(blueprint, "DELETE", "/admin/sessions", caller="admin", answers={200: Done})
def end_sessions(call: Call) -> Response:
    sessions.end_all(call.caller, call.address)
    return serialize.answer(200, {})


def entered(entry: SignedIn) -> Response:
    """The answer of every way in: an access token for minutes, and a refresh token for the next one."""
    admin, site, session, refresh_token = entry
    token, expires_at = tokens.issue_admin(admin, session)
    return serialize.answer(
        201,
        {
            "token": token,
            "expires_at": expires_at,
            "refresh_token": refresh_token.text,
            "refresh_expires_at": session.expires_at * 1000,
            "session_id": session.id,
            "device_token": devices.issue_token(admin),
            "admin": serialize.admin(admin),
            "site": {"id": site.site_id, "name": site.name, "widget_token": site.widget_token},
            **serialize.settings(site),
        },
    )
