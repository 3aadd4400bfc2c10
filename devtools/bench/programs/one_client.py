"""For comparison: imports botocore from a folder and creates one client.

Arguments: the folder, and the file for the figures of `first_call.py`.
"""

import sys
import time

folder, figures = sys.argv[1:]
sys.path.insert(0, folder)
import botocore.session  # noqa: E402 - from the folder

imported = time.process_time()
botocore.session.Session().create_client("sesv2", region_name="us-east-1")
with open("/proc/self/status", encoding="utf-8") as status:  # noqa: PTH123
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
with open(figures, "w", encoding="utf-8") as file:  # noqa: PTH123
    file.write(" ".join([str(imported), peak, *sys.modules]))
