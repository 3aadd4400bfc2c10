"""The CPU that calls take, against how often they ask DynamoDB: what `dev.py cost` makes its Lambda seconds of.

Every scenario of tests/integration/test_costs.py runs in this process, on DynamoDB Local in another, some times over;
the median of this process's CPU time is put on a line: so much for a call, and so much for each request to DynamoDB.

    .venv/bin/python -m devtools.bench.call_cpu [TIMES]
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import tests.conftest as environment
from deployment.cost.calls import CALLS
from devtools import engine
from devtools.local_run.tables import create_tables
from tests.api_client import Shop
from tests.integration.test_costs import LIMITS, SCENARIOS

LEFT_OUT = {
    "sign-in": "Argon2id, 50 ms of its own",
    "session refresh": "signs in first",
    "inbox, first page of fifty": "slow to set up",
    "poll that finds nothing, in a process that has not read the site": "as the one that has",
    "message of 4,000 emoji": "no usual message",
}


def main() -> None:
    logging.disable()
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    log = Path(tempfile.mkdtemp(prefix="porchlight-bench-")) / "dynamodb.log"
    with engine.running(None, port=environment.STORE_PORT, log=log) as store:
        create_tables(store.address, os.environ["PORCHLIGHT_TABLE_PREFIX"])
        points = [measured(name, times) for name in SCENARIOS if name not in LEFT_OUT]
    slope, intercept = statistics.linear_regression(*zip(*points, strict=True))
    print(f"{intercept:.1f} ms of CPU a call, and {slope:.1f} ms for each request to DynamoDB")


def measured(name: str, times: int) -> tuple[float, float]:
    taken = []
    for _ in range(times):
        call = SCENARIOS[name](Shop(limits=LIMITS))
        before = time.process_time()
        call()
        taken.append((time.process_time() - before) * 1000)
    median = statistics.median(taken)
    print(f"{median:6.1f} ms  {CALLS[name].requests:2} requests  {name}")
    return CALLS[name].requests, median


if __name__ == "__main__":
    main()
