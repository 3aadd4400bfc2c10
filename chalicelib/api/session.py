"""The admin's sessions: signing in and out, refreshing, and the list of all sessions."""

from chalice import Blueprint

from chalicelib.accounts import devices, language, sessions
from chalicelib.accounts.refresh import refresh
from chalicelib.accounts.sessions import SignedIn
from chalicelib.accounts.sign_in import sign_in as sign_in_with_password
from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import AdminSessionFields, Done, ListedSession, Sessions
from chalicelib.api.callers import ADMIN, ANYONE, SIGNED_OUT_ADMIN
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import Refresh, SignIn
from chalicelib.api.serialize import accounts
from chalicelib.api.serialize import sessions as session_fields
from chalicelib.config import config
from chalicelib.identity import tokens
from chalicelib.model import AdminCaller
from chalicelib.model.accounts import AdminSession
from chalicelib.model.pictures import by_face

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/session", ANYONE, body=SignIn)
def sign_in(call: Call[None, SignIn, None]) -> Created[AdminSessionFields]:
    body = call.body
    return Created(
        entered(
            sign_in_with_password(
                body.email, body.password, body.code, body.device_tokens, body.site_id, call.address, call.agent
            ),
            call.languages,
        )
    )


@endpoint(blueprint, "POST", "/admin/session/refresh", ANYONE, body=Refresh)
def refresh_session(call: Call[None, Refresh, None]) -> Created[AdminSessionFields]:
    return Created(entered(refresh(call.body.refresh_token, call.body.site_id, call.address), call.languages))


@endpoint(blueprint, "DELETE", "/admin/session", SIGNED_OUT_ADMIN)
def sign_out(call: Call[AdminCaller, None, None]) -> Ok[Done]:
    sessions.sign_out(call.caller, call.address)
    return Ok({})


@endpoint(blueprint, "GET", "/admin/sessions", ADMIN)
def list_sessions(call: Call[AdminCaller, None, None]) -> Ok[Sessions]:
    return Ok({"sessions": [listed(session, call.caller) for session in sessions.newest_first(call.caller)]})


@endpoint(blueprint, "DELETE", "/admin/sessions/{session_id}", ADMIN)
def end_session(call: Call[AdminCaller, None, None], session_id: str) -> Ok[Done]:
    sessions.end_one(call.caller, session_id, call.address)
    return Ok({})


@endpoint(blueprint, "DELETE", "/admin/sessions", ADMIN)
def end_sessions(call: Call[AdminCaller, None, None]) -> Ok[Done]:
    sessions.end_all(call.caller, call.address)
    return Ok({})


def listed(session: AdminSession, caller: AdminCaller) -> ListedSession:
    return {
        "id": session.id,
        "device": devices.describe(session.agent),
        "address": session.address,
        "created_at": session.created_at,
        "used_at": session.used_at,
        "current": session.id == caller.session_id,
    }


def entered(entry: SignedIn, languages: str) -> AdminSessionFields:
    """The answer to every way of signing in: an access token for minutes, and a refresh token for the next one.

    `languages`: the Accept-Language header, which is remembered."""
    admin, site, session, refresh_token = entry
    language.remember(admin, languages)
    token, expires_at = tokens.issue_admin(admin, session)
    delivery = session_fields.delivery(site)
    fields: AdminSessionFields = {
        "token": token,
        "expires_at": expires_at,
        "refresh_token": refresh_token.text,
        "refresh_expires_at": session.expires_at * 1000,
        "session_id": session.id,
        "device_token": devices.issue_token(admin, session.id),
        "push_key": config().push_public_key,
        "admin": accounts.admin(admin, site.site_id),
        "language": admin.language,
        "site": {
            "id": site.site_id,
            "name": site.name,
            "widget_token": site.widget_token,
            "language": site.language,
        },
        "socket_url": delivery["socket_url"],
        "intervals": delivery["intervals"],
    }
    if pictures := by_face(site):
        fields["pictures"] = pictures
    if len(admin.sites) > 1:
        from chalicelib.sites import several

        fields["sites"] = [
            {"id": each.site_id, "name": each.name, "role": admin.sites[each.site_id]} for each in several.of(admin)
        ]
    return fields
