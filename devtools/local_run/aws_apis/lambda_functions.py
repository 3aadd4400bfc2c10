"""Lambda: asynchronous invocations of functions.

https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from devtools.local_run.aws_apis.service import SIGNATURE, Answer, Refusal, refused

PATH = re.compile(r"/2015-03-31/functions/(?P<function>[^/]+)/invocations")
Accept = Callable[[str, dict[str, Any]], object]


class LambdaFunctions:
    """`accept`: is called with a function's name and its event, which it keeps and passes on later."""

    def __init__(self, accept: Accept) -> None:
        self.accept = accept

    def answer(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Answer | None:
        """Returns None if the path is not one of this service."""
        found = PATH.fullmatch(path)
        if found is None or method != "POST":
            return None
        given = {name.lower(): value for name, value in headers.items()}
        signature = SIGNATURE.match(given.get("authorization", ""))
        if signature is None or signature["service"] != "lambda":
            return refused(Refusal(403, "MissingAuthenticationTokenException", "Missing Authentication Token"))
        if given.get("x-amz-invocation-type") != "Event":
            return refused(Refusal(501, "NotImplemented", "The local run has asynchronous invocations only."))
        try:
            event = json.loads(body)
        except ValueError:
            return refused(Refusal(400, "InvalidRequestContentException", "The payload is not JSON."))
        self.accept(name_of(unquote(found["function"])), event)
        return Answer(202, {}, b"")


def name_of(function: str) -> str:
    """Of an ARN, or a name. A deployed function's name begins with that of its stage."""
    return re.sub(r"^porchlight-[a-z0-9]+-", "", function.rpartition(":")[2])
