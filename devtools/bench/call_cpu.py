"""Measures the CPU time of calls, from which `dev.py cost` computes Lambda's seconds.

Runs each scenario of tests/integration/test_costs.py several times in this process, with DynamoDB Local in another.
Fits a line to the medians of this process's CPU time: a constant for each call, and a slope for each DynamoDB request.

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
from deployment.tables import create_tables
from devtools.setup import dynamodb_local
from tests.api_client import Shop
from tests.integration.test_costs import LIMITS, SCENARIOS

LEFT_OUT = {
    "sign-in": "dominated by Argon2id, 50 ms",
    "session refresh": "includes a sign-in",
    "inbox, first page of fifty": "slow to set up",
    "poll that finds nothing, in a process that has not read the site": "like the poll in a process that has",
    "message of 4,000 emoji": "not a usual message",
}


def main() -> None:
    logging.disable()
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    log = Path(tempfile.mkdtemp(prefix="porchlight-bench-")) / "dynamodb.log"
    with dynamodb_local.running(None, port=environment.STORE_PORT, log=log) as store:
        create_tables(store.address, os.environ["PORCHLIGHT_TABLE_PREFIX"])
        points = [measure(name, times) for name in SCENARIOS if name not in LEFT_OUT]
    slope, intercept = statistics.linear_regression(*zip(*points, strict=True))
    print(f"{intercept:.1f} ms of CPU a call, and {slope:.1f} ms for each request to DynamoDB")


def measure(name: str, times: int) -> tuple[float, float]:
    milliseconds = []
    for _ in range(times):
        call = SCENARIOS[name](Shop(limits=LIMITS))
        before = time.process_time()
        call()
        milliseconds.append((time.process_time() - before) * 1000)
    median = statistics.median(milliseconds)
    print(f"{median:6.1f} ms  {CALLS[name].requests:2} requests  {name}")
    return CALLS[name].requests, median


if __name__ == "__main__":
    main()
