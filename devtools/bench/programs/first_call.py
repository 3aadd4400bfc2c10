"""What Lambda does in a new environment: imports the server from the unpacked zip, and handles one event.

Arguments: the folder, a file with the event, the handler. It is run by itself, so it must import nothing else.
"""

import json
import sys
from types import SimpleNamespace

folder, event, handler = sys.argv[1:]
sys.path.insert(0, folder)
import app  # noqa: E402 - from there

with open(event, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would be one more import
    answer = getattr(app, handler)(json.load(file), SimpleNamespace(aws_request_id="cold"))
sys.exit(0 if answer["statusCode"] in (200, 201) else str(answer))
