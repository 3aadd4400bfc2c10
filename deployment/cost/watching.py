"""What monitoring a stage takes: the alarms and dashboards that deployment/templates/watch.yaml makes without an
option of deploy, whether anybody chats or not, and the metrics that have values in an hour of chatting."""

ALARMS = 1
DASHBOARDS = 0
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
