"""What a stage's things are called. Everything that is deployed is found by these names again."""

import re
from dataclasses import dataclass

from devtools.console import Problem

APP = "porchlight"  # app_name in .chalice/config.json
ELSEWHERE = ("cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-")  # regions that are not in the partition `aws`
API_STAGE = "api"  # API Gateway's own stage: every call is served under /api
REST_FUNCTION = "api_handler"  # Chalice's own name for it
SOCKET_FUNCTIONS = ("websocket_connect", "websocket_message", "websocket_disconnect")


@dataclass(frozen=True, slots=True)
class Stage:
    """One deployment, such as dev or prod: its own tables, functions, pages and keys."""

    name: str
    region: str

    @property
    def prefix(self) -> str:
        """What the names of its tables begin with."""
        return f"{APP}-{self.name}-"

    @property
    def functions(self) -> tuple[str, ...]:
        """Its Lambdas, as Chalice names them: the REST handler, then one for each socket event."""
        rest = f"{APP}-{self.name}"
        return (rest, *(f"{rest}-{name}" for name in SOCKET_FUNCTIONS))

    def stack(self, part: str) -> str:
        """The CloudFormation stack of one template of `deployment/templates/`."""
        return f"{self.prefix}{part}"

    def parameter(self, name: str) -> str:
        """A parameter in SSM Parameter Store."""
        return f"/{APP}/{self.name}/{name}"


def named(name: str, region: str) -> Stage:
    if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", name):
        raise Problem(f"{name!r} is no stage's name: a letter, then at most 15 letters and digits.", exit_code=2)
    if region.startswith(ELSEWHERE):
        raise Problem(f"{region} is in a part of AWS with other names and addresses, which Porchlight does not know.")
    return Stage(name, region)
