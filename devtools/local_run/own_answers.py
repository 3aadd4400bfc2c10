"""API Gateway's own responses, given without calling the app: deployment/templates/gateway_responses.json.

`dev.py deploy` sets them on a stage, the local gateway and the storm give them. `headers` in that file are for every
answer, in API Gateway's own notation: 'text' in quotes, or `context.requestId`. A response without a `status` keeps the
status that API Gateway chose, which may be any of its kind.
"""

import json
import uuid
from dataclasses import dataclass
from functools import cache

from aiohttp import web

from devtools.folders import ROOT

FILE = ROOT / "deployment" / "templates" / "gateway_responses.json"
DEFAULTS = {4: "DEFAULT_4XX", 5: "DEFAULT_5XX"}


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """One response type. `headers`: in API Gateway's notation; `status` is None where it keeps the one it had."""

    kind: str
    status: int | None
    code: str
    headers: dict[str, str]
    body: str


@cache
def own_answers() -> dict[str, OwnAnswer]:
    """By API Gateway's names for them."""
    document = json.loads(FILE.read_text(encoding="utf-8"))
    found = {}
    for kind, said in document["responses"].items():
        headers = dict(document["headers"])
        if "retry_after" in said:
            headers["Retry-After"] = f"'{said['retry_after']}'"
        body = json.dumps({"error": {"code": said["code"], "message": said["message"]}}, separators=(",", ":"))
        found[kind] = OwnAnswer(kind, said.get("status"), said["code"], headers, body)
    return found


def own_answer(status: int, kind: str | None = None) -> web.Response:
    """The answer of that type, or of the default for all that have such a status."""
    answer = own_answers()[kind or DEFAULTS[status // 100]]
    request_id = str(uuid.uuid4())
    headers = {
        name: request_id if source == "context.requestId" else source.strip("'")
        for name, source in answer.headers.items()
    }
    return web.Response(
        status=answer.status or status, headers=headers, text=answer.body, content_type="application/json"
    )


def plain_answer(status: int, message: str) -> web.Response:
    """An answer that no setting of the REST API reaches: an unknown stage, a refused handshake, the Management API."""
    return web.json_response({"message": message}, status=status)
