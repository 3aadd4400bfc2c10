"""A bucket's CORS and lifecycle rules, as its template has them.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from deployment.template_files import files_bucket
from devtools.local_run.aws_apis.service import Refusal

NOT_ALLOWED = "CORSResponse: This CORS request is not allowed."


@dataclass(frozen=True, slots=True)
class Rules:
    cors: tuple[Mapping[str, Any], ...] = ()
    lifecycle: tuple[Mapping[str, Any], ...] = ()

    def headers(self, method: str, origin: str) -> dict[str, str]:
        """What S3 adds to the answer to a page; nothing if no rule allows it."""
        rule = self.rule(method, origin)
        if rule is None:
            return {}
        exposed = ", ".join(rule.get("ExposedHeaders", []))
        return {"Access-Control-Allow-Origin": "*", **({"Access-Control-Expose-Headers": exposed} if exposed else {})}

    def preflight(self, headers: Mapping[str, str]) -> dict[str, str]:
        given = {name.lower(): value for name, value in headers.items()}
        method, asked = given.get("access-control-request-method", ""), given.get("access-control-request-headers", "")
        rule = self.rule(method, given.get("origin", ""))
        if rule is None or (asked and rule.get("AllowedHeaders") != ["*"]):
            raise Refusal(403, "AccessForbidden", NOT_ALLOWED)
        return {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join(rule["AllowedMethods"]),
            "Access-Control-Max-Age": str(rule.get("MaxAge", 0)),
            **({"Access-Control-Allow-Headers": asked} if asked else {}),
        }

    def rule(self, method: str, origin: str) -> Mapping[str, Any] | None:
        found = (each for each in self.cors if method in each["AllowedMethods"] and each["AllowedOrigins"] == ["*"])
        return next(found, None) if origin else None

    def kept_days(self, key: str) -> int | None:
        """None: for ever."""
        days = [
            each["ExpirationInDays"] for each in self.lifecycle if each.get("Prefix") and key.startswith(each["Prefix"])
        ]
        return min(days, default=None)


NO_RULES = Rules()


@cache
def of_files() -> Rules:
    """Those of the bucket for the files of conversations."""
    properties = files_bucket()
    return Rules(
        tuple(properties["CorsConfiguration"]["CorsRules"]), tuple(properties["LifecycleConfiguration"]["Rules"])
    )
