package dev.ecsjobs.job;

import static dev.ecsjobs.job.JobDocuments.minimalWith;
import static dev.ecsjobs.job.JobDocuments.problems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongJobDocumentTest {

  /** The minimal document with these fields has exactly this problem. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # the name
          "job": null                       | job | is missing         | Give the job a name, such as "nightly-report"
          "job": ""                         | job | is empty           | Give the job a name, such as "nightly-report"
          "job": "  "                       | job | is empty           | Give the job a name, such as "nightly-report"
          "job": 7                          | job | is 7               | Give a text, in quotes
          "job": {}                         | job | is an object       | Give a text, in quotes
          "job": "nightly report"           | job | is "nightly report" | Use 1 to 64 letters, digits, hyphens and underscores
          # the time
          "scheduledTime": ""               | scheduledTime | is empty | Give a text or leave the field out
          "scheduledTime": 1772326800       | scheduledTime | is 1772326800 | Give a text, in quotes
          "scheduledTime": "today"          | scheduledTime | is "today", which is no instant | Write <aws.scheduler.scheduled-time> in a schedule, or a time like 2026-03-01T01:00:00Z
          "scheduledTime": "2026-03-01T01:00:00" | scheduledTime | is "2026-03-01T01:00:00", which is no instant | Write <aws.scheduler.scheduled-time> in a schedule, or a time like 2026-03-01T01:00:00Z
          # a service
          "service": {"name": "web", "desiredCount": 1} | service | stands beside a task | Make two jobs of it
          # the task
          "task": null                      | task.definition | is missing | Name the task definition to run, by family or ARN
          "task": {}                        | task.definition | is missing | Name the task definition to run, by family or ARN
          "task": {"definition": " "}       | task.definition | is empty   | Name the task definition to run, by family or ARN
          "task": {"definition": []}        | task.definition | is a list  | Give a text, in quotes
          "task": "nightly-report"          | task | is "nightly-report"    | Give an object, in { }
          "task": [{"definition": "d"}]     | task | is a list              | Give an object, in { }
          "task": {"definition": "d", "container": ""} | task.container | is empty | Give a text or leave the field out
          "task": {"definition": "d", "cpu": "512"}    | task.cpu | is "512"  | Give a whole number from 128 to 196608
          "task": {"definition": "d", "cpu": 512.5}    | task.cpu | is 512.5  | Give a whole number from 128 to 196608
          "task": {"definition": "d", "cpu": 127}      | task.cpu | is 127    | Give a whole number from 128 to 196608
          "task": {"definition": "d", "memory": 5}     | task.memory | is 5   | Give a whole number from 6 to 1048576
          "task": {"definition": "d", "memory": 1e12}  | task.memory | is 1000000000000 | Give a whole number from 6 to 1048576
          "task": {"definition": "d", "memory": true}  | task.memory | is true | Give a whole number from 6 to 1048576
          "task": {"definition": "d", "command": "report"}        | task.command | is "report" | Give a list, in [ ]
          "task": {"definition": "d", "command": ["report", 1]}   | task.command[1] | is 1 | Give a text, in quotes
          "task": {"definition": "d", "command": [null]}          | task.command[0] | is null | Give a text, in quotes
          "task": {"definition": "d", "environment": ["A=b"]}     | task.environment | is a list | Give an object of texts by name
          "task": {"definition": "d", "environment": {"A": 1}}    | task.environment.A | is 1 | Give a text, in quotes
          "task": {"definition": "d", "environment": {"A": null}} | task.environment.A | is null | Give a text, in quotes
          "task": {"definition": "d", "network": "subnet-1"}      | task.network | is "subnet-1" | Give an object, in { }
          "task": {"definition": "d", "network": {"subnets": ["s"], "publicIp": "true"}}  | task.network.publicIp | is "true" | Give true or false, without quotes
          "task": {"definition": "d", "network": {"subnets": "subnet-1"}} | task.network.subnets | is "subnet-1" | Give a list, in [ ]
          "task": {"definition": "d", "network": {"subnets": ["s"], "subnet": "t"}}  | task.network.subnet | is not a known field | Write subnets instead
          # what Fargate has
          "task": {"definition": "d", "capacity": "FARGATE", "cpu": 300} | task.cpu | is 300, which Fargate has not | Use one of 256, 512, 1024, 2048, 4096, 8192, 16384, 32768
          "task": {"definition": "d", "capacity": "FARGATE_SPOT", "cpu": 512, "memory": 512} | task.memory | is 512, which Fargate has not with cpu 512 | Use one of 1024, 2048, 3072, 4096
          "task": {"definition": "d", "capacity": "FARGATE", "cpu": 256, "memory": 3072} | task.memory | is 3072, which Fargate has not with cpu 256 | Use one of 512, 1024, 2048
          # retries
          "retry": 3                        | retry | is 3 | Give an object, in { }
          "retry": {"maxAttempts": 0}       | retry.maxAttempts | is 0   | Give a whole number from 1 to 100
          "retry": {"maxAttempts": 101}     | retry.maxAttempts | is 101 | Give a whole number from 1 to 100
          "retry": {"infrastructureAttempts": -1} | retry.infrastructureAttempts | is -1 | Give a whole number from 1 to 100
          "retry": {"multiplier": 0.5}      | retry.multiplier | is 0.5 | Give a number from 1 to 10
          "retry": {"multiplier": "2"}      | retry.multiplier | is "2" | Give a number from 1 to 10
          "retry": {"initialDelay": "1m"}   | retry.initialDelay | is "1m", which is no duration | Write it as ISO 8601 has it: PT30S, PT5M, PT2H, P1D
          "retry": {"initialDelay": 60}     | retry.initialDelay | is 60 | Give a text, in quotes
          "retry": {"initialDelay": "P2D"}  | retry.initialDelay | is P2D | Give at least PT0S and at most PT24H
          "retry": {"maxDelay": "-PT1M", "initialDelay": "PT0S"} | retry.maxDelay | is -PT1M | Give at least PT0S and at most PT24H
          "retry": {"maxDelay": "PT30S"}    | retry.maxDelay | is PT30S, shorter than initialDelay PT1M | Make it at least as long
          "retry": {"rules": {"then": "FAIL"}}  | retry.rules | is an object | Give a list, in [ ]
          "retry": {"rules": ["FAIL"]}          | retry.rules[0] | is "FAIL" | Give an object, in { }
          "retry": {"rules": [{"then": "FAIL"}]} | retry.rules[0] | matches every failure | Give it exitCodes, a kind or a reason to match
          "retry": {"rules": [{"exitCodes": [], "then": "FAIL"}]} | retry.rules[0] | matches every failure | Give it exitCodes, a kind or a reason to match
          "retry": {"rules": [{"exitCodes": [1]}]}                | retry.rules[0].then | is missing | Say RETRY, FAIL or IGNORE
          "retry": {"rules": [{"exitCodes": [1], "then": "STOP"}]} | retry.rules[0].then | is "STOP" | Use one of RETRY, FAIL, IGNORE
          "retry": {"rules": [{"exitCodes": [256], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is 256 | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"exitCodes": 78, "then": "FAIL"}]}    | retry.rules[0].exitCodes | is 78 | Give a list, in [ ]
          "retry": {"rules": [{"kind": "SPOT", "then": "FAIL"}]}     | retry.rules[0].kind | is "SPOT" | Use one of REFUSED, NEVER_STARTED, MISCONFIGURED, INTERRUPTED, OUT_OF_MEMORY, EXIT_CODE, TIMED_OUT, CANCELLED, UNKNOWN
          "retry": {"rules": [{"kind": "TIMED_OUT", "then": "RETRY", "after": "PT1M"}]} | retry.rules[0].after | is not a known field | Use one of delay, exitCodes, kind, reason, then
          "retry": {"attempts": 3}          | retry.attempts | is not a known field | Use one of growMemory, infrastructureAttempts, initialDelay, maxAttempts, maxDelay, multiplier, rules
          "retry": {"rules": [{"exitCodes": ["19-10"], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is "19-10" | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"exitCodes": ["250-256"], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is "250-256" | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"exitCodes": ["-1"], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is "-1" | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"exitCodes": ["10 - 19"], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is "10 - 19" | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"exitCodes": ["1234-9999"], "then": "FAIL"}]} | retry.rules[0].exitCodes[0] | is "1234-9999" | Give a whole number from 0 to 255, or a range such as "10-19"
          "retry": {"rules": [{"reason": "", "then": "FAIL"}]}       | retry.rules[0].reason | is empty | Give a text or leave the field out
          "retry": {"rules": [{"reason": "*", "then": "RETRY", "delay": "P2D"}]} | retry.rules[0].delay | is P2D | Give at least PT0S and at most PT24H
          "retry": {"growMemory": 511}      | retry.growMemory | is 511 | Give a whole number from 512 to 249856
          "retry": {"growMemory": "2 GB"}   | retry.growMemory | is "2 GB" | Give a whole number from 512 to 249856
          # limits and concurrency
          "attemptTimeout": "30 minutes"    | attemptTimeout | is "30 minutes", which is no duration | Write it as ISO 8601 has it: PT30S, PT5M, PT2H, P1D
          "attemptTimeout": "PT0S"          | attemptTimeout | is PT0S | Give at least PT1S and at most PT336H
          "runTimeout": "P15D"              | runTimeout | is P15D | Give at least PT1S and at most PT336H
          "startTimeout": ["PT1M"]          | startTimeout | is a list | Give a text, in quotes
          "startingDeadline": false         | startingDeadline | is false | Give a text, in quotes
          "concurrency": "forbid"           | concurrency | is "forbid" | Use one of ALLOW, FORBID, REPLACE, QUEUE
          "array": {}                               | array.size | is missing | Say how many indexes there are
          "array": {"size": 1}                      | array.size | is 1 | Give a whole number from 2 to 1000
          "array": {"size": 9, "parallelism": 101}  | array.parallelism | is 101 | Give a whole number from 1 to 100
          "array": {"size": 9, "successShare": 0}   | array.successShare | is 0 | Give a number from 0.001 to 1
          "array": {"size": 9, "successShare": 2}   | array.successShare | is 2 | Give a number from 0.001 to 1
          "queueLimit": 3                   | queueLimit | is given while concurrency is FORBID | Leave it out, or say "concurrency": "QUEUE"
          "concurrency": "QUEUE", "queueLimit": 0   | queueLimit | is 0 | Give a whole number from 1 to 100
          "group": "db"                     | group | is "db" | Give an object, in { }
          "group": {"name": "db"}           | group.limit | is missing | Say how many runs of the group may be under way
          "group": {"limit": 2}             | group.name | is missing | Name the group, such as "db"
          "group": {"name": "the db", "limit": 2} | group.name | is "the db" | Use 1 to 64 letters, digits, hyphens and underscores
          "group": {"name": "db", "limit": 0}     | group.limit | is 0 | Give a whole number from 1 to 1000
          "after": "extract"                | after | is "extract" | Give a list, in [ ]
          "after": ["ex tract"]             | after | is "ex tract" | Use 1 to 64 letters, digits, hyphens and underscores
          "pauseAfter": 0                   | pauseAfter | is 0 | Give a whole number from 1 to 100
          "catchUp": "SOME"                 | catchUp | is "SOME" | Use one of NONE, LAST, ALL
          "catchUpWindow": "P15D"           | catchUpWindow | is P15D | Give at least PT1S and at most PT336H
          "concurrency": ""                 | concurrency | is empty | Give a text or leave the field out
          # notify
          "notify": "never"                 | notify | is "never" | Give an object, in { }
          "notify": {"after": 0}            | notify.after | is 0 | Give a whole number from 1 to 50
          "notify": {"after": 51}           | notify.after | is 51 | Give a whole number from 1 to 50
          "notify": {"quiet": "at night"}   | notify.quiet | is "at night", which are no hours of a day | Write them like 22:00-06:00
          "notify": {"quiet": "22-6"}       | notify.quiet | is "22-6", which are no hours of a day | Write them like 22:00-06:00
          "notify": {"quiet": "06:00-06:00"} | notify.quiet | is "06:00-06:00", which are no hours of a day | Write them like 22:00-06:00
          "notify": {"quiet": "22:00-06:00", "timezone": "Berlin"} | notify.timezone | is "Berlin", which is no time zone | Write one such as Europe/Berlin
          "notify": {"timezone": "UTC"}     | notify.timezone | stands without quiet hours | Add quiet, or take it out
          "notify": {"retrying": "yes"}     | notify.retrying | is "yes" | Give true or false, without quotes
          "notify": {"longRunning": "45m"}  | notify.longRunning | is "45m", which is no duration | Write it as ISO 8601 has it: PT30S, PT5M, PT2H, P1D
          "notify": {"before": 1}           | notify.before | is not a known field | Use one of after, longRunning, quiet, retrying, timezone
          # anything else
          "concurency": "FORBID"            | concurency | is not a known field | Write concurrency instead
          "note": null                      | note | is not a known field | Use one of after, array, attemptTimeout, catchUp, catchUpWindow, concurrency, group, job, notify, pauseAfter, priority, queueLimit and 8 more
          """)
  void isToldWithPlaceAndFix(String fields, String where, String what, String fix) {
    assertEquals(List.of(new Problem(where, what, fix)), problems(minimalWith(fields)));
  }

  @Test
  void fiveMistakesAreFiveProblemsInOneAnswer() {
    var document =
        """
        { "job": "nightly report",
          "task": {"container": "main", "capacity": "FARGATE_SPOT"},
          "retry": {"maxAttempts": 0, "initialDelay": "PT1M"},
          "attemptTimeout": "10 minutes",
          "concurency": "FORBID" }
        """;

    assertEquals(
        List.of(
            "job: is \"nightly report\". Use 1 to 64 letters, digits, hyphens and underscores.",
            "task.definition: is missing. Name the task definition to run, by family or ARN.",
            "retry.maxAttempts: is 0. Give a whole number from 1 to 100.",
            "attemptTimeout: is \"10 minutes\", which is no duration."
                + " Write it as ISO 8601 has it: PT30S, PT5M, PT2H, P1D.",
            "concurency: is not a known field. Write concurrency instead."),
        problems(Json.readObject(document)).stream().map(Problem::toString).toList());
  }

  /** The bounds are RunTask's. */
  @ParameterizedTest
  @CsvSource({
    " 1, 0,",
    "16, 5,",
    " 0, 0, task.network.subnets: has 0 entries. Give 1 to 16 of them.",
    "17, 0, task.network.subnets: has 17 entries. Give 1 to 16 of them.",
    " 1, 6, task.network.securityGroups: has 6 entries. Give 0 to 5 of them.",
  })
  void aNetworkHasSubnetsAndNotTooMany(int subnets, int securityGroups, String problem) {
    var network =
        Map.of(
            "subnets", Collections.nCopies(subnets, "subnet-1"),
            "securityGroups", Collections.nCopies(securityGroups, "sg-1"));
    var document = Map.of("job", "j", "task", Map.of("definition", "d", "network", network));

    assertEquals(
        problem == null ? List.of() : List.of(problem),
        problems(document).stream().map(Problem::toString).toList());
  }

  /** EC2 and the cluster's default may have any size, and half of one may be the definition's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"cpu\": 300, \"memory\": 700",
        "\"capacity\": \"EC2\", \"cpu\": 300, \"memory\": 700",
        "\"capacity\": \"my-instances\", \"cpu\": 300",
        "\"capacity\": \"FARGATE\", \"memory\": 700",
        "\"capacity\": \"FARGATE\", \"cpu\": 512",
        "\"capacity\": \"FARGATE\", \"cpu\": 512, \"memory\": 4096"
      })
  void aSizeIsCheckedWhereItIsKnownToBeFargates(String fields) {
    assertEquals(
        List.of(), problems(minimalWith("\"task\": {\"definition\": \"d\", " + fields + "}")));
  }

  @Test
  void anEmptyDocumentLacksItsTwoRequiredFields() {
    assertEquals(
        List.of("job", "task.definition"),
        problems(Map.of()).stream().map(Problem::where).toList());
  }

  /** Whatever stands where a field should: a list of problems, never an exception. */
  @Test
  void nothingThatIsJsonThrows() {
    var values = List.of("null", "1", "-1.5", "1e400", "true", "\"\"", "\"x\"", "[]", "[[]]", "{}");
    var names =
        List.of("job", "scheduledTime", "task", "retry", "attemptTimeout", "concurrency", "else");
    for (var name : names) {
      for (var value : values) {
        problems(minimalWith("\"%s\": %s".formatted(name, value)))
            .forEach(problem -> assertFalse(problem.what().isBlank(), name + ": " + value));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"desiredCount": 1}                      | service.name: is missing. Name the service to update, by name or ARN.
          {"name": "web"}                          | service.desiredCount: is missing, and so is forceNewDeployment: nothing would change. Give the number of tasks, or "forceNewDeployment": true.
          {"name": "web", "desiredCount": -1}      | service.desiredCount: is -1. Give a whole number from 0 to 5000.
          {"name": "web", "desiredCount": 1, "n": 1} | service.n: is not a known field. Use one of desiredCount, forceNewDeployment, name.
          """)
  void aServiceThatIsWrongIsToldToo(String service, String problem) {
    var document = Json.readObject("{\"job\": \"j\", \"service\": " + service + "}");
    if (!(JobDocument.parse(document) instanceof Checked.Invalid<JobDocument> invalid)) {
      throw new AssertionError("read: " + service);
    }
    assertEquals(List.of(problem), invalid.problems().stream().map(Object::toString).toList());
  }
}
