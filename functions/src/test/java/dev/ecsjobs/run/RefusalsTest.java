package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.Refusals.Refusal;
import dev.ecsjobs.run.Refusals.Refusal.Deferred;
import dev.ecsjobs.run.Refusals.Refusal.Refused;
import dev.ecsjobs.run.Refusals.Refusal.Unanswered;
import dev.ecsjobs.run.Refusals.Row;
import dev.ecsjobs.run.Refusals.Said;
import dev.ecsjobs.run.Refusals.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What RunTask says instead of a task, and what it means. */
class RefusalsTest {

  /**
   * What RunTask says: an exception's code and message, or, in the second half, a failure's reason
   * and detail ({@code -}: absent). What it means: a kind, a wait or {@code again}; whether there
   * is a fix; words of the sentence.
   */
  private static final String EXCEPTIONS =
      """
      # capacity, quotas and rates, whatever the code
      ClientException | Capacity is unavailable at this time. Please try again later or in a different availability zone | REFUSED | + | no capacity
      ClientException | You've reached the limit on the number of vCPUs you can run concurrently | PT5M | - | vCPUs
      ClientException | You’ve reached the limit on the number of tasks you can run concurrently | PT5M | - | tasks
      ClientException | The requested CPU/MEMORY configuration is above your limit | REFUSED | + | more than the account's quota
      ThrottlingException | Rate exceeded | PT0S | - | rate of calls
      InvalidParameterException | Error retrieving subnet information for [subnet-0aaa]: Request limit exceeded. (ErrorCode: RequestLimitExceeded) | PT0S | - | rate of calls
      InvalidParameterException | (ErrorCode: RequestLimitExceeded) | PT0S | - | rate of calls
      # passing
      ThrottlingException | - | PT0S | - | rate of calls
      Throttling | - | PT0S | - | rate of calls
      TooManyRequestsException | Slow down | PT0S | - | rate of calls
      RequestLimitExceeded | - | PT0S | - | rate of calls
      SlowDown | - | PT0S | - | rate of calls
      LimitExceededException | The limit for the resource was exceeded. | PT5M | - | The limit for the resource was exceeded
      ServiceQuotaExceededException | - | PT5M | - | quota
      ClientException | The RunTask request could not be processed because the quota of tasks in the PROVISIONING state per cluster has been reached. | PT5M | - | PROVISIONING
      ServerException | Internal Error | again | - | ServerException: Internal Error
      InternalFailure | - | again | - | ECS failed to answer: InternalFailure
      ServiceUnavailableException | - | again | - | ECS failed to answer
      RequestTimeoutException | - | again | - | ECS failed to answer
      ExpiredTokenException | The security token included in the request is expired | again | - | credentials have expired
      ExpiredToken | - | again | - | credentials have expired
      RequestExpired | - | again | - | credentials have expired
      TokenRefreshRequired | - | again | - | credentials have expired
      UnrecognizedClientException | The security token included in the request is invalid. | again | - | credentials were not accepted
      InvalidClientTokenId | - | again | - | credentials were not accepted
      IncompleteSignature | - | again | - | credentials were not accepted
      InvalidSignatureException | Signature expired | again | - | credentials were not accepted
      SignatureDoesNotMatch | - | again | - | credentials were not accepted
      ConflictException | The clientToken was used with other parameters | again | - | token was used before
      # permissions
      AccessDeniedException | User: arn:aws:sts::111122223333:assumed-role/launch/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/job | MISCONFIGURED | + | iam:PassRole
      ClientException | x is not authorized to perform: iam:PassRole | MISCONFIGURED | + | iam:PassRole
      InvalidParameterException | Unable to assume the service linked role. Please verify that the ECS service linked role exists. | REFUSED | + | service-linked role
      ClientException | ECS was unable to assume the role 'arn:aws:iam::111122223333:role/job' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role. | MISCONFIGURED | + | may not assume
      ClientException | Role is not valid | MISCONFIGURED | + | may not assume
      AccessDeniedException | x is not authorized to perform: ecs:TagResource on resource: y | MISCONFIGURED | + | ecs:TagResource
      AccessDeniedException | User: x is not authorized to perform: ecs:RunTask on resource: y because no identity-based policy allows the ecs:RunTask action | MISCONFIGURED | + | ecs:RunTask
      AccessDeniedException | User: x is not authorized to perform: ecs:DescribeTaskDefinition. | MISCONFIGURED | + | ecs:DescribeTaskDefinition
      UnauthorizedOperation | - | MISCONFIGURED | + | permission
      NotAuthorized | - | MISCONFIGURED | + | permission
      BlockedException | Your Amazon Web Services account was blocked. | MISCONFIGURED | + | blocked
      # the service
      ServiceNotFoundException | Service not found. | MISCONFIGURED | + | no such active service
      ServiceNotActiveException | Service was not ACTIVE. | MISCONFIGURED | + | no such active service
      # the task definition
      ClientException | No Fargate configuration exists for given values: 256 CPU, 4096 memory. | MISCONFIGURED | + | no size
      ClientException | Invalid 'cpu' setting for task. | MISCONFIGURED | + | not valid
      ClientException | INVALID 'memory' SETTING FOR TASK. | MISCONFIGURED | + | not valid
      ClientException | Unable to describe task definition. | MISCONFIGURED | + | no such task definition
      ClientException | TaskDefinition not found. | MISCONFIGURED | + | no such task definition
      ClientException | TaskDefinition is inactive | MISCONFIGURED | + | deregistered
      ClientException | Fargate requires task definition to have execution role ARN to support ECR images. | MISCONFIGURED | + | execution role
      PlatformTaskDefinitionIncompatibilityException | The specified platform version does not satisfy the task definition's required capabilities. | MISCONFIGURED | + | platform version
      InvalidParameterException | Task definition does not support launch_type FARGATE. | MISCONFIGURED | + | job's capacity
      # the request
      ClusterNotFoundException | Cluster not found. | MISCONFIGURED | + | no such cluster
      InvalidParameterException | Override for container named main is not a container in the TaskDefinition. | MISCONFIGURED | + | task.container
      InvalidParameterException | Container Overrides length must be at most 8192 | MISCONFIGURED | + | 8,192
      InvalidParameterException | Network Configuration must be provided when networkMode 'awsvpc' is specified. | MISCONFIGURED | + | none are given
      InvalidParameterException | subnets can not be empty. | MISCONFIGURED | + | none are given
      InvalidParameterException | Network Configuration is not valid for the given networkMode of this task definition. | MISCONFIGURED | + | takes no subnets
      InvalidParameterException | Assign public IP is not supported for this launch type. | MISCONFIGURED | + | no public address
      InvalidParameterException | Error retrieving subnet information for [subnet-0aaa]: The subnet ID 'subnet-0aaa' does not exist | MISCONFIGURED | + | subnet-0aaa
      InvalidParameterException | (ErrorCode: InvalidSubnetID.NotFound) | MISCONFIGURED | + | subnet does not exist
      InvalidParameterException | Error retrieving security group information for [sg-0bbb]: The security group 'sg-0bbb' does not exist | MISCONFIGURED | + | sg-0bbb
      InvalidParameterException | (ErrorCode: InvalidGroup.NotFound) | MISCONFIGURED | + | security group does not exist
      InvalidParameterException | No Container Instances were found in your cluster. | REFUSED | + | no container instance
      InvalidParameterException | The specified capacity provider 'mine' was not found. | MISCONFIGURED | + | 'mine' was not found
      PlatformUnknownException | The specified platform version doesn't exist. | MISCONFIGURED | + | platform version
      UnsupportedFeatureException | The specified task isn't supported in this Region. | MISCONFIGURED | + | region
      InvalidParameterException | Something else is wrong. | MISCONFIGURED | + | InvalidParameterException: Something else is wrong
      ValidationException | - | MISCONFIGURED | + | ValidationException
      MissingParameter | - | MISCONFIGURED | + | MissingParameter
      SerializationException | - | MISCONFIGURED | + | SerializationException
      # not known: neither blamed on the job nor repeated for ever
      ClientException | Words nobody has read yet. | REFUSED | - | RunTask refused: ClientException: Words nobody has read yet
      BrandNewException | - | REFUSED | - | RunTask refused: BrandNewException
      - | - | REFUSED | - | RunTask refused
      """;

  private static final String FAILURES =
      """
      Capacity is unavailable at this time. Please try again later or in a different availability zone | - | REFUSED | + | no capacity
      RESOURCE | Capacity is unavailable at this time. | REFUSED | + | no capacity
      You've reached the limit on the number of vCPUs you can run concurrently | - | PT5M | - | vCPUs
      You’ve reached the limit on the number of tasks you can run concurrently | - | PT5M | - | tasks
      The requested CPU configuration is above your limit | - | REFUSED | + | quota
      The requested MEMORY configuration is above your limit. | - | REFUSED | + | quota
      RESOURCE:CPU | - | REFUSED | + | enough CPU
      resource:memory | - | REFUSED | + | enough memory
      RESOURCE:PORTS | - | REFUSED | + | host port
      RESOURCE:PORTS_UDP | - | REFUSED | + | host port
      RESOURCE:ENI | - | REFUSED | + | network interface
      RESOURCE:GPU | - | REFUSED | + | GPU
      RESOURCE:FARGATE | - | REFUSED | + | Fargate
      RESOURCE:NEURON | None is left. | REFUSED | - | RESOURCE:NEURON: None is left
      AGENT | - | REFUSED | - | agent
      LOCATION | - | MISCONFIGURED | + | availability zone
      ATTRIBUTE | ecs.capability.x | MISCONFIGURED | + | attribute
      DistinctInstance placement constraint unsatisfied. | - | REFUSED | + | a task of the group
      MemberOf placement constraint unsatisfied. | - | MISCONFIGURED | + | placement constraints
      TaskFailedToStart: NO ACTIVE INSTANCES | - | REFUSED | + | no active container instance
      EMPTY CAPACITY PROVIDER | - | REFUSED | + | no active container instance
      MISSING | arn:aws:ecs:us-east-1:111122223333:container-instance/x | MISCONFIGURED | + | container-instance/x
      INACTIVE | - | MISCONFIGURED | + | deleted
      SOMETHING_NEW | Words nobody has read yet. | REFUSED | - | SOMETHING_NEW: Words nobody has read yet
      - | - | REFUSED | - | RunTask refused
      """;

  record Example(Said said, String meaning, boolean fix, String part, String line) {
    static Example of(Where where, String line) {
      String[] cells = line.split("\\|", -1);
      assertEquals(5, cells.length, line);
      return new Example(
          new Said(where, said(cells[0]), said(cells[1])),
          cells[2].strip(),
          cells[3].strip().equals("+"),
          cells[4].strip(),
          line);
    }

    private static String said(String cell) {
      return cell.strip().equals("-") ? "" : cell.strip();
    }

    Refusal read() {
      return said.where() == Where.FAILURE
          ? Refusals.ofFailure(said.code(), said.text())
          : Refusals.of(said.code(), said.text());
    }

    @Override
    public String toString() {
      return said.where() + " " + line;
    }
  }

  static Stream<Example> examples() {
    return Stream.concat(
        lines(EXCEPTIONS).map(line -> Example.of(Where.EXCEPTION, line)),
        lines(FAILURES).map(line -> Example.of(Where.FAILURE, line)));
  }

  private static Stream<String> lines(String table) {
    return table.lines().filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isRefusedOrDeferredOrAskedAgain(Example example) {
    var read = example.read();

    assertEquals(example.meaning(), meaning(read), read.toString());
    assertEquals(example.fix(), read instanceof Refused r && r.fix().isPresent(), read.toString());
    assertTrue(what(read).contains(example.part()), what(read));
    Sentences.assertWhat(what(read));
  }

  @Test
  void everyWordingOfEveryRowDecidesAnExample() {
    var examples = examples().toList();
    var dead = new ArrayList<String>();
    for (Row row : Refusals.rows()) {
      var decided =
          examples.stream()
              .map(Example::said)
              .filter(said -> Refusals.row(said).equals(row))
              .toList();
      for (Row alone : taken(row)) {
        if (decided.stream().noneMatch(alone::matches)) {
          dead.add(alone.codes() + " " + alone.words());
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  /** The row once for each of its codes, and once for each of its words. */
  private static List<Row> taken(Row row) {
    var codes =
        row.codes().stream()
            .map(
                code ->
                    new Row(row.where(), List.of(code), row.words(), row.answer(), row.source()));
    var words =
        row.words().stream()
            .map(
                word ->
                    new Row(row.where(), row.codes(), List.of(word), row.answer(), row.source()));
    return Stream.concat(codes, words).toList();
  }

  @Test
  void whatOnlyAPersonCanMendSaysHow() {
    for (Row row : Refusals.rows()) {
      if (row.answer() instanceof Refused(var kind, var what, var fix)
          && kind == FailureKind.MISCONFIGURED) {
        assertTrue(fix.isPresent(), what);
      }
    }
  }

  @Test
  void everyRowReadsLikeASentenceAndNamesItsSource() {
    for (Row row : Refusals.rows()) {
      Sentences.assertWhat(what(row.answer()));
      if (row.answer() instanceof Refused refused) {
        refused.fix().ifPresent(Sentences::assertFix);
      }
      assertTrue(!row.source().isBlank(), what(row.answer()));
    }
  }

  @Test
  void whatAwsLeavesOutIsAbsentNotWrong() {
    assertEquals(Refusals.of("AGENT", ""), Refusals.of("AGENT", null));
    assertEquals(Refusals.ofFailure("AGENT", ""), Refusals.ofFailure("AGENT", null));
    assertEquals(Refusals.of("", ""), Refusals.of(null, null));
  }

  private static String meaning(Refusal refusal) {
    return switch (refusal) {
      case Refused refused -> refused.kind().name();
      case Deferred deferred -> deferred.delay().toString();
      case Unanswered _ -> "again";
    };
  }

  private static String what(Refusal refusal) {
    return switch (refusal) {
      case Refused refused -> refused.what();
      case Deferred deferred -> deferred.why();
      case Unanswered unanswered -> unanswered.why();
    };
  }
}
