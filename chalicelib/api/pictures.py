"""An admin's picture, and the site's."""

from chalice import Blueprint

from chalicelib.api.answers import Ok
from chalicelib.api.answers.accounts import StoredPicture
from chalicelib.api.callers import ADMIN, OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.accounts import SetPicture, SetSitePicture
from chalicelib.model import AdminCaller
from chalicelib.sites import pictures

blueprint = Blueprint(__name__)


@endpoint(blueprint, "POST", "/admin/picture", ADMIN, body=SetPicture)
def set_picture(call: Call[AdminCaller, SetPicture, None]) -> Ok[StoredPicture]:
    return Ok({"picture": pictures.set_own(call.caller, call.body.content)})


@endpoint(blueprint, "POST", "/admin/site/picture", OWNER, body=SetSitePicture)
def set_site_picture(call: Call[AdminCaller, SetSitePicture, None]) -> Ok[StoredPicture]:
    return Ok({"picture": pictures.set_of_site(call.caller, call.body.content)})
