"""How far a stage's data has come: one parameter beside its keys.

Not a row: a migration may be about any table, and none of them is older or newer than all the others. Whoever puts an
earlier backup back puts this parameter back with it.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from botocore.exceptions import ClientError

from deployment.stage import Stage

PARAMETER = "schema"


class Clients(Protocol):
    """An AWS account, as far as it is needed here."""

    def client(self, service: str) -> Any: ...


@dataclass(frozen=True, slots=True)
class Schema:
    version: int = 0  # the number of the last migration that is done
    needs: int = 0  # code must know at least this one
    by: str = ""  # the version of the code that did it
    bookmark: Any = None  # of the migration after `version`, if it was interrupted


def read(clients: Clients, stage: Stage) -> Schema:
    try:
        found = clients.client("ssm").get_parameter(Name=stage.parameter(PARAMETER))
    except ClientError as error:
        if error.response["Error"]["Code"] == "ParameterNotFound":
            return Schema()
        raise
    return Schema(**json.loads(found["Parameter"]["Value"]))


def write(clients: Clients, stage: Stage, schema: Schema) -> None:
    text = json.dumps(asdict(schema), separators=(",", ":"))
    clients.client("ssm").put_parameter(Name=stage.parameter(PARAMETER), Type="String", Value=text, Overwrite=True)
