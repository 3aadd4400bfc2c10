"""The owner's calls about the site itself: settings, widget token, identity secret."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.sites import NewIdentitySecret, SitePreview, SiteSettings
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.site import ChangeSite, PreviewSite, ReplaceIdentitySecret, ReplaceSecret
from chalicelib.api.serialize import sites as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import credentials, settings

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/site", OWNER)
def read_site(call: Call[AdminCaller, None, None]) -> Ok[SiteSettings]:
    return Ok({"site": serialize.site(settings.read(call.caller))})


@endpoint(blueprint, "PATCH", "/admin/site", OWNER, body=ChangeSite)
def change_site(call: Call[AdminCaller, ChangeSite, None]) -> Ok[SiteSettings]:
    site = settings.change(call.caller, call.body.changes(), call.address)
    return Ok({"site": serialize.site(site)})


@endpoint(blueprint, "POST", "/admin/site/preview", OWNER, body=PreviewSite)
def preview_site(call: Call[AdminCaller, PreviewSite, None]) -> Ok[SitePreview]:
    return Ok({"file": settings.preview(call.caller, call.body.look.value(), call.body.language)})


@endpoint(blueprint, "POST", "/admin/site/widget-token", OWNER, body=ReplaceSecret)
def replace_widget_token(call: Call[AdminCaller, ReplaceSecret, None]) -> Created[SiteSettings]:
    site = credentials.replace_widget_token(call.caller, call.body.overlap_days, call.address)
    return Created({"site": serialize.site(site)})


@endpoint(blueprint, "POST", "/admin/site/identity-secret", OWNER, body=ReplaceIdentitySecret)
def replace_identity_secret(call: Call[AdminCaller, ReplaceIdentitySecret, None]) -> Created[NewIdentitySecret]:
    body = call.body
    site, secret = credentials.replace_identity_secret(call.caller, body.overlap_days, body.password, call.address)
    return Created({"identity_secret": secret, "site": serialize.site(site)})
