"""What a function's process does: it handles one call after another, until the gateway closes its connection."""

import os
import socket
import time
import traceback
import uuid
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, NoReturn

from devtools.local_run.functions.frames import frame, receive

REST = "api_handler"  # the name of the function that Chalice deploys for all routes; the others are named in app.py

# The byte with which the gateway asks for a process. Those for the background work have a lower priority.
ANSWERING, BACKGROUND = b"a", b"b"
BACKGROUND_NICE = 10


@dataclass(slots=True)
class Context:
    """The part of Lambda's context object that can be known here."""

    function_name: str
    ends: float  # of `time.monotonic`
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    function_version: str = "$LATEST"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = ""
    log_group_name: str = ""
    log_stream_name: str = ""

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.ends - time.monotonic()) * 1000))


def serve(connection: socket.socket, module: ModuleType) -> NoReturn:
    """`module` has the functions. Does not return: the process was forked, and must not run what its parent does."""
    try:
        connection.sendall(frame({"pid": os.getpid()}))
        while (call := receive(connection)) is not None:
            connection.sendall(encoded(answer(module, call)))
    except (BrokenPipeError, ConnectionResetError):
        pass  # the gateway has ended, or no longer needs this process
    finally:
        os._exit(0)


def answer(module: ModuleType, call: dict[str, Any]) -> dict[str, Any]:
    """Returns the function's result, or the exception that it raised."""
    name = call["function"]
    try:
        function = module.app if name == REST else getattr(module, name)
        return {"result": function(call["event"], Context(name, time.monotonic() + call["seconds"]))}
    except Exception as error:  # noqa: BLE001 - whatever a function raises is its failure
        return {"kind": type(error).__name__, "message": str(error), "trace": traceback.format_exc()}


def encoded(message: dict[str, Any]) -> bytes:
    try:
        return frame(message)
    except (TypeError, ValueError) as error:  # as Lambda's runtime reports it
        return frame({"kind": "Runtime.MarshalError", "message": str(error), "trace": traceback.format_exc()})
