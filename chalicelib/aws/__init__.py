"""AWS: what most calls need goes through `JsonClient` and `Connections`, without a client of botocore.

They take a fifth of the CPU time: docs/adr/0013-slim-client.md. `client` makes botocore's own client of a service.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore import BOTOCORE_ROOT

from chalicelib.config import aws_variable, config
from chalicelib.once import once

if TYPE_CHECKING:
    from chalicelib.aws.shared_session import SharedSession

USER_AGENT = "Porchlight"


@once
def session() -> "SharedSession":
    from chalicelib.aws.shared_session import SharedSession

    return SharedSession()


def client(service: str, settings: Mapping[str, Any], endpoint_url: str | None = None) -> Any:
    """`settings`: of botocore's `Config`."""
    from botocore.config import Config

    made = session()
    return made.create_client(
        service, region_name=config().region, endpoint_url=endpoint_url, config=Config(**settings)
    )


def endpoint(service: str) -> str:
    """Raises `ValueError` if the service has no endpoint in the region."""
    from chalicelib.aws import endpoints  # a deployment resolves those that every function needs

    return endpoints.endpoint(session(), service, config().region)


def authorities() -> str:
    """The file with the certificate authorities of AWS's servers.

    In a release, botocore's file has Amazon's only. Botocore would take certifi's, where it is installed.
    """
    return aws_variable("AWS_CA_BUNDLE") or str(Path(BOTOCORE_ROOT) / "cacert.pem")
