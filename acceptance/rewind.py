"""Puts a run back to where it stood when ECS sent an event about its task: accepted, and nothing heard of it since.

    python3 acceptance/rewind.py events/task-stopped-spot.json

The run has to be recorded by a running `./ecsjobs up`. There its own task has ended within seconds, and a run that has ended
answers every event with that. Wound back, it takes the event as the runs do that ECS sends it about.
"""

import json
import sys
import urllib.error
import urllib.request
from datetime import datetime, timezone
from pathlib import Path

SETTINGS = json.loads((Path(__file__).resolve().parent.parent / "env.json").read_text())["Parameters"]
ENDPOINT = SETTINGS["ENDPOINT_URL"].replace("host.docker.internal", "127.0.0.1")
TABLE = SETTINGS["TABLE_NAME"]

# DynamoDB Local wants a signature, and takes any.
SIGNATURE = "AWS4-HMAC-SHA256 Credential=any/20260301/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=any"


class CannotRewind(Exception):
    """Its message says why, and what to do first."""


def dynamodb(action, **request):
    headers = {
        "X-Amz-Target": f"DynamoDB_20120810.{action}",
        "Content-Type": "application/x-amz-json-1.0",
        "Authorization": SIGNATURE,
    }
    try:
        with urllib.request.urlopen(
            urllib.request.Request(ENDPOINT, json.dumps(request).encode(), headers), timeout=20
        ) as answer:
            return json.loads(answer.read())
    except urllib.error.HTTPError as refused:
        raise CannotRewind(f"DynamoDB refused {action}: {refused.read().decode()}") from refused
    except OSError as error:
        raise CannotRewind(f"No ./ecsjobs up answers at {ENDPOINT} ({error}); start it first.") from error


def recorded(run):
    """The run's item, empty if there is none."""
    key = {"pk": {"S": f"run#{run}"}, "sk": {"S": "run"}}
    return dynamodb("GetItem", TableName=TABLE, Key=key, ConsistentRead=True).get("Item", {})


def until_accepted(timeline, attempt, task):
    """What had happened when ECS accepted the attempt's task, had it accepted the given one just now; empty if it never did."""
    now = datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
    for number, event in enumerate(timeline):
        if event["M"]["event"]["S"] == "TaskAccepted" and event["M"]["attempt"]["N"] == attempt:
            return [*timeline[:number], {"M": {**event["M"], "at": {"S": now}, "task": {"S": task}}}]
    return []


def rewind(event):
    """Returns a sentence about where the run stands now."""
    task = event["detail"]["taskArn"]
    _, job, key, attempt = event["detail"]["startedBy"].split("/")
    run = f"{job}/{key}"
    item = recorded(run)
    if not item:
        raise CannotRewind(f"No run {run} is recorded; invoke LaunchFunction for it first.")
    timeline = until_accepted(item["timeline"]["L"], attempt, task)
    if not timeline:
        raise CannotRewind(f"The timeline of {run} has no attempt {attempt}; it was wound back further, or is not there yet.")
    # Neither due nor to expire, nor with limits, which would count from the event's own time, long ago: else a sweep of the
    # running stack asks for the task, which nobody there knows.
    for later in ("result", "dueShard", "dueAt", "expiresAt"):
        item.pop(later, None)
    for limit in ("attemptTimeout", "runTimeout", "startTimeout"):
        item["job"]["M"].pop(limit, None)
    item |= {"timeline": {"L": timeline}, "version": {"N": str(len(timeline))}, "state": {"S": "Running"}}
    dynamodb("PutItem", TableName=TABLE, Item=item)
    return f"{run} is back at attempt {attempt}, which ECS accepted as task {task.split('/')[-1]}."


def main(*arguments):
    if len(arguments) != 1:
        sys.exit("Give one event, such as events/task-stopped-spot.json.")
    try:
        print(rewind(json.loads(Path(arguments[0]).read_text())))
    except CannotRewind as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main(*sys.argv[1:])
