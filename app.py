"""Porchlight's composition root: the functions that API Gateway calls."""

import gc
import os
from typing import Any

gc.disable()  # the imports below make no garbage, and collecting takes a third of their time

if "AWS_CHALICE_CLI_MODE" in os.environ and "PORCHLIGHT_TABLE_PREFIX" not in os.environ:
    # `chalice` was run in the project's root. A release sets the variables, and does not contain this module.
    from devtools.local_run import chalice_command

    chalice_command.check()

from chalice import Chalice
from chalice.app import WebsocketEvent

from chalicelib import logs
from chalicelib.api import (
    admin,
    blocks,
    description,
    password,
    privacy,
    second_factor,
    session,
    site,
    socket,
    team,
    visitor,
)

logs.set_up()

app = Chalice(app_name="porchlight")
app.experimental_feature_flags.update(["WEBSOCKETS"])
app.register_blueprint(visitor.blueprint)
app.register_blueprint(admin.blueprint)
app.register_blueprint(session.blueprint)
app.register_blueprint(password.blueprint)
app.register_blueprint(second_factor.blueprint)
app.register_blueprint(team.blueprint)
app.register_blueprint(site.blueprint)
app.register_blueprint(blocks.blueprint)
app.register_blueprint(privacy.blueprint)
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


gc.freeze()  # no collection inspects the imported modules again
gc.enable()
