"""The owner's calls about the site itself: settings, widget token, identity secret."""

from chalice import Blueprint, Response

from chalicelib.api import serialize
from chalicelib.api.answers.sites import NewIdentitySecret, SiteSettings
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas import ChangeSite, ReplaceIdentitySecret, ReplaceSecret
from chalicelib.sites import credentials, settings

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/site", caller="owner", answers={200: SiteSettings})
def read_site(call: Call) -> Response:
    return serialize.answer(200, {"site": serialize.site(settings.read(call.caller))})


@endpoint(blueprint, "PATCH", "/admin/site", caller="owner", body=ChangeSite, answers={200: SiteSettings})
def change_site(call: Call) -> Response:
    site = settings.change(call.caller, call.body.model_dump(exclude_none=True), call.address)
    return serialize.answer(200, {"site": serialize.site(site)})


@endpoint(
    blueprint, "POST", "/admin/site/widget-token", caller="owner", body=ReplaceSecret, answers={201: SiteSettings}
)
def replace_widget_token(call: Call) -> Response:
    site = credentials.replace_widget_token(call.caller, call.body.overlap_days, call.address)
    return serialize.answer(201, {"site": serialize.site(site)})


@endpoint(
    blueprint,
    "POST",
    "/admin/site/identity-secret",
    caller="owner",
    body=ReplaceIdentitySecret,
    answers={201: NewIdentitySecret},
)
def replace_identity_secret(call: Call) -> Response:
    body: ReplaceIdentitySecret = call.body
    site, secret = credentials.replace_identity_secret(call.caller, body.overlap_days, body.password, call.address)
    return serialize.answer(201, {"identity_secret": secret, "site": serialize.site(site)})
