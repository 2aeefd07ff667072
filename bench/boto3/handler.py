"""Claims a run, starts its task, notes the task: the calls that LaunchFunction makes, no more."""

import json
import os
from datetime import datetime, timezone

import boto3

dynamo = boto3.client("dynamodb")
ecs = boto3.client("ecs")


def handle(event, context):
    job = event["detail"]["job"]
    run = f"{job}/{event['time']}"
    table = os.environ["TABLE_NAME"]
    key = {"pk": {"S": f"run#{run}"}, "sk": {"S": "run"}}
    dynamo.transact_write_items(
        TransactItems=[
            {
                "Put": {
                    "TableName": table,
                    "Item": {
                        **key,
                        "job": {"S": job},
                        "state": {"S": "LAUNCHING"},
                        "requestedAt": {"S": datetime.now(timezone.utc).isoformat()},
                    },
                    "ConditionExpression": "attribute_not_exists(pk)",
                }
            },
            {
                "Update": {
                    "TableName": table,
                    "Key": {"pk": {"S": f"job#{job}"}, "sk": {"S": "active"}},
                    "UpdateExpression": "ADD active :run",
                    "ConditionExpression": "attribute_not_exists(active)",
                    "ExpressionAttributeValues": {":run": {"SS": [run]}},
                }
            },
        ]
    )
    answer = ecs.run_task(
        cluster=os.environ["CLUSTER"],
        taskDefinition=event["detail"]["definition"],
        clientToken=context.aws_request_id,
        startedBy=job,
        networkConfiguration={
            "awsvpcConfiguration": {
                "subnets": os.environ["SUBNETS"].split(","),
                "assignPublicIp": "ENABLED",
            }
        },
        overrides={
            "containerOverrides": [
                {"name": "main", "environment": [{"name": "JOB_RUN_ID", "value": run}]}
            ]
        },
    )
    task = answer["tasks"][0]["taskArn"]
    dynamo.put_item(
        TableName=table,
        Item={**key, "job": {"S": job}, "state": {"S": "RUNNING"}, "task": {"S": task}},
        ConditionExpression="attribute_exists(pk)",
    )
    print(json.dumps({"run": run, "task": task}))
    return task
