"""Porchlight's composition root: the functions that AWS calls."""

import gc
import os
from typing import Any

gc.disable()  # the imports below make no garbage, and collecting takes a third of their time

if "AWS_CHALICE_CLI_MODE" in os.environ and "PORCHLIGHT_TABLE_PREFIX" not in os.environ:
    # `chalice` was run in the project's root. A release sets the variables, and does not contain this module.
    from devtools.local_run import chalice_command

    chalice_command.check()

from chalice import Chalice
from chalice.app import DynamoDBEvent, WebsocketEvent

from chalicelib import logs
from chalicelib.api import (
    admin,
    attachments,
    blocks,
    changes,
    closing,
    contact,
    description,
    notifications,
    password,
    presence,
    privacy,
    push,
    second_factor,
    session,
    site,
    socket,
    team,
    visitor,
    webhooks,
)

logs.set_up()

app = Chalice(app_name="porchlight")
app.experimental_feature_flags.update(["WEBSOCKETS"])
app.register_blueprint(visitor.blueprint)
app.register_blueprint(contact.blueprint)
app.register_blueprint(attachments.blueprint)
app.register_blueprint(changes.blueprint)
app.register_blueprint(admin.blueprint)
app.register_blueprint(session.blueprint)
app.register_blueprint(push.blueprint)
app.register_blueprint(password.blueprint)
app.register_blueprint(notifications.blueprint)
app.register_blueprint(second_factor.blueprint)
app.register_blueprint(team.blueprint)
app.register_blueprint(site.blueprint)
app.register_blueprint(webhooks.blueprint)
app.register_blueprint(blocks.blueprint)
app.register_blueprint(closing.blueprint)
app.register_blueprint(privacy.blueprint)
app.register_blueprint(presence.blueprint)
app.register_blueprint(description.blueprint)


# Chalice deploys each of these as a Lambda named after it: do not rename or move them.
@app.on_ws_connect()  # type: ignore[untyped-decorator]
def websocket_connect(event: WebsocketEvent) -> dict[str, Any]:
    return socket.connect(event)


@app.on_ws_message()  # type: ignore[untyped-decorator]
def websocket_message(event: WebsocketEvent) -> dict[str, Any]:
    return socket.receive(event)


@app.on_ws_disconnect()  # type: ignore[untyped-decorator]
def websocket_disconnect(event: WebsocketEvent) -> dict[str, Any]:
    return socket.disconnect(event)


# The background work has packages of its own, which the other functions must not load.
@app.on_dynamodb_record(  # type: ignore[untyped-decorator]
    stream_arn=os.environ.get("PORCHLIGHT_MESSAGES_STREAM", ""), batch_size=100
)
def message_stored(event: DynamoDBEvent) -> dict[str, Any]:
    from chalicelib.notify import functions

    return functions.message_stored(event.to_dict(), event.context)


@app.lambda_function()  # type: ignore[untyped-decorator]
def job_due(event: dict[str, Any], context: Any) -> None:
    from chalicelib.notify import functions

    functions.job_due(event, context)


@app.lambda_function()  # type: ignore[untyped-decorator]
def mail_received(event: dict[str, Any], context: Any) -> None:
    from chalicelib.notify import functions

    functions.mail_received(event, context)


gc.freeze()  # no collection inspects the imported modules again
gc.enable()
