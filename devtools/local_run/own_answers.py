"""API Gateway's own responses, sent without calling the app: deployment/templates/gateway_responses.json.

`dev.py deploy` sets them on a stage; the local gateway and the storm send them.
"""

import uuid

from aiohttp import web

from deployment.template_files import gateway_responses

DEFAULTS = {4: "DEFAULT_4XX", 5: "DEFAULT_5XX"}


def own_answer(status: int, kind: str | None = None) -> web.Response:
    """The answer of that type, or of the default for all that have such a status."""
    answer = gateway_responses()[kind or DEFAULTS[status // 100]]
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
