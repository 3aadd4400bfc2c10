import re
import subprocess
import sys
from pathlib import Path

import app

ROOT = Path(__file__).parents[2]


def test_the_routes_are_those_of_the_protocol_document() -> None:
    routes = {(method, path) for path, methods in app.app.routes.items() for method in methods}
    document = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
    assert routes == set(re.findall(r"^### `(GET|POST|PATCH|DELETE) (/\S+?)`$", document, re.MULTILINE))


def test_the_handlers_keep_their_names() -> None:
    """Chalice names the Lambdas after them: a renamed handler would be another function."""
    assert {handler.name for handler in app.app.pure_lambda_functions} == {"fan_out", "job_due", "mail_received"}
    assert {handler.name for handler in app.app.event_sources} == {"message_stored"}
    assert app.app.websocket_handlers.keys() == {"$connect", "$default", "$disconnect"}
    names = {handler.name for handler in app.app.websocket_handlers.values()}
    assert names == {"websocket_connect", "websocket_message", "websocket_disconnect"}


def test_after_the_import_the_garbage_collector_is_on_and_does_not_inspect_the_modules_again() -> None:
    """In a process of its own: this one's collector is also changed by the tests' own setup."""
    script = "import gc, app; print(gc.isenabled(), gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
