"""The Lambda functions and their two APIs, deployed by `chalice deploy` in the release folder."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from deployment import chalice_record, parameters, release, roles
from deployment.account import Account, find
from deployment.chalice_record import Record
from deployment.stage import Stage
from devtools.console import Problem, Step
from devtools.folders import ROOT, VENV
from devtools.tools import run_tool


@dataclass(frozen=True, slots=True)
class Functions:
    """The deployed functions and APIs, as Chalice recorded them."""

    api: str  # https://….execute-api.….amazonaws.com/api
    socket: str
    api_id: str
    socket_id: str
    release: str  # the fingerprint of the release folder


def deploy(account: Account, stage: Stage, architecture: str, environment: dict[str, str], shown: Step) -> Functions:
    """Deploys the release if it is not what runs already.

    The first deployment runs Chalice twice: the functions need the APIs' addresses, which exist after the first run.
    """
    saved = parameters.read(account, stage, parameters.CHALICE) or {}
    known = chalice_record.with_existing(account, stage, saved, environment["PORCHLIGHT_MESSAGES_STREAM"])
    if url(known, "websocket_api") is None or url(known, "rest_api") is None:
        saved = {}
        folder = build_release(account, stage, architecture, environment)
        known = run_chalice(account, stage, folder, known, shown)
    socket, api = str(url(known, "websocket_api")), str(url(known, "rest_api"))
    addresses = {"PORCHLIGHT_SOCKET_URL": socket, "PORCHLIGHT_API_URL": api}
    folder = build_release(account, stage, architecture, {**environment, **addresses})
    fingerprint = release.fingerprint(folder)
    running = parameters.addresses(account, stage).get("release")
    if running != fingerprint or known != saved or not is_intact(account, stage, folder):
        known = run_chalice(account, stage, folder, known, shown)
    else:
        shown.done_with = "nothing changed"
    copy_record(stage, known)
    return Functions(
        api=api,
        socket=socket,
        api_id=api_id(known, "rest_api"),
        socket_id=api_id(known, "websocket_api"),
        release=fingerprint,
    )


def is_intact(account: Account, stage: Stage, folder: Path) -> bool:
    """Returns whether all functions exist with the policies of the release."""
    complete = all(chalice_record.function(account, name) for name in stage.functions)
    return complete and not roles.differ(account, stage, folder)


def build_release(account: Account, stage: Stage, architecture: str, environment: dict[str, str]) -> Path:
    return release.build(
        stage,
        account=account.id,
        environment=environment,
        architecture=architecture,
        concurrency=available_concurrency(account, stage),
    )


def available_concurrency(account: Account, stage: Stage) -> int:
    """The account's concurrent executions, without those that other functions reserve."""
    client = account.client("lambda")
    available = int(client.get_account_settings()["AccountLimit"]["UnreservedConcurrentExecutions"])
    own = (find(client.get_function_concurrency, FunctionName=name) or {} for name in stage.functions)
    return available + sum(int(each.get("ReservedConcurrentExecutions", 0)) for each in own)


def run_chalice(account: Account, stage: Stage, folder: Path, known: Record, shown: Step) -> Record:
    # Cleared first, so that an interrupted deployment is repeated by the next one.
    parameters.clear_release(account, stage)
    chalice("deploy", account, stage, folder, known, shown)
    deployed: Record = json.loads(record_path(folder, stage).read_text(encoding="utf-8"))
    parameters.write(account, stage, parameters.CHALICE, deployed)
    return deployed


def chalice(verb: str, account: Account, stage: Stage, folder: Path, known: Record, shown: Step | None = None) -> None:
    """Runs Chalice with the record that is stored in the stage, whatever record this folder has."""
    record = record_path(folder, stage)
    record.parent.mkdir(parents=True, exist_ok=True)
    if known:
        record.write_text(json.dumps(known), encoding="utf-8")
    else:
        record.unlink(missing_ok=True)
    run_tool(
        f"chalice {verb} failed. Fix the cause and run this again to continue.",
        [VENV / "bin" / "chalice", verb, "--stage", stage.name],
        log=f"chalice-{verb}.log",
        cwd=folder,
        env={"AWS_DEFAULT_REGION": account.region, "AWS_REGION": account.region, "PYTHONDONTWRITEBYTECODE": "1"},
        on_line=shown.note if shown else None,
    )


def copy_record(stage: Stage, known: Record) -> None:
    """Copies the record to the project's root, where `chalice logs`, `chalice url` and `chalice invoke` look for it."""
    record = record_path(ROOT, stage)
    if known.get("resources"):
        record.parent.mkdir(parents=True, exist_ok=True)
        record.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    else:
        record.unlink(missing_ok=True)


def record_path(folder: Path, stage: Stage) -> Path:
    return folder / ".chalice" / "deployed" / f"{stage.name}.json"


def url(known: Record, name: str) -> str | None:
    found = chalice_record.resource(known, name)
    return str(found[f"{name}_url"]).rstrip("/") if found else None


def api_id(known: Record, name: str) -> str:
    found = chalice_record.resource(known, name)
    assert found is not None  # Chalice has just deployed it
    return str(found[f"{name}_id"])


def architecture(account: Account, stage: Stage) -> str | None:
    """The processor architecture of the stage's functions, or None before the first deployment."""
    found = chalice_record.function(account, stage.functions[0])
    return str(found["Architectures"][0]) if found else None


def check_python(account: Account, stage: Stage) -> None:
    """Raises `Problem` if the stage's functions run another Python version.

    Lambda updates a function's code before its Python version. In between, compiled packages fail to load.
    """
    runtime = (chalice_record.function(account, stage.functions[0]) or {}).get("Runtime")
    own = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if runtime not in (None, own):
        raise Problem(
            f"{stage.name} runs {runtime}, and this is {own}: while the version changes, calls fail for some seconds. "
            f"Remove .venv and start dev.py with {runtime}, or use --change-python."
        )
