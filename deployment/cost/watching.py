"""What watching over a stage takes, whether anybody chats or not: infra/watch.yaml."""

ALARMS = 10
DASHBOARDS = 1
METRICS = 12  # of Porchlight's own; billed for the hours in which they have values
