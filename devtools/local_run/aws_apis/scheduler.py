"""EventBridge Scheduler: one-time schedules that call a function.

https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
"""

import json
import re
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from devtools.local_run.aws_apis.service import Fields, Refusal, Service
from devtools.local_run.background.schedules import DEFAULT_GROUP, Schedule, Schedules

AT = re.compile(r"at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)")
ARN = "arn:aws:scheduler:us-east-1:000000000000"


class Scheduler:
    def __init__(self, schedules: Schedules, group: str, role: str) -> None:
        """`group`: the one that exists, beside the default one. `role`: the one that Scheduler may assume."""
        self.schedules = schedules
        self.groups = (DEFAULT_GROUP, group)
        self.role = role

    def service(self) -> Service:
        operations = {
            "CreateSchedule": self.create,
            "GetSchedule": self.get,
            "DeleteSchedule": self.delete,
            "ListSchedules": self.list,
        }
        return Service("scheduler", "ValidationException", operations)

    def create(self, fields: Fields) -> Fields:
        group, name = self.group_of(fields), fields["Name"]
        due = due_at(fields["ScheduleExpression"], fields.get("ScheduleExpressionTimezone", "UTC"))
        check_window(fields["FlexibleTimeWindow"])
        self.check_target(fields["Target"])
        if due <= self.schedules.clock():
            raise invalid(f"Invalid Schedule Expression {fields['ScheduleExpression']}: the time is in the past.")
        try:
            self.schedules.create(group, name, fields, due)
        except FileExistsError:
            existing = self.schedules.get(group, name)
            # The same request again, for example because its answer was lost.
            if existing is None or existing.fields.get("ClientToken") != fields.get("ClientToken"):
                raise Refusal(409, "ConflictException", f"Schedule {name} already exists.") from None
        return {"ScheduleArn": arn(group, name)}

    def get(self, fields: Fields) -> Fields:
        schedule = self.find(fields)
        kept = {name: value for name, value in schedule.fields.items() if name != "ClientToken"}
        return {"State": "ENABLED", "ScheduleExpressionTimezone": "UTC", **kept, **described(schedule)}

    def delete(self, fields: Fields) -> Fields:
        schedule = self.find(fields)
        self.schedules.delete(schedule.group, schedule.name)
        return {}

    def list(self, fields: Fields) -> Fields:
        """In the order of groups and names. A page continues after the name that the token has."""
        group = self.group_of(fields) if "GroupName" in fields else None
        found = [
            schedule
            for schedule in self.schedules.all()
            if group in (None, schedule.group)
            and schedule.name.startswith(fields.get("NamePrefix", ""))
            and schedule.fields.get("State", "ENABLED") == fields.get("State", "ENABLED")
            and f"{schedule.group}/{schedule.name}" > fields.get("NextToken", "")
        ]
        page = found[: fields.get("MaxResults", 100)]
        more = {"NextToken": f"{page[-1].group}/{page[-1].name}"} if len(page) < len(found) else {}
        return {"Schedules": [summary(schedule) for schedule in page], **more}

    def find(self, fields: Fields) -> Schedule:
        schedule = self.schedules.get(self.group_of(fields), fields["Name"])
        if schedule is None:
            raise Refusal(404, "ResourceNotFoundException", f"Schedule {fields['Name']} does not exist.")
        return schedule

    def group_of(self, fields: Fields) -> str:
        group = str(fields.get("GroupName", DEFAULT_GROUP))
        if group not in self.groups:
            raise Refusal(404, "ResourceNotFoundException", f"Schedule group {group} does not exist.")
        return group

    def check_target(self, target: Fields) -> None:
        if not target["Arn"].startswith("arn:aws:lambda:"):
            raise invalid(
                f"Provided Arn is not in correct format: the local run calls functions only, not {target['Arn']}."
            )
        if target["RoleArn"] != self.role:
            raise invalid("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.")
        try:
            json.loads(target.get("Input", "{}"))
        except ValueError:
            raise invalid("Input must be valid JSON for a target of type Lambda.") from None


def due_at(expression: str, zone: str) -> int:
    """Returns epoch seconds."""
    match = AT.fullmatch(expression)
    if match is None and re.match(r"(rate|cron)\(", expression):
        raise invalid(f"The local run has one-time schedules only, not {expression}.")
    try:
        moment = datetime.fromisoformat(match[1]) if match else None
        tz = timezone.utc if zone == "UTC" else ZoneInfo(zone)
    except ZoneInfoNotFoundError:
        raise invalid(f"Invalid timezone {zone}.") from None
    except ValueError:
        moment = None
    if moment is None:
        raise invalid(f"Invalid Schedule Expression {expression}.")
    return int(moment.replace(tzinfo=tz).timestamp())


def check_window(window: Fields) -> None:
    if window["Mode"] == "FLEXIBLE" and "MaximumWindowInMinutes" not in window:
        raise invalid("MaximumWindowInMinutes must be provided when FlexibleTimeWindow is set to FLEXIBLE.")
    if window["Mode"] == "OFF" and "MaximumWindowInMinutes" in window:
        raise invalid("MaximumWindowInMinutes must not be provided when FlexibleTimeWindow is set to OFF.")


def described(schedule: Schedule) -> dict[str, Any]:
    return {
        "Arn": arn(schedule.group, schedule.name),
        "GroupName": schedule.group,
        "Name": schedule.name,
        "CreationDate": schedule.created,
        "LastModificationDate": schedule.created,
    }


def summary(schedule: Schedule) -> dict[str, Any]:
    target = {"Arn": schedule.fields["Target"]["Arn"]}
    return {**described(schedule), "State": schedule.fields.get("State", "ENABLED"), "Target": target}


def arn(group: str, name: str) -> str:
    return f"{ARN}:schedule/{group}/{name}"


def invalid(message: str) -> Refusal:
    return Refusal(400, "ValidationException", message)
