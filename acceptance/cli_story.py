"""What docs/local-transcript.md tells: the AWS CLI on the stack of a running `./ecsjobs up`, and what its answers mean."""

import json
from dataclasses import dataclass

from story import Chapter

LAUNCH = "arn:aws:lambda:us-east-1:000000000000:function:ecsjobs-LaunchFunction:live"
ROLE = "arn:aws:iam::000000000000:role/any"
TARGET = json.dumps({"Arn": LAUNCH, "RoleArn": ROLE, "Input": '{"job": "mine", "task": {"definition": "on-fargate"}}'})
VPC = "awsvpcConfiguration={subnets=[subnet-1]}"
GROUP = "ecsjobs-Jobs"


@dataclass(frozen=True)
class Scene:
    """Commands one after the other, as they are typed."""

    title: str
    meaning: str
    commands: tuple


def said(title, meaning, *commands):
    return Scene(title, meaning, commands)


def container(**fields):
    return json.dumps([{"name": "main", "image": "busybox", "command": ["sh", "-c", "echo hello; exit 3"]} | fields])


def ended(task, cluster):
    """The last look at a task; waiting for it is the CLI's own."""
    return (
        f"aws ecs wait tasks-stopped --cluster {cluster} --tasks {task}",
        f"aws ecs describe-tasks --cluster {cluster} --tasks {task} --query"
        " 'tasks[].{status: lastStatus, code: stopCode, reason: stoppedReason, exit: containers[].exitCode}' --output json",
    )


MODES = {
    "awsvpc": "A network interface of the task's own, so a network configuration is needed, and its subnet says in which zone.",
    "bridge": "The default on EC2: the zone with the fewest tasks of the family.",
    "host": "The instance's own network.",
    "none": "No network at all, as far as ECS goes: a process here has this machine's.",
}


def on_ec2(mode):
    """A task definition of that network mode, and a task of it."""
    network = f" --network-configuration '{VPC}'" if mode == "awsvpc" else ""
    return said(
        f"On EC2, network mode {mode}",
        MODES[mode],
        f"aws ecs register-task-definition --family on-{mode} --network-mode {mode} --requires-compatibilities EC2"
        f" --container-definitions '{container(memory=64)}'"
        " --query 'taskDefinition.{definition: taskDefinitionArn, mode: networkMode, for: compatibilities}' --output json",
        f"aws ecs run-task --cluster ecsjobs --task-definition on-{mode} --launch-type EC2{network}"
        " --query '{failures: failures, task: tasks[0].{on: launchType, zone: availabilityZone,"
        " instance: containerInstanceArn, interface: attachments[0].type}}' --output json",
    )


ECS = Chapter(
    "Clusters and task definitions",
    "",
    (
        said(
            "A cluster",
            "A cluster of one's own keeps tasks apart; its tasks run on this machine like all others.",
            "aws ecs create-cluster --cluster-name demo --query 'cluster.{arn: clusterArn, status: status}' --output json",
            "aws ecs list-clusters --output text",
        ),
        said(
            "A task definition for Fargate",
            "Each registration is a new revision of its family.",
            "aws ecs register-task-definition --family on-fargate --network-mode awsvpc --requires-compatibilities FARGATE"
            f" --cpu 256 --memory 512 --container-definitions '{container()}'"
            " --query 'taskDefinition.{definition: taskDefinitionArn, cpu: cpu, memory: memory}' --output json",
            "aws ecs list-task-definitions --family-prefix on-fargate --output text",
        ),
    ),
)

TASKS = Chapter(
    "Tasks",
    "EC2 needs container instances; here two are declared in `instances.json` in the data folder, in two zones.",
    (
        said(
            "On Fargate",
            "Its container ends with 3, which is what the command says.",
            f"aws ecs run-task --cluster demo --task-definition on-fargate --launch-type FARGATE --network-configuration '{VPC}'"
            " --started-by shell --client-token one --query 'tasks[0].{task: taskArn, status: lastStatus, wanted: desiredStatus}'"
            " --output json",
            "TASK=$(aws ecs run-task --cluster demo --task-definition on-fargate --launch-type FARGATE"
            f" --network-configuration '{VPC}' --started-by shell --client-token one --query 'tasks[0].taskArn' --output text)",
            *ended("$TASK", "demo"),
        ),
        said(
            "The client token with other parameters",
            "The same call gave the same task above; another one is a conflict, as on AWS.",
            f"aws ecs run-task --cluster demo --task-definition on-fargate --launch-type FARGATE --network-configuration '{VPC}'"
            " --started-by another --client-token one",
        ),
        *(on_ec2(mode) for mode in ("awsvpc", "bridge", "host", "none")),
        said(
            "A task is stopped",
            "SIGTERM, and SIGKILL if that does not help.",
            "aws ecs register-task-definition --family sleeps --network-mode awsvpc --requires-compatibilities FARGATE --cpu 256"
            """ --memory 512 --container-definitions '[{"name": "main", "image": "busybox", "command": ["sleep", "60"]}]'"""
            " --query taskDefinition.revision --output text",
            "TASK=$(aws ecs run-task --cluster demo --task-definition sleeps --launch-type FARGATE"
            f" --network-configuration '{VPC}' --query 'tasks[0].taskArn' --output text)",
            "aws ecs list-tasks --cluster demo --family sleeps --output text",
            "aws ecs wait tasks-running --cluster demo --tasks $TASK",
            "aws ecs stop-task --cluster demo --task $TASK --reason 'seen enough' --query 'task.desiredStatus' --output text",
            *ended("$TASK", "demo"),
        ),
    ),
)

REFUSED = Chapter(
    "What ECS refuses",
    "With ECS's exceptions and in its words.",
    (
        said(
            "A size that Fargate does not have",
            "256 CPU units go with 512, 1024 or 2048 MiB.",
            "aws ecs register-task-definition --family wrong --network-mode awsvpc --requires-compatibilities FARGATE"
            f" --cpu 256 --memory 4096 --container-definitions '{container()}'",
        ),
        said(
            "No network configuration",
            "Every task on Fargate has a network interface of its own.",
            "aws ecs run-task --cluster demo --task-definition on-fargate --launch-type FARGATE",
        ),
        said(
            "An unknown container",
            "The task definition has one, named main.",
            f"aws ecs run-task --cluster demo --task-definition on-fargate --launch-type FARGATE --network-configuration '{VPC}'"
            """ --overrides '{"containerOverrides": [{"name": "web", "command": ["true"]}]}'""",
        ),
        said(
            "An action that is not served",
            "It says so, and names those that are.",
            "aws ecs list-account-settings",
        ),
    ),
)

EVENTS = Chapter(
    "EventBridge and its Scheduler",
    "",
    (
        said(
            "Events",
            "Each entry is answered for itself. `aws.` is AWS's own, here as there.",
            """aws events put-events --entries '[{"Source": "shop", "DetailType": "Order Placed", "Detail": "{}"},"""
            """ {"Source": "aws.ecs", "DetailType": "x", "Detail": "{}"}]' --output json""",
            "aws events put-rule --name mine --event-pattern '{}'",
        ),
        said(
            "The template's schedules",
            "As EventBridge Scheduler would have them after a deployment.",
            f"aws scheduler list-schedules --group-name {GROUP} --query 'Schedules[].[Name, State]' --output text",
            f"aws scheduler get-schedule --group-name {GROUP} --name nightly-report"
            " --query '[ScheduleExpression, ScheduleExpressionTimezone, Target.Arn]' --output text",
        ),
        said(
            "A schedule made by hand",
            "It is kept in the data folder and fires while `./ecsjobs up` runs.",
            f"aws scheduler create-schedule --group-name {GROUP} --name mine --schedule-expression 'cron(0 12 * * ? *)'"
            f" --flexible-time-window Mode=OFF --target '{TARGET}' --output text",
            f"aws scheduler create-schedule --group-name {GROUP} --name other --schedule-expression 'cron(0 12 * * *)'"
            f" --flexible-time-window Mode=OFF --target Arn={LAUNCH},RoleArn={ROLE}",
            f"aws scheduler delete-schedule --group-name {GROUP} --name mine",
            f"aws scheduler get-schedule --group-name {GROUP} --name mine",
        ),
    ),
)

STORY = (ECS, TASKS, REFUSED, EVENTS)
