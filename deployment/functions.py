"""The Lambdas and their two APIs, by `chalice deploy` in the release folder."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployment import grants, left_over, parameters
from deployment.account import Account
from deployment.release import build, fingerprint
from deployment.stage import Stage
from devtools.console import Problem, Step
from devtools.folders import ROOT, VENV
from devtools.tools import run_tool


@dataclass(frozen=True, slots=True)
class Functions:
    """What runs in the stage, as Chalice has recorded it."""

    api: str  # https://….execute-api.….amazonaws.com/api
    socket: str
    api_id: str
    socket_id: str
    release: str  # the fingerprint of its folder


def deploy(account: Account, stage: Stage, architecture: str, shown: Step) -> Functions:
    """Deploys the release, unless it is what runs. The first time twice: the socket's address is known only then."""
    saved = parameters.read(account, stage, parameters.CHALICE) or {}
    known = left_over.adopt(account, stage, saved)
    socket = address(known, "websocket_api")
    if socket is None:
        saved = {}
        folder = released(account, stage, architecture, {})
        known = run_chalice(account, stage, folder, known, shown)
        socket = str(address(known, "websocket_api"))
    folder = released(account, stage, architecture, {"PORCHLIGHT_SOCKET_URL": socket})
    release = fingerprint(folder)
    running = (parameters.read(account, stage, parameters.ADDRESSES) or {}).get("release")
    if running != release or known != saved or not is_whole(account, stage, folder):
        known = run_chalice(account, stage, folder, known, shown)
    else:
        shown.done_with = "nothing changed"
    keep_record(stage, known)
    return Functions(
        api=str(address(known, "rest_api")),
        socket=socket,
        api_id=value(known, "rest_api", "rest_api_id"),
        socket_id=value(known, "websocket_api", "websocket_api_id"),
        release=release,
    )


def is_whole(account: Account, stage: Stage, folder: Path) -> bool:
    """Has nobody taken a function away, or changed what one may do?"""
    there = all(left_over.function(account, name) for name in stage.functions)
    return there and not grants.differ(account, stage, folder)


def released(account: Account, stage: Stage, architecture: str, environment: dict[str, str]) -> Path:
    return build(
        stage,
        account=account.id,
        environment=environment,
        architecture=architecture,
        concurrency=free_concurrency(account, stage),
    )


def free_concurrency(account: Account, stage: Stage) -> int:
    """How many executions at once nobody but this stage has reserved."""
    client = account.client("lambda")
    free = int(client.get_account_settings()["AccountLimit"]["UnreservedConcurrentExecutions"])
    for name in stage.functions:
        try:
            free += client.get_function_concurrency(FunctionName=name).get("ReservedConcurrentExecutions", 0)
        except client.exceptions.ResourceNotFoundException:
            continue
    return free


def run_chalice(account: Account, stage: Stage, folder: Path, known: dict[str, Any], shown: Step) -> dict[str, Any]:
    parameters.forget_release(account, stage)  # until it is known to run: one that breaks off is deployed again
    chalice("deploy", account, stage, folder, known, shown)
    made: dict[str, Any] = json.loads(record_of(folder, stage).read_text(encoding="utf-8"))
    parameters.write(account, stage, parameters.CHALICE, made)
    return made


def chalice(
    verb: str, account: Account, stage: Stage, folder: Path, known: dict[str, Any], shown: Step | None = None
) -> None:
    """Runs Chalice with the record that the stage keeps, whatever this folder remembers."""
    record = record_of(folder, stage)
    record.parent.mkdir(parents=True, exist_ok=True)
    if known:
        record.write_text(json.dumps(known), encoding="utf-8")
    else:
        record.unlink(missing_ok=True)
    run_tool(
        f"chalice {verb} did not succeed. Run this again when its reason is put right: it goes on from there.",
        [VENV / "bin" / "chalice", verb, "--stage", stage.name],
        log=f"chalice-{verb}.log",
        cwd=folder,
        env={"AWS_DEFAULT_REGION": account.region, "AWS_REGION": account.region, "PYTHONDONTWRITEBYTECODE": "1"},
        on_line=shown.note if shown else None,
    )


def keep_record(stage: Stage, known: dict[str, Any]) -> None:
    """Leaves a copy in the project's root, where `chalice logs`, `chalice url` and `chalice invoke` look for it."""
    record = record_of(ROOT, stage)
    if known.get("resources"):
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    else:
        record.unlink(missing_ok=True)


def record_of(folder: Path, stage: Stage) -> Path:
    return folder / ".chalice" / "deployed" / f"{stage.name}.json"


def address(known: dict[str, Any], name: str) -> str | None:
    found = resource(known, name)
    return str(found[f"{name}_url"]).rstrip("/") if found else None


def value(known: dict[str, Any], name: str, key: str) -> str:
    found = resource(known, name)
    assert found is not None  # Chalice has just deployed it
    return str(found[key])


def resource(known: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((each for each in known.get("resources", []) if each["name"] == name), None)


def architecture(account: Account, stage: Stage) -> str | None:
    """What the stage's functions run on, if there are any."""
    found = left_over.function(account, stage.functions[0])
    return str(found["Architectures"][0]) if found else None


def check_python(account: Account, stage: Stage) -> None:
    """Lambda takes code first and its Python a moment later: between the two compiled packages do not load.

    Raises `Problem`.
    """
    runtime = (left_over.function(account, stage.functions[0]) or {}).get("Runtime")
    own = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if runtime not in (None, own):
        raise Problem(
            f"{stage.name} runs {runtime}, and this is {own}: while that changes every call fails for some seconds. "
            f"Remove .venv and start dev.py with {runtime}, or say --change-python."
        )
