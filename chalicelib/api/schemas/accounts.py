"""What people who sign in send about themselves and their team."""

from typing import Annotated

from pydantic import AfterValidator, Field

from chalicelib.accounts import devices
from chalicelib.api import fields
from chalicelib.api.schemas import Schema
from chalicelib.model import AccountRole
from chalicelib.model.api_tokens import ApiScope


class ChoosePresence(Schema):
    away: bool


class SignIn(Schema):
    email: Annotated[str, Field(min_length=1, max_length=254)]
    password: fields.CurrentPassword
    code: fields.Code | None = None
    device_tokens: Annotated[list[fields.DeviceToken], Field(max_length=devices.MOST_TOKENS)] = []  # noqa: RUF012 - pydantic copies it
    site_id: fields.SiteId | None = None


class WithPassword(Schema):
    """Calls whose effect would outlast a stolen access token need the password, or raise `PasswordRequired`."""

    password: fields.CurrentPassword | None = None


class ConfirmFactor(Schema):
    code: fields.Code


class EndFactor(Schema):
    password: fields.CurrentPassword


class Subscribe(Schema):
    """A browser's push subscription. `key`: the `push_key` of the session, with which the page has subscribed."""

    endpoint: fields.PushEndpoint
    p256dh: fields.PublicKey
    auth: fields.AuthSecret
    key: fields.PublicKey


class Refresh(Schema):
    """`site_id`: the site of which the page wants a token; null: the session's last one."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]
    site_id: fields.SiteId | None = None


class ChangePassword(Schema):
    current: fields.CurrentPassword
    password: fields.NewPassword


class ResetPassword(Schema):
    secret: fields.LinkSecret
    password: fields.NewPassword


class RequestReset(Schema):
    email: Annotated[str, Field(min_length=1, max_length=254)]


class ChooseLanguage(Schema):
    """BCP 47; "" for the browser's."""

    language: fields.OwnLanguage


class ChangeNotifications(Schema):
    """Preferences that are omitted, or null, stay as they are. Empty times end the quiet hours."""

    alert_by_push: bool | None = None
    alert_by_mail: bool | None = None
    quiet_from: fields.ClockTime | None = None
    quiet_until: fields.ClockTime | None = None
    quiet_zone: fields.TimeZone | None = None


class Invite(WithPassword):
    email: fields.AccountEmail
    role: AccountRole


class AcceptInvitation(Schema):
    secret: fields.LinkSecret
    name: Annotated[fields.Name, AfterValidator(fields.composed)]
    password: fields.NewPassword


class JoinTeam(Schema):
    secret: fields.LinkSecret


class ChangeRole(WithPassword):
    role: AccountRole


class SetPicture(Schema):
    """null: none."""

    content: fields.Picture | None


class SetSitePicture(Schema):
    content: fields.Picture


class CreateApiToken(WithPassword):
    name: Annotated[fields.Name, AfterValidator(fields.composed)]
    scopes: Annotated[list[ApiScope], Field(min_length=1, max_length=8)]


class AuditQuery(Schema):
    before: fields.AuditCursor | None = None
    limit: fields.PageLimit = 50
