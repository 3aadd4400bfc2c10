"""The names of a stage's resources. Every command finds what is deployed by these names."""

import re
from dataclasses import dataclass

from devtools.console import Problem

APP = "porchlight"  # app_name in .chalice/config.json
OTHER_PARTITIONS = ("cn-", "us-gov-", "us-iso", "eu-isoe-", "eusc-")  # regions outside the partition `aws`
API_STAGE = "api"  # the stage in API Gateway: every call is served under /api
REST_FUNCTION = "api_handler"  # Chalice's name for the function behind the REST API
SOCKET_FUNCTIONS = ("websocket_connect", "websocket_message", "websocket_disconnect")
STREAM_FUNCTION, JOB_FUNCTION, MAIL_FUNCTION = BACKGROUND_FUNCTIONS = ("message_stored", "job_due", "mail_received")
FAN_OUT_FUNCTION = "fan_out"
FUNCTIONS = (
    REST_FUNCTION,
    *SOCKET_FUNCTIONS,
    *BACKGROUND_FUNCTIONS,
    FAN_OUT_FUNCTION,
)  # in the order of `Stage.functions`


@dataclass(frozen=True, slots=True)
class Stage:
    """One deployment, such as dev or prod, with its own tables, functions, pages and keys."""

    name: str
    region: str

    @property
    def prefix(self) -> str:
        """The prefix of its table names."""
        return f"{APP}-{self.name}-"

    @property
    def functions(self) -> tuple[str, ...]:
        """Its Lambda functions, as Chalice names them: the REST handler, then one for each of the other handlers."""
        rest = f"{APP}-{self.name}"
        return (rest, *(f"{rest}-{name}" for name in FUNCTIONS[1:]))

    def stack(self, template: str) -> str:
        """The name of the CloudFormation stack of a template in `deployment/templates/`."""
        return f"{self.prefix}{template}"

    def parameter(self, name: str) -> str:
        """The full name of a parameter in SSM Parameter Store."""
        return f"/{APP}/{self.name}/{name}"


def named(name: str, region: str) -> Stage:
    """Raises `Problem` if the name or the region cannot be used."""
    if not re.fullmatch(r"[a-z][a-z0-9]{0,15}", name):
        raise Problem(f"{name!r} is not a stage name: use a letter, then at most 15 letters and digits.", exit_code=2)
    if region.startswith(OTHER_PARTITIONS):
        raise Problem(f"Porchlight does not support {region}: its AWS partition has different names and addresses.")
    return Stage(name, region)
