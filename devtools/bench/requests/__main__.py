"""Lists the HTTP requests of each action in Chromium and Firefox, in order, as the servers receive them.

    .venv/bin/python -m devtools.bench.requests

`dev.py bench requests` counts them. Preflights (OPTIONS) count as requests. Round trips are the length of the longest
chain in which each request started after the response to the one before. Browsers do not request files that they have
cached.
"""

import re
import tempfile
from itertools import groupby
from pathlib import Path

from devtools.bench.requests.actions import Action, actions
from devtools.bench.requests.browsers import chromium, firefox
from devtools.bench.requests.recorder import Request, recorded_run
from devtools.bench.requests.section import round_trips
from devtools.console import say


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, recorded_run(Path(folder)) as run:
        with chromium() as browser:
            report(f"Chromium {browser.version}", list(actions(browser, run)))
        with firefox() as browser:
            if browser is None:
                say("No Firefox on this machine.")
            else:
                report(f"Firefox {browser.version}", list(actions(browser, run)))


def report(browser: str, performed: list[Action]) -> None:
    say(f"\n{browser}\n\n| Action | Requests | of which OPTIONS | Round trips | In order |\n|---|---:|---:|---:|---|")
    for name, sent in performed:
        requests = [each for each in sent if "favicon" not in each.path]
        http = [each for each in requests if each.method != "socket"]
        preflights = sum(each.method == "OPTIONS" for each in http)
        say(f"| {name} | {len(http)} | {preflights} | {round_trips(http)} | {in_order(requests)} |")


def in_order(requests: list[Request]) -> str:
    runs = [(each, len(list(same))) for each, same in groupby(map(described, requests))]
    return " · ".join(each if times == 1 else f"{times} × {each}" for each, times in runs)


def described(request: Request) -> str:
    if request.method == "socket":
        return "the socket"
    place = "" if request.origin == "api" else f"{request.origin} "
    return f"{request.method} {place}{re.sub('/c_[^/]+', '/{id}', request.path.removeprefix('/api'))}"


if __name__ == "__main__":
    main()
