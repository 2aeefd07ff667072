"""Writes template.yaml with jobs of the acceptance in it, and with what the emulator's gaps need.

What is deployed is the project's template and no copy of it: each job here is made as docs and template tell a user to make one, by
copying the sample "hello" (its ScheduleV2 block, its task definition) and changing what differs.
"""

import json
import os
import re
import sys
from pathlib import Path

SAMPLE_JOB = "        Hello:"
SAMPLE_TASK = "  HelloTask:"

# Without events the sweep looks at a task a minute after its start, and at this time if it is sooner. The tasks here end at once,
# so that this saves minutes.
SOON = "PT15S"


def job(name, document, when=None, image=None):
    return {"name": name, "document": document, "when": when, "image": image}


JOBS = {
    "EveryMinute": job(
        "every-minute",
        {"task": {"definition": "${HelloTask}"}, "concurrency": "ALLOW"},
        when="rate(1 minute)",
    ),
    "ExitsThreeTwice": job(
        "exits-3-twice",
        {
            "task": {
                "definition": "${HelloTask}",
                "command": ["sh", "-c", 'echo "attempt $JOB_ATTEMPT"; [ "$JOB_ATTEMPT" -ge 3 ] || exit 3'],
            },
            "retry": {"maxAttempts": 3, "initialDelay": "PT0S"},
            "startTimeout": SOON,
            "concurrency": "ALLOW",
        },
    ),
    "NoImage": job(
        "no-image",
        {
            "task": {"definition": "${NoImageTask}"},
            "retry": {"infrastructureAttempts": 1},
            "startTimeout": SOON,
        },
        image=os.environ["NO_SUCH_IMAGE"],
    ),
    "TenTimes": job("ten-times", {"task": {"definition": "${HelloTask}"}}),
}

# What the second deployment has besides.
ADDED_LATER = {
    "AddedLater": job(
        "added-later",
        {"task": {"definition": "${AddedLaterTask}"}, "startTimeout": SOON},
        image="public.ecr.aws/docker/library/busybox:stable",
    ),
}


def block(lines, header):
    """The numbers of the first line of a YAML block and of the one after its last."""
    starts = [number for number, line in enumerate(lines) if line == header]
    if len(starts) != 1:
        sys.exit(f"template.yaml has the line '{header.strip()}' {len(starts)} times, not once: mend acceptance/variant.py.")
    indent = len(header) - len(header.lstrip())
    end = starts[0] + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * (indent + 1))):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return starts[0], end


def with_changes(text, changes):
    for pattern, replacement in changes.items():
        text, found = re.subn(pattern, lambda _, new=replacement: new, text, flags=re.MULTILINE)
        if found != 1:
            sys.exit(f"'{pattern}' is {found} times in a part of template.yaml, not once: mend acceptance/variant.py.")
    return text


def schedule(sample, logical_id, job):
    document = {"job": job["name"], "scheduledTime": "<aws.scheduler.scheduled-time>", **job["document"]}
    state = "ENABLED" if job["when"] else "DISABLED"
    head = sample[: sample.index("Input:")] + "Input: !Sub |\n              " + json.dumps(document)
    return with_changes(
        head,
        {
            r"^        Hello:$": f"        {logical_id}:",
            r"^            Name: .*$": f"            Name: {job['name']}\n            State: {state}",
            r"^            ScheduleExpression: .*$": f"            ScheduleExpression: {job['when'] or 'rate(1 day)'}",
        },
    )


def task_definition(sample, logical_id, job):
    return with_changes(
        sample,
        {
            r"^  HelloTask:$": f"  {logical_id}Task:",
            r"-hello'$": f"-{job['name']}'",
            r"^( *)- Name: main\n *Image: .*$": f"        - Name: main\n          Image: {job['image']}",
            r"stream-prefix: .*$": f"stream-prefix: {job['name']}",
        },
    )


def without_metric_math(lines):
    """The emulator makes no alarm on a formula of several metrics, and fails the whole stack."""
    alarms = [number - 1 for number, line in enumerate(lines) if line == "    Type: AWS::CloudWatch::Alarm"]
    for number in reversed(alarms):
        start, end = block(lines, lines[number])
        if "      Metrics:" in lines[start:end]:
            print(f"left out, since the emulator makes no alarm with metric math: {lines[start].strip(' :')}")
            del lines[start:end]


def with_time_to_start(template):
    """The emulator counts a function's start against its timeout, which AWS does not; ten starts at once take their time."""
    return with_changes(template, {r"^    Timeout: \d+$": "    Timeout: 150"})


def variant(template, jobs):
    lines = with_time_to_start(template).splitlines()
    without_metric_math(lines)
    # From the bottom to the top, since an insertion moves what is below it.
    for header, make, chosen in (
        (SAMPLE_TASK, task_definition, {name: job for name, job in jobs.items() if job["image"]}),
        (SAMPLE_JOB, schedule, jobs),
    ):
        start, end = block(lines, header)
        sample = "\n".join(lines[start:end])
        added = [line for name, job in chosen.items() for line in ["", *make(sample, name, job).splitlines()]]
        lines[end:end] = added
    return "\n".join(lines) + "\n"


def main():
    target, *options = sys.argv[1:]
    jobs = {**JOBS, **ADDED_LATER} if options == ["--with-added-job"] else JOBS
    Path(target).write_text(variant(Path("template.yaml").read_text(), jobs))


if __name__ == "__main__":
    main()
