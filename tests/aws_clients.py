"""botocore's own client of the tests' store, for what the server's client does not do, such as scans."""

from functools import cache
from typing import Any

import botocore.session

from chalicelib.config import config


@cache
def dynamodb() -> Any:
    return botocore.session.Session().create_client(
        "dynamodb", region_name=config().region, endpoint_url=config().dynamodb_endpoint
    )
