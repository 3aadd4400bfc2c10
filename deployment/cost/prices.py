"""List prices in US dollars.

They were read on 23 and 27 November 2026 from stored copies of AWS's pages and of articles that quote them, not from a
live price list. `SOURCES` has the addresses. Check the prices before you rely on them.
"""

from typing import NamedTuple

REGION = "us-east-1"
READ_ON = "27 November 2026"
MILLION = 1_000_000


class Price(NamedTuple):
    """Dollars for `per` units of use; `unit` is their printed name. `free`: the always free amount a month."""

    dollars: float
    per: float
    unit: str
    free: float = 0


# API Gateway's free calls are not included: they end after an account's first twelve months.
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
    "S3 writes": Price(0.005, 1000, "1,000"),
    "Schedules": Price(1.00, MILLION, "M", free=14 * MILLION),
    "Mails sent": Price(0.16, 1000, "1,000"),
    "Mail data": Price(0.12, 1, "GB"),
    "Mails received": Price(0.10, 1000, "1,000"),
    "Data out": Price(0.09, 1, "GB", free=100),
    "Logs taken in": Price(0.50, 1, "GB", free=5),
    "Logs kept": Price(0.03, 1, "GB"),
    "Metrics": Price(0.30, 1, "metric", free=10),
    "Alarms": Price(0.10, 1, "alarm", free=10),
    "Dashboard": Price(3.00, 1, "dashboard", free=3),
}

SOURCES = {
    "API Gateway": "https://aws.amazon.com/api-gateway/pricing/, https://amnic.com/blogs/aws-api-gateway-pricing",
    "Lambda": "articles that quote https://aws.amazon.com/lambda/pricing/; cold starts are billed since August 2025: "
    "https://aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase",
    "DynamoDB": "https://airbyte.com/data-engineering-resources/dynamodb-pricing",
    "DynamoDB Streams": "free for Lambda and when idle: "
    "https://docs.amazonaws.cn/en_us/amazondynamodb/latest/developerguide/CostOptimization_StreamsUsage.html",
    "DynamoDB's TTL": "free: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html",
    "EventBridge Scheduler": "https://cloudburn.io/blog/amazon-eventbridge-pricing",
    "SES": "the plan of accounts that are new to SES since July 2026: "
    "https://github.com/api-evangelist/amazon-ses/blob/main/plans/amazon-ses-plans-pricing.yml",
    "S3": "https://www.cloudkaramchari.com/blog/"
    "understanding-per-1000-put-copy-post-or-list-requests-in-amazon-s3-pricing/",
    "SQS": "the first million requests of each month are free: https://cloudburn.io/blog/amazon-sqs-pricing",
    "CloudFront": "https://aws.amazon.com/cloudfront/pricing",
    "CloudWatch": "https://cloudburn.io/blog/amazon-cloudwatch-pricing, "
    "https://www.factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards/",
}
