"""Admins, their team, invitations and sessions, and the audit log."""

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.storage.attributes import TextsAttribute
from chalicelib.storage.database import Row


class AdminRow(Row):
    noun = "admins"

    email = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(attr_name="admin_id")
    name = UnicodeAttribute()
    sites = TextsAttribute()  # roles
    password_hash = UnicodeAttribute()
    generation = NumberAttribute()
    reset_hash = UnicodeAttribute(null=True)
    reset_until = NumberAttribute(null=True)  # epoch seconds
    reset_used = UnicodeAttribute(null=True)  # the hash of the link that set the password, until `reset_until`
    totp_secret = UnicodeAttribute(null=True)
    totp_pending = UnicodeAttribute(null=True)
    totp_step = NumberAttribute(null=True)  # of the last code that was used
    totp_since = NumberAttribute(null=True)  # of the code that switched the second factor on
    recovery: UnicodeSetAttribute = UnicodeSetAttribute(null=True)  # hashes of the codes that are left
    alert_by_push = BooleanAttribute(null=True)
    alert_by_mail = BooleanAttribute(null=True)
    quiet_from = UnicodeAttribute(null=True)
    quiet_until = UnicodeAttribute(null=True)
    quiet_zone = UnicodeAttribute(null=True)
    language = UnicodeAttribute(null=True)
    browser_language = UnicodeAttribute(null=True)
    mail_refused = UnicodeAttribute(null=True)
    mail_refused_code = UnicodeAttribute(null=True)
    mail_refused_at = NumberAttribute(null=True)


class TeamRow(Row):
    noun = "team"

    site_id = UnicodeAttribute(hash_key=True)
    admin_id = UnicodeAttribute(range_key=True)
    email = UnicodeAttribute()


class InvitationRow(Row):
    noun = "invitations"

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="invitation_id")
    email = UnicodeAttribute()
    role = UnicodeAttribute()
    secret_hash = UnicodeAttribute()
    invited_by = UnicodeAttribute()
    created_at = NumberAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late


class SessionRow(Row):
    noun = "sessions"

    admin_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="session_id")
    site_id = UnicodeAttribute()
    sites = TextsAttribute()
    email = UnicodeAttribute()
    generation = NumberAttribute()
    secret_hash = UnicodeAttribute()
    previous_hash = UnicodeAttribute()
    salt = UnicodeAttribute()
    rotated_at = NumberAttribute()
    agent = UnicodeAttribute()
    address = UnicodeAttribute()
    created_at = NumberAttribute()
    used_at = NumberAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL, which deletes late
    entered = ListAttribute(of=UnicodeAttribute)
    arrived = BooleanAttribute()
    endpoint = UnicodeAttribute(null=True)  # this and the next three: a push subscription
    p256dh = UnicodeAttribute(null=True)
    auth = UnicodeAttribute(null=True)
    vapid_key = UnicodeAttribute(null=True)


class AuditRow(Row):
    noun = "audit"

    site_id = UnicodeAttribute(hash_key=True)
    id = UnicodeAttribute(range_key=True, attr_name="entry_id")  # the time, then random characters
    at = NumberAttribute()
    actor = UnicodeAttribute()
    action = UnicodeAttribute()
    target = UnicodeAttribute()
    address = UnicodeAttribute()
    details = JSONAttribute()
    expires_at = NumberAttribute()  # epoch seconds; the table's TTL
