"""The Lambdas and their two APIs, by `chalice deploy` in the release folder."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deployment import left_over, parameters
from deployment.account import Account
from deployment.release import build, fingerprint
from deployment.stage import Stage
from devtools.console import Step
from devtools.places import VENV
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
    if running != release or known != saved:
        known = run_chalice(account, stage, folder, known, shown)
    else:
        shown.done_with = "nothing changed"
    return Functions(
        api=str(address(known, "rest_api")),
        socket=socket,
        api_id=value(known, "rest_api", "rest_api_id"),
        socket_id=value(known, "websocket_api", "websocket_api_id"),
        release=release,
    )


def released(account: Account, stage: Stage, architecture: str, environment: dict[str, str]) -> Path:
    limits = account.client("lambda").get_account_settings()["AccountLimit"]
    return build(
        stage,
        account=account.id,
        environment=environment,
        architecture=architecture,
        concurrency=limits["ConcurrentExecutions"],
    )


def run_chalice(account: Account, stage: Stage, folder: Path, known: dict[str, Any], shown: Step) -> dict[str, Any]:
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
    client = account.client("lambda")
    try:
        return str(client.get_function_configuration(FunctionName=stage.functions[0])["Architectures"][0])
    except client.exceptions.ResourceNotFoundException:
        return None
