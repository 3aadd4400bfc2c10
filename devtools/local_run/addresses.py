"""Where this run is reachable, written into its folder for the tools that look after it: `dev.py doctor`, `backup`."""

import json
from pathlib import Path

from deployment.tables import LOCAL_PREFIX
from devtools.local_run.arguments import Arguments
from devtools.local_run.origins import Origins

FILE = "addresses.json"


def of(arguments: Arguments) -> dict[str, str]:
    """A stage's addresses have the same names; a local run also says where its shop and its tables are."""
    origins = Origins(arguments.port)
    return {
        "api": origins.api,
        "socket": origins.socket,
        "pages": origins.pages,
        "dashboard": origins.dashboard,
        "shop": origins.shop,
        "dynamodb": arguments.dynamodb,
        "prefix": LOCAL_PREFIX,
    }


def write(arguments: Arguments) -> Path:
    path = arguments.state / FILE
    path.write_text(json.dumps(of(arguments), indent=2) + "\n", encoding="utf-8")
    return path
