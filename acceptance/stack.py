"""The deployed stack, as its user meets it: functions to invoke, tasks to look at, a table with history, containers that ran."""

import json
import os
import subprocess
import time
from pathlib import Path

from boto3 import Session
from boto3.dynamodb.types import TypeDeserializer
from botocore.config import Config

SCHEDULED_TIME = "<aws.scheduler.scheduled-time>"


def client(service):
    # A function may take its time, and a repeated call would be a second invocation. A session for each, since threads may not
    # share one.
    return Session().client(service, config=Config(read_timeout=180, retries={"total_max_attempts": 1}))


def eventually(what, seconds, probe):
    """What the probe finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(1)


class Stack:
    def __init__(self, name, work):
        self.name = name
        self.work = Path(work)
        self.lambdas = client("lambda")
        self.ecs = client("ecs")
        self.formation = client("cloudformation")
        self.scheduler = client("scheduler")
        self.logs = client("logs")
        self.queues = client("sqs")
        self.tables = client("dynamodb")
        self.known = {}

    # ---- What was deployed

    def resources(self):
        described = self.formation.describe_stack_resources(StackName=self.name)["StackResources"]
        return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in described}

    def resource(self, logical_id):
        if logical_id not in self.known:
            self.known = self.resources()
        return self.known[logical_id]

    def schedules(self):
        found = self.scheduler.list_schedules(GroupName=self.resource("Jobs"))["Schedules"]
        return {one["Name"]: self.scheduler.get_schedule(Name=one["Name"], GroupName=one["GroupName"]) for one in found}

    # ---- Invoking

    def document(self, job, scheduled_time):
        """What the deployed schedule of a job sends, for a time."""
        schedule = self.scheduler.get_schedule(Name=job, GroupName=self.resource("Jobs"))
        return json.loads(schedule["Target"]["Input"].replace(SCHEDULED_TIME, scheduled_time))

    def invoke(self, function, payload):
        """The answer of the function's alias."""
        answer = self.lambdas.invoke(
            FunctionName=self.resource(function), Qualifier="live", Payload=json.dumps(payload)
        )
        body = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, f"{function} failed: {body}"
        return body

    def send(self, function, payload):
        """Leaves the event to the function's alias, as schedules do: no answer, and another try when it fails."""
        self.lambdas.invoke(
            FunctionName=self.resource(function), Qualifier="live", InvocationType="Event", Payload=json.dumps(payload)
        )

    def fire(self, job, scheduled_time):
        """Does what the schedule of a job does at a time; the run that this makes."""
        self.send("LaunchFunction", self.document(job, scheduled_time))
        return f"{job}/{scheduled_time.replace('-', '').replace(':', '')}"

    # ---- What came of it

    def history(self, job):
        """The finished runs of a job, the newest first."""
        found = self.tables.query(
            TableName=self.resource("Runs"),
            KeyConditionExpression="pk = :job",
            ExpressionAttributeValues={":job": {"S": f"history#{job}"}},
            ScanIndexForward=False,
        )
        return [plain(item) for item in found["Items"]]

    def finished(self, run, seconds):
        """A run's row in the history, once it is there."""
        job = run.split("/")[0]
        return eventually(
            f"{run} is in the history",
            seconds,
            lambda: next((row for row in self.history(job) if row["run"] == run), None),
        )

    def tasks(self, run):
        """The tasks that were ever started for a run, each as DescribeTasks tells."""
        prefix = f"{self.name}/{run}/"
        found = []
        for status in ("RUNNING", "STOPPED"):
            pages = self.ecs.get_paginator("list_tasks").paginate(cluster=self.resource("Cluster"), desiredStatus=status)
            found += [task for page in pages for task in page["taskArns"]]
        if not found:
            return []
        described = []
        for start in range(0, len(found), 100):
            part = found[start : start + 100]
            described += self.ecs.describe_tasks(cluster=self.resource("Cluster"), tasks=part)["tasks"]
        return sorted((t for t in described if t.get("startedBy", "").startswith(prefix)), key=lambda t: t["startedBy"])

    def containers(self, run):
        """The containers the engine saw ending for a run's tasks: their exit codes, in their order."""
        tasks = {task["taskArn"] for task in self.tasks(run)}
        lines = (self.work / "containers.jsonl").read_text().splitlines()
        ended = [json.loads(line)["Actor"]["Attributes"] for line in lines]
        return [int(one["exitCode"]) for one in ended if one.get("com.amazonaws.ecs.task-arn") in tasks]

    def function_containers(self):
        """The containers that the emulator ever made for functions: their ids, by the function's logical id."""
        labels = ("ministack=lambda", f"ministack.instance={os.environ['EMULATOR_INSTANCE']}")
        ids = output("docker", "ps", "--all", "--quiet", *(f"--filter=label={label}" for label in labels)).split()
        found = {}
        for one in ids:
            environment = json.loads(output("docker", "inspect", one))[0]["Config"]["Env"]
            name = next(entry.split("=")[1] for entry in environment if entry.startswith("AWS_LAMBDA_FUNCTION_NAME="))
            logical = next(logical for logical, physical in self.resources().items() if physical == name)
            found.setdefault(logical, []).append(one)
        return found

    def log_lines(self):
        """All that the functions wrote. The emulator forwards it to the log group with gaps, the engine has all of it."""
        containers = [one for several in self.function_containers().values() for one in several]
        written = [output("docker", "logs", one, stderr=subprocess.STDOUT) for one in containers]
        return [line for text in written for line in text.splitlines() if line.strip()]

    def decisions(self):
        parsed = [json.loads(line) for line in self.log_lines() if line.startswith("{")]
        return sorted((line for line in parsed if "signal" in line), key=lambda line: line["timestamp"])

    def log_group(self):
        pages = self.logs.get_paginator("filter_log_events").paginate(logGroupName=self.resource("FunctionLogs"))
        return [event["message"].strip() for page in pages for event in page["events"]]


def output(*command, **options):
    """What a command writes; its errors are a failure of the check."""
    options = {"stderr": subprocess.PIPE, **options}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, **options)
    words = (done.stderr or done.stdout).strip()[-2000:]
    assert done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}: {words}"
    return done.stdout


def plain(item):
    """A DynamoDB item as JSON has it."""
    return {key: TypeDeserializer().deserialize(value) for key, value in item.items()}
