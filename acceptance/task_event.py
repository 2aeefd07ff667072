"""ECS's "Task State Change" event, made of what DescribeTasks tells about the same task.

AWS sends both from one record. They differ in form: the event has times as text, other words for an attachment, neither tags nor
health, and leaves out what is not known.
"""

import uuid
from datetime import datetime, timezone

ONLY_DESCRIBED = {"tags", "healthStatus", "platformFamily", "inferenceAccelerators"}
ATTACHMENT_TYPES = {"ElasticNetworkInterface": "eni"}


def instant(moment):
    text = moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    # ECS writes no zeros at a fraction's end, nor an empty fraction.
    head, fraction = text[:-1].split(".")
    fraction = fraction.rstrip("0")
    return f"{head}.{fraction}Z" if fraction else f"{head}Z"


def as_event_has_it(value):
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, dict):
        return {
            key: as_event_has_it(part)
            for key, part in value.items()
            if part is not None and key not in ONLY_DESCRIBED
        }
    if isinstance(value, list):
        return [as_event_has_it(part) for part in value]
    return value


def attachment(described):
    status = "DELETED" if described["status"] == "ATTACHED" else described["status"]
    return {**described, "type": ATTACHMENT_TYPES.get(described["type"], described["type"]), "status": status}


def task_state_change(task):
    """The event that AWS sends about a task that looks like this."""
    account, region = task["taskArn"].split(":")[4], task["taskArn"].split(":")[3]
    detail = as_event_has_it(task)
    # The emulator tells of one on Fargate too.
    if task.get("launchType") == "FARGATE":
        detail.pop("containerInstanceArn", None)
    detail["attachments"] = [attachment(one) for one in detail.get("attachments", [])]
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "ECS Task State Change",
        "source": "aws.ecs",
        "account": account,
        "time": instant(task.get("stoppedAt") or datetime.now(timezone.utc)),
        "region": region,
        "resources": [task["taskArn"]],
        "detail": detail,
    }
