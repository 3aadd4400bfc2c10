"""List prices, in dollars. One place; everything else multiplies.

Read second-hand on 23 November 2026 from stored copies of the vendors' pages and of articles that quote them, not from
a live price list. `SOURCES` has the addresses. Check them before you rely on a cent; the arithmetic stays.
"""

from typing import NamedTuple

REGION = "us-east-1"
READ_ON = "23 November 2026"
MILLION = 1_000_000


class Price(NamedTuple):
    """So many dollars for `per` of a `unit`. `free`: so many a month cost nothing, always, in every account."""

    dollars: float
    per: float
    unit: str
    free: float = 0


# The free calls of API Gateway are not among them: they end after an account's first twelve months.
PRICES = {
    "REST calls": Price(3.50, MILLION, "M"),
    "WebSocket messages": Price(1.00, MILLION, "M"),
    "WebSocket minutes": Price(0.25, MILLION, "M"),
    "Lambda calls": Price(0.20, MILLION, "M", free=MILLION),
    "Lambda GB-seconds, arm64": Price(13.3334, MILLION, "M", free=400_000),
    "DynamoDB read units": Price(0.125, MILLION, "M"),
    "DynamoDB write units": Price(0.625, MILLION, "M"),
    "DynamoDB storage": Price(0.25, 1, "GB", free=25),
    "DynamoDB point-in-time recovery": Price(0.20, 1, "GB"),
    "CloudFront requests": Price(1.00, MILLION, "M", free=10 * MILLION),
    "CloudFront data": Price(0.085, 1, "GB", free=1024),
    "S3 storage": Price(0.023, 1, "GB"),
    "Data out of API Gateway": Price(0.09, 1, "GB", free=100),
    "Logs taken in": Price(0.50, 1, "GB", free=5),
    "Logs kept": Price(0.03, 1, "GB"),
    "Metrics": Price(0.30, 1, "metric", free=10),
    "Alarms": Price(0.10, 1, "alarm", free=10),
    "Dashboard": Price(3.00, 1, "dashboard", free=3),
}

SOURCES = {
    "API Gateway": "https://aws.amazon.com/api-gateway/pricing/, https://amnic.com/blogs/aws-api-gateway-pricing",
    "Lambda": "articles that quote https://aws.amazon.com/lambda/pricing/; starts are billed since August 2025: "
    "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase",
    "DynamoDB": "https://airbyte.com/data-engineering-resources/dynamodb-pricing",
    "CloudFront": "https://aws.amazon.com/cloudfront/pricing",
    "Pusher": "https://raw.githubusercontent.com/api-evangelist/pusher/refs/heads/main/plans/pusher-plans-pricing.yml",
    "Ably": "https://ably.com/docs/platform/pricing/resource-based",
    "CloudWatch": "https://cloudburn.io/blog/amazon-cloudwatch-pricing, "
    "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/",
}


class Plan(NamedTuple):
    """A plan of somebody who sells messages: so much a month, up to these bounds."""

    name: str
    dollars: float
    connections: int  # at once
    messages_a_day: int


PUSHER = (
    Plan("Sandbox", 0, 100, 200_000),
    Plan("Startup", 49, 500, 1_000_000),
    Plan("Pro", 99, 2_000, 4_000_000),
    Plan("Business", 299, 5_000, 10_000_000),
)
# Its usage-based prices. Accounts opened since it changed to monthly active users are priced otherwise.
ABLY_BASE = 29.0
ABLY = {"messages": Price(2.50, MILLION, "M"), "minutes": Price(1.00, MILLION, "M")}  # of connections and of channels

VM_DOLLARS = 20.0
