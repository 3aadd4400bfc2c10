"""Admins and their team, as the bodies of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.config import config
from chalicelib.model import now_ms

if TYPE_CHECKING:
    from chalicelib.api.answers.accounts import (
        ApiTokenFields,
        InvitationFields,
        MailRefusal,
        Notifications,
        SignedInAdmin,
        TeamMember,
    )
    from chalicelib.api.answers.presence import Present
    from chalicelib.chat.presence import TeamView
    from chalicelib.model.accounts import Admin, Invitation
    from chalicelib.model.api_tokens import ApiToken


def admin(admin: Admin, site_id: str) -> SignedInAdmin:
    """As a member of a site's team."""
    return {
        "id": admin.id,
        "name": admin.name,
        "email": admin.email,
        "role": admin.sites[site_id],
        "second_factor": bool(admin.totp_secret),
    }


def member(account: Admin, site_id: str) -> TeamMember:
    """An admin as owners of the site see them."""
    return {**admin(account, site_id), "mail_refused": mail_refusal(account)}


def notifications(admin: Admin) -> Notifications:
    return {
        "notifications": {
            "alert_by_push": admin.alerts.alert_by_push,
            "alert_by_mail": admin.alerts.alert_by_mail,
            "quiet_from": admin.alerts.quiet_from,
            "quiet_until": admin.alerts.quiet_until,
            "quiet_zone": admin.alerts.quiet_zone,
        },
        "mail_set_up": config().mail_from is not None,
        "mail_refused": mail_refusal(admin),
    }


def mail_refusal(admin: Admin) -> MailRefusal | None:
    if not admin.mail_refused:
        return None
    return {"code": admin.mail_refused_code, "reason": admin.mail_refused, "at": admin.mail_refused_at}


def team(view: TeamView) -> Present:
    return {
        "at": now_ms(),
        "away": view.chose_away,
        "admins": [
            {"id": each.id, "name": each.name, "state": each.state, "viewing": list(each.viewing)}
            for each in view.members
        ],
    }


def invitation(invitation: Invitation) -> InvitationFields:
    return {
        "id": invitation.id,
        "email": invitation.email,
        "role": invitation.role,
        "created_at": invitation.created_at,
        "expires_at": invitation.expires_at * 1000,
    }


def api_token(token: ApiToken) -> ApiTokenFields:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": list(token.scopes),
        "created_by": token.created_by,
        "created_at": token.created_at,
        "used_at": token.used_at or None,
    }
