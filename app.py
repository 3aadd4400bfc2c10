"""Porchlight's composition root: the functions that AWS calls."""

import gc
import os
from importlib import import_module
from typing import Any

gc.disable()  # the imports below make no garbage, and collecting takes a third of their time

if "AWS_CHALICE_CLI_MODE" in os.environ and "PORCHLIGHT_TABLE_PREFIX" not in os.environ:
    # `chalice` was run in the project's root. A release sets the variables, and does not contain this module.
    from devtools.local_run import chalice_command

    chalice_command.check()

from chalicelib import dataclass_code

if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    dataclass_code.use()  # before the imports of everything that defines dataclasses

from chalice.app import DynamoDBEvent, WebsocketEvent

from chalicelib import logs
from chalicelib.api.routes import Api

app = Api(app_name="porchlight")
app.experimental_feature_flags.update(["WEBSOCKETS"])

# What each function needs at its first event. Lambda imports it while it starts the function, with more CPU than later.
FIRST = {
    "app.app": "chalicelib.api.visitor",
    "app.websocket_connect": "chalicelib.api.socket",
    "app.websocket_message": "chalicelib.api.socket",
    "app.websocket_disconnect": "chalicelib.api.socket",
    "app.fan_out": "chalicelib.realtime.handed_over",
    "app.message_stored": "chalicelib.notify.records",
    "app.job_due": "chalicelib.notify.runner",
    "app.mail_received": "chalicelib.notify.incoming.received",
}
if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    import_module(FIRST[os.environ.get("_HANDLER", "app.app")])
else:
    app.load_all()
logs.set_up()  # after the imports: some write lines of their own


# Chalice deploys each of these as a Lambda named after it: do not rename or move them.
@app.on_ws_connect()  # type: ignore[untyped-decorator]
def websocket_connect(event: WebsocketEvent) -> dict[str, Any]:
    from chalicelib.api import socket

    return socket.connect(event)


@app.on_ws_message()  # type: ignore[untyped-decorator]
def websocket_message(event: WebsocketEvent) -> dict[str, Any]:
    from chalicelib.api import socket

    return socket.receive(event)


@app.on_ws_disconnect()  # type: ignore[untyped-decorator]
def websocket_disconnect(event: WebsocketEvent) -> dict[str, Any]:
    from chalicelib.api import socket

    return socket.disconnect(event)


@app.lambda_function()  # type: ignore[untyped-decorator]
def fan_out(event: dict[str, Any], context: Any) -> None:
    from chalicelib.realtime import handed_over

    handed_over.fan_out(event, context)


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
