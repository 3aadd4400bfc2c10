"""Does what Lambda does at a cold start: imports the server from an unpacked zip, and handles one event.

Arguments: the folder, a file with the event, the handler, and the file for the figures: the seconds of CPU time when
the server was imported, the peak of the memory in kB, and the names of all modules that are loaded. Imports nothing
else, since every import is measured.
"""

import json
import os
import sys
import time
from types import SimpleNamespace

folder, event, handler, figures = sys.argv[1:]
sys.path.insert(0, folder)
os.environ["AWS_LAMBDA_FUNCTION_NAME"] = "porchlight"  # as Lambda does
os.environ["_HANDLER"] = f"app.{handler}"
import app  # noqa: E402 - from the folder

imported = time.process_time()
with open(event, encoding="utf-8") as file:  # noqa: PTH123 - pathlib would be one more import
    response = getattr(app, handler)(json.load(file), SimpleNamespace(aws_request_id="cold"))
# A record is answered with those that failed. A job and a mail have no answer, and raise if they fail.
if not (response is None or response.get("statusCode") in (200, 201) or response.get("batchItemFailures") == []):
    sys.exit(str(response))
with open("/proc/self/status", encoding="utf-8") as status:  # noqa: PTH123
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
with open(figures, "w", encoding="utf-8") as file:  # noqa: PTH123
    file.write(" ".join([str(imported), peak, *sys.modules]))
