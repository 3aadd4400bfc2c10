"""What watching over a stage takes: the alarms and the dashboard of infra/watch.yaml whether anybody chats or not, and
the metrics that have values in an hour of chatting."""

ALARMS = 10
DASHBOARDS = 1
METRICS = (
    "VisitorMessages",
    "AdminMessages",
    "RepeatedSends",
    "AppendRetries",
    "SendTime",
    "PageTime",
    "FanOutTime",
    "FanOutSize",
    "PushesDelivered",
    "PushesGone",
    "ConversationsBehind",
    "Refusals",
)
