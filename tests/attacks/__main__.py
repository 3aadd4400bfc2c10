"""Starts the local run and attacks it: python -m tests.attacks. Exits with 1 if an attack succeeds."""

import sys
import tempfile
from pathlib import Path

from devtools import pages
from devtools.bench.pages.browser import chromium
from tests.attacks.attacks import ATTACKS, title
from tests.attacks.target import Breach, Target
from tests.localrun import LocalRun


def main() -> int:
    pages.build()
    with tempfile.TemporaryDirectory(prefix="porchlight-attacks-") as folder:
        run = LocalRun(Path(folder))
        try:
            run.start()
            with chromium() as browser:
                return 1 if breaches(Target(run, browser)) else 0
        finally:
            run.stop()


def breaches(target: Target) -> int:
    succeeded = 0
    for attack in ATTACKS:
        try:
            print(f"defended  {attack(target):>3} attempts  {title(attack)}", flush=True)
        except Breach as breach:
            succeeded += 1
            print(f"BREACHED               {title(attack)} {breach}", flush=True)
    return succeeded


if __name__ == "__main__":
    sys.exit(main())
