"""The fourth origin: the APIs of EventBridge Scheduler, Lambda, SES and S3, and the mailbox."""

from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from devtools.local_run.arguments import Arguments
from devtools.local_run.aws_apis import s3_rules
from devtools.local_run.aws_apis.lambda_functions import LambdaFunctions
from devtools.local_run.aws_apis.s3 import S3
from devtools.local_run.aws_apis.s3_objects import Objects
from devtools.local_run.aws_apis.scheduler import Scheduler
from devtools.local_run.aws_apis.service import Service
from devtools.local_run.aws_apis.ses import Ses
from devtools.local_run.background.at_once import AtOnce
from devtools.local_run.background.invocations import Accepted, Invoke
from devtools.local_run.background.schedules import Schedules
from devtools.local_run.environment import (
    CREDENTIALS,
    FILES_BUCKET,
    MAIL_BUCKET,
    MAIL_DOMAIN,
    MAIL_FROM,
    PAGES_BUCKET,
    SCHEDULE_GROUP,
    SCHEDULE_ROLE,
    background_folder,
    mail_folder,
    objects_folder,
)
from devtools.local_run.mailbox.incoming import Incoming
from devtools.local_run.mailbox.live import Live
from devtools.local_run.mailbox.mails import Mails
from devtools.local_run.mailbox.server import Mailbox
from devtools.local_run.mailbox.suppression import SuppressionList
from devtools.local_run.own_answers import plain_answer

MAX_BODY_BYTES = 60 * 1024 * 1024  # a mail of 40 MB in base64


@dataclass(frozen=True, slots=True)
class Services:
    """What is behind the APIs."""

    schedules: Schedules
    mails: Mails
    suppressed: SuppressionList
    apis: tuple[Service | LambdaFunctions | S3, ...]
    objects: Objects
    mailbox: Mailbox


def services(arguments: Arguments, invoke: Invoke) -> Services:
    """`invoke`: calls a function."""
    schedules = Schedules(background_folder(arguments), arguments.schedule_late)
    mails = Mails(mail_folder(arguments))
    suppressed = SuppressionList(mail_folder(arguments))
    verified = (MAIL_FROM.partition("@")[2], arguments.admin_email.lower())
    ses = Ses(mails, suppressed, verified, sandbox=arguments.mail_sandbox)
    live = Live()
    ses.arrived = live.changed
    scheduler = Scheduler(schedules, SCHEDULE_GROUP, SCHEDULE_ROLE)
    rules = {FILES_BUCKET: s3_rules.of_files()}
    objects = Objects(objects_folder(arguments))
    s3 = S3(objects, (FILES_BUCKET, PAGES_BUCKET), secrets=CREDENTIALS, rules=rules)
    kept = Accepted(background_folder(arguments))
    invocations = AtOnce(invoke, kept)
    apis = (scheduler.service(), LambdaFunctions(invocations.accept), ses.service(), s3)
    incoming = Incoming(objects, MAIL_BUCKET, MAIL_DOMAIN, kept.accept)
    return Services(schedules, mails, suppressed, apis, objects, Mailbox(mails, suppressed, incoming, live))


def server(parts: Services, port: int) -> web.Application:
    async def api(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        for service in parts.apis:
            path, _, query = request.raw_path.partition("?")
            answer = service.answer(request.method, path, query, request.headers, body)
            if answer is not None:
                return web.Response(status=answer.status, headers=answer.headers, body=answer.body)
        return plain_answer(404, "The local run has no such AWS API, and no such page.")

    application = web.Application(client_max_size=MAX_BODY_BYTES, middlewares=[only_for(port)])
    parts.mailbox.add_to(application.router)
    application.router.add_route("*", r"/{path:[\s\S]*}", api)
    return application


def only_for(port: int) -> Middleware:
    """Refuses requests that name another host: a page elsewhere could point its own name at this machine."""
    allowed = (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}")

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await handler(request) if request.host in allowed else plain_answer(403, "Forbidden")

    return check
