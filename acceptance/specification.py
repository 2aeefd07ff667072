"""What a user of a deployed stack may rely on. Each function is one check: its name says what, its answer what was seen.

The emulator sends no "Task State Change" events, ignores RunTask's client token and leaves the schedule's placeholder for its
time in place. So what is seen here comes from the sweep, from the claim of a run in the table, and from runs named by a request.
"""

import json
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from stack import client, eventually, output
from task_event import task_state_change

TRANSCRIPTS = Path(".acceptance/transcripts")
# Seconds until something has failed; a machine that does nothing else needs a third of them. The sweep comes every 60 to 70.
ONE_RUN = 300
THREE_ATTEMPTS = 480
AT_ONCE = 10
TEN_TIMES = "ten-times/20260301T020000Z"
# What Lambda itself, or its emulator, writes for each invocation.
PLATFORM = re.compile(r"^(START|END|REPORT) RequestId: |\] \(rapid\) ")
MISTAKES = Path("events/schedule-fired-five-mistakes.json")


class NotSupported(Exception):
    """The emulator can't show this: no pass, and no failure of the product either."""


def transcript(name, text):
    TRANSCRIPTS.mkdir(parents=True, exist_ok=True)
    (TRANSCRIPTS / name).write_text(text if text.endswith("\n") else text + "\n")


# ---- While nothing but schedules and the sweep do anything


def the_same_event_ten_times_at_once_is_answered_ten_times_with_the_same_run(stack):
    event = stack.document("ten-times", "2026-03-01T02:00:00Z")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: stack.invoke("LaunchFunction", event), range(AT_ONCE)))
    assert {answer["run"] for answer in answers} == {TEN_TIMES}, f"the answers are {answers}"
    return f"{TEN_TIMES}: " + " ".join(sorted({answer["reason"] for answer in answers}))


def a_job_with_a_schedule_runs_and_ends_without_anybody_doing_anything(stack):
    rows = eventually("a run of every-minute is in the history", ONE_RUN, lambda: stack.history("every-minute"))
    first = rows[-1]
    assert first["result"] == "SUCCEEDED", f"{first['run']} {first['result']}: {first['reason']}"
    exit_codes = stack.containers(first["run"])
    assert exit_codes == [0], f"{first['run']} had containers with exit codes {exit_codes}, not one with 0"
    return f"{first['run']} {first['result']}, fired, swept and recorded; {first['reason']}"


def a_job_that_exits_3_twice_succeeds_at_the_third_attempt_with_no_task_event_delivered(stack):
    run = stack.fire("exits-3-twice", "2026-03-01T01:00:00Z")
    row = stack.finished(run, THREE_ATTEMPTS)
    assert row["result"] == "SUCCEEDED", f"{run} {row['result']}: {row['reason']}"
    told = [attempt.get("exitCode") for attempt in row["attempts"]]
    assert told == [3, 3, 0], f"the history has exit codes {told}"
    real = stack.containers(run)
    assert real == [3, 3, 0], f"the engine saw containers with exit codes {real}"
    woken = stack.function_containers().get("TaskStateFunction", [])
    assert not woken, f"TaskStateFunction was invoked, in {len(woken)} containers: events were delivered"
    return f"{run} {row['result']}: {row['reason']} Containers ended with 3, 3, 0; TaskStateFunction was never invoked"


def one_container_is_started_for_the_ten_events(stack):
    row = stack.finished(TEN_TIMES, ONE_RUN)
    assert row["result"] == "SUCCEEDED", f"{TEN_TIMES} {row['result']}: {row['reason']}"
    tasks, containers = stack.tasks(TEN_TIMES), stack.containers(TEN_TIMES)
    assert len(tasks) == 1, f"{len(tasks)} tasks were started"
    assert containers == [0], f"the engine saw {len(containers)} containers"
    return f"1 task, 1 container: {TEN_TIMES} {row['result']}"


def a_job_whose_image_does_not_exist_fails_with_what_to_do_about_it(stack):
    run = stack.fire("no-image", "2026-03-01T03:00:00Z")
    row = stack.finished(run, ONE_RUN)
    assert row["result"] == "FAILED", f"{run} {row['result']}: {row['reason']}"
    kinds = {attempt.get("kind") for attempt in row["attempts"]}
    assert kinds == {"MISCONFIGURED"}, f"the history calls it {kinds}"
    hints = ("Push the image, or correct its name", "Check the image's name")
    assert any(hint in row["reason"] for hint in hints), f"the reason does not say what to do: {row['reason']}"
    assert stack.containers(run) == [], "the engine saw a container"
    return f"{run} {row['result']}: {row['reason']}"


def a_wrong_job_document_lands_in_the_dead_letters_with_all_its_problems(stack):
    function, queue = stack.resource("LaunchFunction"), stack.resource("DeadLetters")
    wrong = MISTAKES.read_text()

    def dead_letter():
        received = stack.queues.receive_message(QueueUrl=queue, WaitTimeSeconds=1).get("Messages", [])
        return json.loads(received[0]["Body"]) if received else None

    deployed = stack.lambdas.get_function_event_invoke_config(FunctionName=function, Qualifier="live")
    stack.send("LaunchFunction", json.loads(wrong))
    try:
        message = eventually("the message is in the queue", 20, dead_letter)
        seen = ""
    except AssertionError:
        # The same configuration where the emulator does look at one: on the function itself.
        wanted = ("MaximumRetryAttempts", "MaximumEventAgeInSeconds", "DestinationConfig")
        stack.lambdas.put_function_event_invoke_config(FunctionName=function, **{key: deployed[key] for key in wanted})
        stack.lambdas.invoke(FunctionName=function, InvocationType="Event", Payload=wrong)
        message = eventually("the message is in the queue", 90, dead_letter)
        stack.lambdas.delete_function_event_invoke_config(FunctionName=function)
        seen = "OnFailure of an alias is not supported by the emulator. With the same on the function itself: "
    transcript("dead-letter.json", json.dumps(message, indent=2))
    assert message["requestPayload"] == json.loads(wrong), "the message does not have the event"
    said = json.dumps(message["responsePayload"])
    places = ("job:", "task.definition:", "retry.maxAttempts:", "attemptTimeout:", "concurency:")
    missing = [place for place in places if place not in said]
    assert not missing, f"the message does not name {missing}: {said}"
    seen += f"one message with the event and all {len(places)} problems"
    if "not supported" in seen:
        raise NotSupported(seen)
    return seen


def a_second_deployment_with_one_new_job_changes_nothing_else(stack):
    before = snapshot(stack)
    told = output("acceptance/deploy", "--with-added-job")
    transcript("deploy.txt", told)
    changes = client("cloudformation").list_change_sets(StackName=stack.name)["Summaries"]
    newest = max(changes, key=lambda one: one["CreationTime"])
    described = stack.formation.describe_change_set(ChangeSetName=newest["ChangeSetId"], StackName=stack.name)
    changed = {
        (change["ResourceChange"]["Action"], change["ResourceChange"]["LogicalResourceId"]) for change in described["Changes"]
    }
    wanted = {("Add", "AddedLaterTask"), ("Add", "LaunchFunctionAddedLater")}
    assert changed == wanted, f"the change set has {sorted(changed)}"
    after = snapshot(stack)
    for part, was in before.items():
        new = {key for key in after[part] if key not in was}
        differs = {key: (value, after[part].get(key)) for key, value in was.items() if after[part].get(key) != value}
        assert not differs, f"{part} changed: {differs}"
        assert len(new) <= len(wanted), f"{part} has {new} besides"
    run = stack.fire("added-later", "2026-03-01T04:00:00Z")
    row = stack.finished(run, ONE_RUN)
    assert row["result"] == "SUCCEEDED", f"{run} {row['result']}: {row['reason']}"
    return f"two resources added, {len(before['resources'])} as they were; {run} {row['result']}"


def snapshot(stack):
    """What a deployment could change, by name."""
    resources = stack.resources()
    functions = [logical for logical in resources if logical.endswith("Function")]
    described = {
        logical: stack.lambdas.get_function_configuration(FunctionName=resources[logical], Qualifier="live")
        for logical in functions
    }
    return {
        "resources": resources,
        "functions": {
            logical: {key: one[key] for key in ("Version", "CodeSha256", "LastModified", "Environment")}
            for logical, one in described.items()
        },
        "schedules": {
            name: {key: one[key] for key in ("ScheduleExpression", "State", "Target", "CreationDate")}
            for name, one in stack.schedules().items()
        },
    }


def a_job_started_from_the_command_line_is_followed_to_its_end(stack):
    told = ecsjobs("run", "nightly-report", "--stack", stack.name)
    transcript("run.txt", f"$ ./ecsjobs run nightly-report --stack {stack.name}\n{told}")
    (row,) = stack.history("nightly-report")
    assert row["result"] == "SUCCEEDED", f"{row['run']} {row['result']}: {row['reason']}"
    assert row["run"] in told and "SUCCEEDED" in told, f"{row['run']} ended, and this was said: {told}"
    assert stack.containers(row["run"]) == [0], "the engine saw no container that ended with 0"
    return f"{row['run']}: {told.strip().splitlines()[-1]}"


def ecsjobs(*arguments):
    return output("./ecsjobs", *arguments)


# ---- With events


def with_task_events_the_same_takes_seconds(stack):
    begun = time.monotonic()
    run = stack.fire("exits-3-twice", "2026-03-01T05:00:00Z")
    rule = client("events").describe_rule(Name=stack.resource("TaskStateFunctionTaskChanged"))
    for attempt in (1, 2, 3):
        event = task_state_change(stopped_task(stack, run, attempt))
        matches = client("events").test_event_pattern(EventPattern=rule["EventPattern"], Event=json.dumps(event))["Result"]
        assert matches, f"the rule {rule['EventPattern']} does not deliver it: {event}"
        stack.invoke("TaskStateFunction", event)
    ended = time.monotonic() - begun
    row = stack.finished(run, 30)
    assert row["result"] == "SUCCEEDED", f"{run} {row['result']}: {row['reason']}"
    real = stack.containers(run)
    assert real == [3, 3, 0], f"the engine saw containers with exit codes {real}"
    assert ended < 45, f"it took {ended:.0f} s, no less than a sweep"
    return f"{run} {row['result']} after {ended:.0f} s: {row['reason']}"


def stopped_task(stack, run, attempt):
    started_by = f"{stack.name}/{run}/{attempt}"

    def stopped():
        return next((t for t in stack.tasks(run) if t["startedBy"] == started_by and t["lastStatus"] == "STOPPED"), None)

    return eventually(f"the task of attempt {attempt} stopped", 30, stopped)


# ---- What is seen of it


def the_command_line_shows_the_history_of_the_stack(stack):
    told = json.loads(ecsjobs("history", "--stack", stack.name, "--json"))["runs"]
    shown = {row["run"]: row for row in told}
    wanted = {
        "exits-3-twice/20260301T010000Z": "SUCCEEDED",
        "exits-3-twice/20260301T050000Z": "SUCCEEDED",
        "no-image/20260301T030000Z": "FAILED",
        TEN_TIMES: "SUCCEEDED",
    }
    for run, result in wanted.items():
        assert run in shown, f"{run} is not among {sorted(shown)}"
        assert shown[run]["result"] == result, f"{run} is shown as {shown[run]['result']}"
        recorded = next(row for row in stack.history(run.split("/")[0]) if row["run"] == run)
        assert shown[run]["reason"] == recorded["reason"], f"{run} is shown with '{shown[run]['reason']}'"
    run = "exits-3-twice/20260301T010000Z"
    only = json.loads(ecsjobs("history", "exits-3-twice", "--stack", stack.name, "--json"))["runs"]
    assert {row["run"].split("/")[0] for row in only} == {"exits-3-twice"}, f"one job's history has {only}"
    timeline = ecsjobs("show", run, "--stack", stack.name)
    assert "SUCCEEDED" in timeline and "3" in timeline, f"show says: {timeline}"
    transcript("history.txt", f"$ ./ecsjobs history --stack {stack.name}\n" + ecsjobs("history", "--stack", stack.name))
    transcript("show.txt", f"$ ./ecsjobs show {run} --stack {stack.name}\n{timeline}")
    return f"{len(told)} runs, {len(wanted)} of them compared with the table; show has the timeline of {run}"


def each_decision_is_one_json_line_in_the_functions_log_group(stack):
    run = "exits-3-twice/20260301T010000Z"
    decisions = [line for line in stack.decisions() if line["run"] == run]
    transcript("decisions.jsonl", "\n".join(json.dumps(line) for line in decisions))
    transcript("metrics.jsonl", "\n".join(json.dumps(line) for line in decisions if "_aws" in line))
    for line in decisions:
        missing = {"timestamp", "level", "run", "job", "signal", "state", "reason"} - line.keys()
        assert not missing, f"a line lacks {missing}: {line}"
    results = [line["result"] for line in decisions if "result" in line]
    assert results == ["SUCCEEDED"], f"{len(decisions)} lines about {run} say these results: {results}"
    forwarded = stack.log_group()
    assert any(json.dumps(run) in line for line in forwarded), f"no line about {run} is in the log group"
    return f"{len(decisions)} lines about {run}, the last: {decisions[-1]['reason']}"


def the_functions_log_nothing_but_json(stack):
    lines = stack.log_lines()
    others = [line for line in lines if not line.startswith("{") and not PLATFORM.search(line)]
    assert not others, f"{len(others)} of {len(lines)} lines are something else, such as: " + " | ".join(sorted(set(others))[:5])
    return f"{len(lines)} lines, Lambda's own left aside"


# ---- The end


def sam_delete_leaves_the_history_and_nothing_else(stack):
    resources = stack.resources()
    history = [row["run"] for job in ("exits-3-twice", "no-image", "every-minute") for row in stack.history(job)]
    output(".venv/bin/sam", "delete", "--stack-name", stack.name, "--no-prompts", "--region", os.environ["AWS_DEFAULT_REGION"])
    left = {kind: names for kind, names in left_behind(stack.name, resources).items() if names}
    table = resources["Runs"]
    assert left.pop("tables", None) == [table], f"the table {table} was not kept"
    assert not left, f"left behind: {left}"
    items = client("dynamodb").scan(TableName=table)["Items"]
    kept = {item["run"]["S"] for item in items if item.get("kind") == {"S": "history"}}
    assert set(history) <= kept, f"the table has lost {set(history) - kept}"
    return f"the table with {len(kept)} finished runs is left of {len(resources)} resources"


def left_behind(name, resources):
    """What still bears the stack's name, asked of each service itself."""

    def ours(found):
        return sorted(one for one in found if f"{name}-" in one or one == name or f"/{name}/" in one)

    group = resources["Jobs"]
    schedules = client("scheduler").list_schedules()["Schedules"]
    functions = client("lambda")
    ecs = client("ecs")
    iam = client("iam")
    return {
        "stacks": ours(
            one["StackName"]
            for one in client("cloudformation").list_stacks()["StackSummaries"]
            if one["StackStatus"] != "DELETE_COMPLETE"
        ),
        "functions": ours(one["FunctionName"] for one in functions.list_functions()["Functions"]),
        "stream mappings": [one["UUID"] for one in functions.list_event_source_mappings()["EventSourceMappings"]],
        "queues": ours(client("sqs").list_queues().get("QueueUrls", [])),
        "rules": ours(one["Name"] for one in client("events").list_rules()["Rules"]),
        "schedules": sorted(one["Name"] for one in schedules if one["GroupName"] == group or f"{name}-" in one["Name"]),
        "schedule groups": ours(one["Name"] for one in client("scheduler").list_schedule_groups()["ScheduleGroups"]),
        "log groups": ours(one["logGroupName"] for one in client("logs").describe_log_groups()["logGroups"]),
        "roles": ours(one["Path"] + one["RoleName"] for one in iam.list_roles()["Roles"]),
        "policies": ours(one["PolicyName"] for one in iam.list_policies(Scope="Local")["Policies"]),
        "clusters": ours(one.split("/")[-1] for one in ecs.list_clusters()["clusterArns"]),
        "task definitions": ours(one.split("/")[-1] for one in ecs.list_task_definitions()["taskDefinitionArns"]),
        "topics": ours(one["TopicArn"].split(":")[-1] for one in client("sns").list_topics()["Topics"]),
        "alarms": ours(one["AlarmName"] for one in client("cloudwatch").describe_alarms()["MetricAlarms"]),
        "dashboards": ours(
            one["DashboardName"] for one in client("cloudwatch").list_dashboards().get("DashboardEntries", [])
        ),
        "tables": ours(client("dynamodb").list_tables()["TableNames"]),
    }


# In this order; what is in one row happens at the same time.
ORDER = [
    # First and alone, since it starts ten functions at once; they stay warm for the others.
    [the_same_event_ten_times_at_once_is_answered_ten_times_with_the_same_run],
    [
        a_job_with_a_schedule_runs_and_ends_without_anybody_doing_anything,
        a_job_that_exits_3_twice_succeeds_at_the_third_attempt_with_no_task_event_delivered,
        one_container_is_started_for_the_ten_events,
        a_job_whose_image_does_not_exist_fails_with_what_to_do_about_it,
        a_wrong_job_document_lands_in_the_dead_letters_with_all_its_problems,
        a_second_deployment_with_one_new_job_changes_nothing_else,
        a_job_started_from_the_command_line_is_followed_to_its_end,
    ],
    [with_task_events_the_same_takes_seconds],
    [
        the_command_line_shows_the_history_of_the_stack,
        each_decision_is_one_json_line_in_the_functions_log_group,
        the_functions_log_nothing_but_json,
    ],
    [sam_delete_leaves_the_history_and_nothing_else],
]
