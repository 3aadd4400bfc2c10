"""The owner's calls about the site's FAQ, from which the bot answers."""

from chalice import Blueprint

from chalicelib.api.answers import Created, Ok
from chalicelib.api.answers.accounts import Done
from chalicelib.api.answers.sites import OneFaqEntry, SiteFaq
from chalicelib.api.callers import OWNER
from chalicelib.api.endpoint import Call, endpoint
from chalicelib.api.schemas.site import AddFaqEntry, ChangeFaq, ChangeFaqEntry
from chalicelib.api.serialize import sites as serialize
from chalicelib.model import AdminCaller
from chalicelib.sites import faq

blueprint = Blueprint(__name__)


@endpoint(blueprint, "GET", "/admin/site/faq", OWNER)
def read_faq(call: Call[AdminCaller, None, None]) -> Ok[SiteFaq]:
    return Ok({"faq": serialize.faq(faq.read(call.caller))})


@endpoint(blueprint, "PATCH", "/admin/site/faq", OWNER, body=ChangeFaq)
def change_faq(call: Call[AdminCaller, ChangeFaq, None]) -> Ok[SiteFaq]:
    body = call.body
    return Ok({"faq": serialize.faq(faq.change(call.caller, body.enabled, body.name, body.order, call.address))})


@endpoint(blueprint, "POST", "/admin/site/faq/entries", OWNER, body=AddFaqEntry)
def add_faq_entry(call: Call[AdminCaller, AddFaqEntry, None]) -> Created[OneFaqEntry]:
    texts = tuple(each.value() for each in call.body.texts)
    return Created({"entry": serialize.faq_entry(faq.add(call.caller, texts, call.body.suggested, call.address))})


@endpoint(blueprint, "PATCH", "/admin/site/faq/entries/{entry_id}", OWNER, body=ChangeFaqEntry)
def change_faq_entry(call: Call[AdminCaller, ChangeFaqEntry, None], entry_id: str) -> Ok[OneFaqEntry]:
    body = call.body
    texts = tuple(each.value() for each in body.texts) if body.texts is not None else None
    entry = faq.change_entry(call.caller, entry_id, texts, body.suggested, call.address)
    return Ok({"entry": serialize.faq_entry(entry)})


@endpoint(blueprint, "DELETE", "/admin/site/faq/entries/{entry_id}", OWNER)
def remove_faq_entry(call: Call[AdminCaller, None, None], entry_id: str) -> Ok[Done]:
    faq.remove(call.caller, entry_id, call.address)
    return Ok({})
