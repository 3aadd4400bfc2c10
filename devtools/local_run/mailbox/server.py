"""The mailbox's pages, at /mail/. A mail's HTML is untrusted: it is shown in a frame without script and without
anything from the network."""

import dataclasses
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from devtools.folders import ROOT
from devtools.local_run.mailbox import pages
from devtools.local_run.mailbox.incoming import Incoming, answer
from devtools.local_run.mailbox.letters import Letter, letter
from devtools.local_run.mailbox.live import Live
from devtools.local_run.mailbox.mails import Mails, Outcome, StoredMail
from devtools.local_run.mailbox.suppression import Reason, SuppressionList
from devtools.local_run.pages import COMMON, policy

HERE = Path(__file__).parent
FILES = {
    **{name: (HERE / name, "text/css") for name in ("mailbox.css", "mail.css", "answer.css")},
    "mailbox.js": (HERE / "mailbox.js", "text/javascript"),
    "tokens.css": (ROOT / "client" / "ui" / "tokens.css", "text/css"),
}
LISTED = 200
PAGE = {
    **COMMON,
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",  # without a referrer, browsers do not name the origin of a POST
    "Content-Security-Policy": policy(
        {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "data:",
            "connect-src": "'self'",
            "frame-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": "'none'",
        }
    ),
}
# Links may open tabs. Everything else of a mail's HTML stays inside the frame: no script, no form, no request.
UNTRUSTED = {
    **PAGE,
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": policy(
        {
            "default-src": "'none'",
            "style-src": "'unsafe-inline'",
            "img-src": "data:",
            "form-action": "'none'",
            "base-uri": "'none'",
            "frame-ancestors": "'self'",
            "sandbox": "allow-popups allow-popups-to-escape-sandbox",
        }
    ),
}


class Mailbox:
    def __init__(self, mails: Mails, suppressed: SuppressionList, incoming: Incoming, live: Live) -> None:
        self.mails = mails
        self.incoming = incoming
        self.suppressed = suppressed
        self.live = live

    def add_to(self, router: web.UrlDispatcher) -> None:
        async def redirect(_: web.Request) -> web.StreamResponse:
            raise web.HTTPFound("/mail/")

        router.add_get("/", redirect)
        router.add_get("/mail", redirect)
        router.add_get("/mail/", self.index)
        router.add_get("/mail/events", self.live.events)
        router.add_get("/mail/suppressed", self.suppression_list)
        router.add_post("/mail/suppressed/remove", own(self.remove))
        router.add_post("/mail/delete-all", own(self.delete_all))
        for name in FILES:
            router.add_get(f"/mail/{{file:{name}}}", self.file)
        router.add_get("/mail/{id}", self.show)
        router.add_get("/mail/{id}/html", self.html)
        router.add_get("/mail/{id}/raw", self.raw)
        router.add_post("/mail/{id}/answer", own(self.answer))
        router.add_post("/mail/{id}/bounce", own(self.bounce))
        router.add_post("/mail/{id}/complain", own(self.complain))
        router.add_post("/mail/{id}/delete", own(self.delete))

    async def index(self, request: web.Request) -> web.Response:
        return self.page(request, None, "", pages.nothing_chosen(len(self.mails.all())))

    async def show(self, request: web.Request) -> web.Response:
        chosen = letter(self.find(request))
        views = pages.views_of(chosen)
        view = request.query.get("view", "")
        view = view if view in views else next(iter(views))
        answerable, answered = self.incoming.accepts(address_of(chosen.reply_to)), "answered" in request.query
        main = pages.mail(chosen, view, answerable=answerable, answered=answered)
        return self.page(request, chosen, view, main)

    async def suppression_list(self, request: web.Request) -> web.Response:
        return self.page(request, None, "suppressed", pages.suppressed(self.suppressed.all()))

    def page(self, request: web.Request, chosen: Letter | None, view: str, main: str) -> web.Response:
        changes = self.live.changes  # before the mails are read: one that arrives meanwhile is shown twice at most
        words, mails = request.query.get("q", ""), self.mails.all()
        found = [each for each in map(letter, mails if words else mails[:LISTED]) if each.matches(words)]
        body = pages.page(
            found[:LISTED],
            len(found) if words else len(mails),
            words=words,
            chosen=chosen,
            view=view,
            main=main,
            changes=changes,
        )
        return web.Response(text=body, content_type="text/html", headers=PAGE)

    async def html(self, request: web.Request) -> web.Response:
        content = letter(self.find(request)).html
        return web.Response(text=pages.NEW_TABS + content, content_type="text/html", headers=UNTRUSTED)

    async def raw(self, request: web.Request) -> web.Response:
        mail = self.find(request)
        attached = {"Content-Disposition": f'attachment; filename="{mail.id}.eml"'}
        return web.Response(body=mail.raw, content_type="message/rfc822", headers={**PAGE, **attached})

    async def file(self, request: web.Request) -> web.Response:
        path, kind = FILES[request.match_info["file"]]
        return web.Response(body=path.read_bytes(), content_type=kind, headers=COMMON)

    async def answer(self, request: web.Request) -> web.Response:
        chosen, form = letter(self.find(request)), await request.post()
        sender, recipient = str(form.get("sender", "")).strip(), address_of(chosen.reply_to)
        if not self.incoming.accepts(recipient):
            raise web.HTTPBadRequest(text=f"This run receives no mail at {recipient or 'an empty address'}.")
        try:
            written = answer(
                chosen.mail.message(), sender, recipient, str(form.get("subject", "")), str(form.get("text", ""))
            )
        except ValueError as error:
            raise web.HTTPBadRequest(text=f"No such mail can be written: {error}.") from None
        raw = written.as_bytes(policy=SMTP)
        self.incoming.receive(raw, address_of(sender), [recipient], authenticated="forged" not in form)
        raise web.HTTPSeeOther(f"/mail/{chosen.mail.id}?answered")

    async def bounce(self, request: web.Request) -> web.Response:
        return self.report(request, "bounced", "BOUNCE")

    async def complain(self, request: web.Request) -> web.Response:
        return self.report(request, "complained", "COMPLAINT")

    def report(self, request: web.Request, outcome: Outcome, reason: Reason) -> web.Response:
        mail = self.find(request)
        self.mails.set(dataclasses.replace(mail, outcome=outcome))
        for address in mail.recipients:
            self.suppressed.put(address, reason, mail.id)
        raise web.HTTPSeeOther(f"/mail/{mail.id}")

    async def remove(self, request: web.Request) -> web.Response:
        self.suppressed.delete(str((await request.post()).get("address", "")))
        raise web.HTTPSeeOther("/mail/suppressed")

    async def delete(self, request: web.Request) -> web.Response:
        self.mails.delete(self.find(request).id)
        raise web.HTTPSeeOther("/mail/")

    async def delete_all(self, request: web.Request) -> web.Response:
        for mail in self.mails.all():
            self.mails.delete(mail.id)
        raise web.HTTPSeeOther("/mail/")

    def find(self, request: web.Request) -> StoredMail:
        mail = self.mails.get(request.match_info["id"])
        if mail is None:
            raise web.HTTPNotFound(text="No such mail.")
        return mail


def address_of(header: str) -> str:
    """Without the name before it."""
    return parseaddr(header)[1]


def own(handler: Handler) -> Handler:
    """Refuses forms of other pages: browsers name the page's origin in every POST."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(text="Only the mailbox's own pages may send this.")
        return await handler(request)

    return handle
