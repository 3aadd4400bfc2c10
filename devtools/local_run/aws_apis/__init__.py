"""The APIs of EventBridge Scheduler and SES v2, for unpatched AWS clients: the parts that the server calls."""
