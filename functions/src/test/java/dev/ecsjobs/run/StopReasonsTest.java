package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.retry.FailureKind;
import dev.ecsjobs.run.StopReasons.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ECS says of a stopped task, and what it means. */
class StopReasonsTest {

  /**
   * What ECS says: stop code, stopped reason, container's reason, exit code ({@code -}: absent).
   * What it means: kind, whether there is a fix ({@code +}), words of the sentence.
   */
  private static final String EXAMPLES =
      """
      # stopped from outside: outweighs the exit code
      UserInitiated            | Container instance deregistration forced by user. | - | 137 | INTERRUPTED | + | taken out of the cluster
      -                        | Host EC2 (instance i-1234567890abcdef0) terminated. | - | - | INTERRUPTED | - | The host was lost: Host EC2 (instance i-1234567890abcdef0) terminated
      -                        | Host EC2 (instance i-1234567890abcdef0) stopped.  | - | 143 | INTERRUPTED | - | The host was lost
      EssentialContainerExited | ECS is performing maintenance on the underlying infrastructure hosting the task. | - | 143 | INTERRUPTED | - | maintenance
      -                        | Fargate task retirement notice                    | - | - | INTERRUPTED | - | maintenance
      -                        | Your Spot Task was interrupted.                   | - | 1 | INTERRUPTED | + | Spot capacity was taken back
      -                        | SpotInterruptionError: no Spot capacity           | - | - | INTERRUPTED | + | Spot capacity was taken back
      SpotInterruption         | Words nobody has read yet                         | - | 137 | INTERRUPTED | + | Spot capacity was taken back
      TerminationNotice        | -                                                 | - | 143 | INTERRUPTED | + | Spot capacity was taken back
      InfrastructureHealth     | The host is impaired.                             | - | 137 | INTERRUPTED | - | The host failed: The host is impaired
      INFRASTRUCTUREHEALTH     | -                                                 | - | - | INTERRUPTED | - | ECS gives no reason
      UserInitiated            | Task stopped by user                              | - | 137 | CANCELLED | - | stopped by hand: Task stopped by user
      UserInitiated            | CannotPullContainerError, I guess                 | OutOfMemoryError: Container killed due to memory usage | 137 | CANCELLED | - | stopped by hand
      ServiceSchedulerInitiated | Scaling activity initiated by (deployment ecs-svc/8646900195280463695) | - | 137 | CANCELLED | + | A service stopped the task
      -                        | Scaling activity initiated by (deployment ecs-svc/8646900195280463695) | - | 137 | CANCELLED | + | A service stopped the task
      -                        | Task failed ELB health checks in (target-group arn) | - | 143 | CANCELLED | + | A service stopped the task
      -                        | Task failed container health checks               | - | 143 | CANCELLED | + | A service stopped the task
      EssentialContainerExited | Essential container in task exited | OutOfMemoryError: container killed due to memory usage | 137 | OUT_OF_MEMORY | + | Container main used more memory
      EssentialContainerExited | Essential container in task exited | OutOfMemoryError: Container killed due to memory usage | 1 | OUT_OF_MEMORY | + | Container main used more memory
      EssentialContainerExited | Essential container in task exited | Container killed due to memory usage | - | OUT_OF_MEMORY | + | Container main used more memory
      # the image
      TaskFailedToStart | CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/x/manifests/y: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. | - | - | NEVER_STARTED | + | limits the rate
      TaskFailedToStart | CannotPullContainerError: You have reached your PULL RATE LIMIT | - | - | NEVER_STARTED | + | limits the rate
      TaskFailedToStart | CannotPullContainerError: unexpected status code: 429 Too Many Requests | - | - | NEVER_STARTED | + | limits the rate
      TaskFailedToStart | CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64' | - | - | MISCONFIGURED | + | not built for the task's architecture
      TaskFailedToStart | CannotPullContainerError: no matching manifest for linux/arm64/v8 in the manifest list entries | - | - | MISCONFIGURED | + | not built for the task's architecture
      TaskFailedToStart | CannotPullContainerError: failed to extract layer: write /usr/lib/x: no space left on device: unknown | - | - | NEVER_STARTED | + | the disk is full
      TaskFailedToStart | CannotPullContainerError: panic: runtime error: invalid memory address or nil pointer dereference | - | - | NEVER_STARTED | + | S3 could not be reached
      TaskFailedToStart | CannotPullContainerError: ref pull has been retried 1 time(s): failed to copy: httpReaderSeeker: failed open: unexpected status code https://x: 403 Forbidden | - | - | NEVER_STARTED | + | layer
      -                 | - | CannotPullContainerError: Error response from daemon: Get "https://x/v2/": dial tcp: lookup x on 10.0.0.2:53: no such host | - | NEVER_STARTED | + | name is not known
      TaskFailedToStart | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref job:1: dial tcp 10.0.3.17:443: i/o timeout | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: request canceled while waiting for connection | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: Get https://x/v2/: net/http: (Client.Timeout exceeded while awaiting headers) | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: net/http: TLS handshake timeout | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: context canceled | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: context deadline exceeded | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: There is a connection issue between the task and Amazon ECR | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: Check your network configuration | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: dial tcp 10.0.0.9:443: connect: connection refused | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullContainerError: read tcp 10.0.0.9:443: connection reset by peer | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | CannotPullECRContainerError: User x is not authorized to perform: ecr:BatchGetImage on resource: y | - | - | MISCONFIGURED | + | execution role may not read it
      TaskFailedToStart | CannotPullECRContainerError: AccessDeniedException: no | - | - | MISCONFIGURED | + | execution role may not read it
      TaskFailedToStart | CannotPullContainerError: The task cannot pull job:1 from the registry. Check that the role has the permissions to pull images | - | - | MISCONFIGURED | + | execution role may not read it
      -                 | - | CannotPullContainerAuthError: no credentials | - | MISCONFIGURED | + | execution role may not read it
      TaskFailedToStart | CannotPullContainerError: Error response from daemon: pull access denied for job, repository does not exist or may require 'docker login' | - | - | MISCONFIGURED | + | denies it
      TaskFailedToStart | CannotPullContainerError: denied: requested access to the resource is denied | - | - | MISCONFIGURED | + | denies it
      TaskFailedToStart | CannotPullContainerError: no basic auth credentials | - | - | MISCONFIGURED | + | denies it
      TaskFailedToStart | CannotPullContainerError: unexpected status: 401 Unauthorized | - | - | MISCONFIGURED | + | denies it
      TaskFailedToStart | CannotPullContainerError: failed to resolve reference: unexpected status code 403 Forbidden | - | - | MISCONFIGURED | + | denies it
      TaskFailedToStart | CannotPullContainerError: manifest unknown: Requested image not there | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref x/job:nope: x/job:nope: not found | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | cannotpullcontainererror: The task cannot pull the image. Check whether the image exists | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | CannotPullContainerError: repository does not exist | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | ResourceInitializationError: unable to pull image or start container: 500 Server Error ("manifest unknown") | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | ResourceInitializationError: unable to pull image or start container: job:nope: not found | - | - | MISCONFIGURED | + | no such image or tag
      TaskFailedToStart | ResourceInitializationError: unable to pull image or start container: no words | - | - | NEVER_STARTED | + | could not be pulled
      TaskFailedToStart | CannotPullContainerError: invalid reference format: repository name must be lowercase | - | - | MISCONFIGURED | + | not well formed
      -                 | - | CannotPullImageManifestError: EOF | - | NEVER_STARTED | + | manifest could not be read: CannotPullImageManifestError: EOF
      TaskFailedToStart | CannotPullContainerError: words nobody has read yet. | - | - | NEVER_STARTED | + | could not be pulled: CannotPullContainerError: words nobody has read yet
      TaskFailedToStart | Task failed to start | CannotPullContainerError: EOF | - | NEVER_STARTED | + | Task failed to start; CannotPullContainerError: EOF
      # secrets, logs, roles and volumes
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secrets from ssm: ThrottlingException: slow down | - | - | NEVER_STARTED | + | limits the rate
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secret from asm: Rate exceeded | - | - | NEVER_STARTED | + | limits the rate
      TaskFailedToStart | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: There is a connection issue between the task and AWS Secrets Manager. | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. signal: killed | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: Check your task network configuration | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: Post https://api.ecr.us-east-1.amazonaws.com/: dial tcp 52.46.145.142:443 | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: unable to pull secrets: i/o timeout | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: canceled, context deadline exceeded | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: request canceled | - | - | NEVER_STARTED | + | could not be reached
      TaskFailedToStart | ResourceInitializationError: failed to validate logger args: : signal: killed | - | - | NEVER_STARTED | + | could not be reached
      -                 | ECS was unable to assume the role 'arn:aws:iam::111122223333:role/job' that was provided for this task. | - | - | MISCONFIGURED | + | may not assume the task's role
      TaskFailedToStart | ResourceInitializationError: User: x is not authorized to perform: ecr:GetAuthorizationToken on resource: * | - | - | MISCONFIGURED | + | log in to the registry
      TaskFailedToStart | ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve ecr registry auth: AccessDeniedException: no | - | - | MISCONFIGURED | + | log in to the registry
      TaskFailedToStart | ResourceInitializationError: User: x is not authorized to perform: logs:CreateLogStream | - | - | MISCONFIGURED | + | write to the log group
      -                 | - | CannotStartContainerError: failed to initialize logging driver: AccessDeniedException: no | - | MISCONFIGURED | + | write to the log group
      TaskFailedToStart | ResourceInitializationError: AccessDeniedException: x is not authorized to perform: kms:Decrypt on the key | - | - | MISCONFIGURED | + | decrypt a secret
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secret from asm: AccessDeniedException: User: x is not authorized to perform: secretsmanager:GetSecretValue | - | - | MISCONFIGURED | + | may not read a secret
      TaskFailedToStart | ResourceInitializationError: User: x is not authorized to perform: ssm:GetParameters | - | - | MISCONFIGURED | + | may not read a secret
      -                 | Fetching secret data from AWS Secrets Manager in region us-east-1: secret x: AccessDeniedException: no | - | - | MISCONFIGURED | + | may not read a secret
      TaskFailedToStart | ResourceInitializationError: failed to initialize logging driver: ResourceNotFoundException: no group | - | - | MISCONFIGURED | + | log group does not exist
      -                 | - | CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. | - | MISCONFIGURED | + | log group does not exist
      TaskFailedToStart | ResourceInitializationError: The task cannot find the Amazon CloudWatch log group defined in the task definition. | - | - | MISCONFIGURED | + | log group does not exist
      -                 | - | CannotStartContainerError: failed to initialize logging driver: CredentialsEndpointError | - | NEVER_STARTED | + | log driver could not be started
      TaskFailedToStart | ResourceInitializationError: failed to validate logger args: bad option | - | - | NEVER_STARTED | + | log driver could not be started
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secret from asm: retrieved secret from Secrets Manager did not contain json key MY_SECRET | - | - | MISCONFIGURED | + | lacks the key
      TaskFailedToStart | ResourceInitializationError: The task can't retrieve the secret with ARN 'arn:x' from AWS Secrets Manager. Check whether the secret exists | - | - | MISCONFIGURED | + | secret does not exist
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secret from asm: ResourceNotFoundException: no | - | - | MISCONFIGURED | + | secret does not exist
      TaskFailedToStart | ResourceInitializationError: unable to retrieve secrets from ssm: invalid ssm parameters: /x | - | - | MISCONFIGURED | + | secret does not exist
      -                 | Fetching secret data from AWS Secrets Manager: ResourceNotFoundException: no | - | - | MISCONFIGURED | + | secret does not exist
      -                 | Fetching secret data from SSM Parameter Store in us-east-1: words nobody has read yet | - | - | NEVER_STARTED | + | secret could not be read: Fetching secret data
      TaskFailedToStart | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: mounting fs-1:/x failed, reason given by server: No such file or directory | - | - | MISCONFIGURED | + | EFS volume
      TaskFailedToStart | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: access denied by server while mounting | - | - | MISCONFIGURED | + | EFS volume
      TaskFailedToStart | ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: mount target not ready | - | - | NEVER_STARTED | + | EFS volume
      TaskFailedToStart | ResourceInitializationError: unsuccessful EFS utils command execution; code: 32 | - | - | NEVER_STARTED | + | EFS volume
      TaskFailedToStart | ResourceInitializationError: write /x: no space left on device | - | - | NEVER_STARTED | + | the disk is full
      # the network interface
      TaskFailedToStart | Timeout waiting for network interface provisioning to complete. | - | - | NEVER_STARTED | - | network interface in time
      TaskFailedToStart | Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aaa': InsufficientFreeAddressesInSubnet | - | - | NEVER_STARTED | + | no free address
      TaskFailedToStart | insufficient free addresses in subnet | - | - | NEVER_STARTED | + | no free address
      TaskFailedToStart | The subnet 'subnet-0aaa' does not have enough free addresses | - | - | NEVER_STARTED | + | no free address
      TaskFailedToStart | Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0aaa' | - | - | NEVER_STARTED | + | no free address
      TaskFailedToStart | Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation | - | - | MISCONFIGURED | + | tag policy
      TaskFailedToStart | Unexpected EC2 error while attempting to attach network interface to instance | - | - | NEVER_STARTED | - | attach network interface to instance
      TaskFailedToStart | Unable to attach network interface to unused device index | - | - | NEVER_STARTED | + | no slot left
      TaskFailedToStart | ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message | - | - | NEVER_STARTED | - | could not be set up
      -                 | - | ContainerNetworkingError: cni failed | - | NEVER_STARTED | - | network could not be set up
      TaskFailedToStart | InternalError: an ENI was attached too late | - | - | NEVER_STARTED | - | ECS failed to start the task
      TaskFailedToStart | ResourceInitializationError: words nobody has read yet | - | - | NEVER_STARTED | + | words nobody has read yet
      # the place
      TaskFailedToStart | The selected task definition is not compatible with the selected compute strategy. | - | - | MISCONFIGURED | + | does not fit the job's capacity
      TaskFailedToStart | TaskFailedToStart: RESOURCE:CPU | - | - | NEVER_STARTED | + | enough CPU
      -                 | TaskFailedToStart: RESOURCE:MEMORY | - | - | NEVER_STARTED | + | enough memory
      TaskFailedToStart | TaskFailedToStart: RESOURCE:PORTS | - | - | NEVER_STARTED | + | host port
      TaskFailedToStart | RESOURCE:ENI | - | - | NEVER_STARTED | + | network interface left
      TaskFailedToStart | RESOURCE:GPU | - | - | NEVER_STARTED | + | GPU
      TaskFailedToStart | TaskFailedToStart: RESOURCE:NEURON | - | - | NEVER_STARTED | + | No capacity is left: TaskFailedToStart: RESOURCE:NEURON
      TaskFailedToStart | Capacity is unavailable at this time. Please try again later or in a different availability zone | - | - | NEVER_STARTED | + | No capacity is left
      TaskFailedToStart | TaskFailedToStart: AGENT | - | - | NEVER_STARTED | - | agent
      TaskFailedToStart | TaskFailedToStart: MemberOf placement constraint unsatisfied. | - | - | MISCONFIGURED | + | placement constraints
      TaskFailedToStart | DistinctInstance placement constraint unsatisfied | - | - | NEVER_STARTED | + | a task of the group
      TaskFailedToStart | TaskFailedToStart: ATTRIBUTE | - | - | MISCONFIGURED | + | attribute
      TaskFailedToStart | TaskFailedToStart: NO ACTIVE INSTANCES | - | - | NEVER_STARTED | + | no active container instance
      TaskFailedToStart | TaskFailedToStart: EMPTY CAPACITY PROVIDER | - | - | NEVER_STARTED | + | capacity provider
      # the container: outweighs the exit code, which is the container runtime's
      EssentialContainerExited | - | CannotStartContainerError: exec /app: exec format error | 128 | MISCONFIGURED | + | Container main could not be started: its program is built for another architecture
      EssentialContainerExited | - | CannotStartContainerError: Error response from daemon: OCI runtime create failed: exec: "reprot": executable file not found in $PATH: unknown | 127 | MISCONFIGURED | + | no program in the image
      EssentialContainerExited | - | CannotStartContainerError: exec: "/app/run": stat /app/run: no such file or directory | 127 | MISCONFIGURED | + | no program in the image
      EssentialContainerExited | - | CannotStartContainerError: exec: "/app/run": permission denied: unknown | 126 | MISCONFIGURED | + | no program in the image
      -                        | - | CannotCreateContainerError: Error response from daemon: No command specified | - | MISCONFIGURED | + | has no command
      -                        | - | CannotStartContainerError: bind for 0.0.0.0:8080 failed: port is already allocated | - | NEVER_STARTED | + | host port
      -                        | - | CannotStartContainerError: listen tcp 0.0.0.0:80: bind: address already in use | - | NEVER_STARTED | + | host port
      -                        | - | CannotStartContainerError: Error response from daemon: error gathering device information while adding custom device "/dev/dri/renderD130": no such file or directory | - | NEVER_STARTED | + | lacks a device
      -                        | - | CannotStartContainerError: words nobody has read yet | - | NEVER_STARTED | + | could not be started: CannotStartContainerError: words
      -                        | - | CannotCreateContainerError: API error (500): devmapper: Thin Pool has 4350 free data blocks | - | NEVER_STARTED | + | storage
      -                        | - | CannotCreateContainerError: words nobody has read yet | - | NEVER_STARTED | - | could not be created: CannotCreateContainerError: words
      -                        | - | CannotCreateVolumeError: no driver | - | MISCONFIGURED | + | volume
      -                        | - | InvalidVolumeError: no source | - | MISCONFIGURED | + | volume
      -                        | - | HostConfigError: bad link | - | MISCONFIGURED | + | settings
      -                        | - | ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: x | - | NEVER_STARTED | - | too long
      -                        | - | DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s | - | NEVER_STARTED | - | too long
      -                        | - | DockerTimeoutError: Could not transition to running; timed out after waiting 3m0s | - | NEVER_STARTED | - | too long
      -                        | - | ContainerRuntimeError: failed to create container | - | NEVER_STARTED | - | container runtime failed
      -                        | - | TaskDependencyError: container failed to satisfy dependency | - | NEVER_STARTED | + | depends on
      -                        | - | TaskStoppedBeforePullBeginError: stopped | - | NEVER_STARTED | - | before its image was pulled
      # the exit code
      EssentialContainerExited | Essential container in task exited | - | 125 | EXIT_CODE | + | Container main exited with code 125: usually
      EssentialContainerExited | Essential container in task exited | - | 126 | EXIT_CODE | + | Container main exited with code 126: usually
      EssentialContainerExited | Essential container in task exited | - | 127 | EXIT_CODE | + | Container main exited with code 127: usually
      EssentialContainerExited | Essential container in task exited | - | 134 | EXIT_CODE | + | SIGABRT
      EssentialContainerExited | Essential container in task exited | - | 137 | EXIT_CODE | + | SIGKILL
      EssentialContainerExited | Essential container in task exited | - | 139 | EXIT_CODE | + | SIGSEGV
      EssentialContainerExited | Essential container in task exited | - | 143 | EXIT_CODE | + | SIGTERM
      EssentialContainerExited | Essential container in task exited | - | 3 | EXIT_CODE | - | Container main exited with code 3
      TaskFailedToStart        | Essential container in task exited | - | 1 | EXIT_CODE | - | Container main exited with code 1
      SomethingNew             | Words nobody has read yet | SomeNewError: x | 78 | EXIT_CODE | - | Container main exited with code 78
      -                        | - | CannotStopContainerError: timeout | 3 | EXIT_CODE | - | Container main exited with code 3
      -                        | - | - | 255 | EXIT_CODE | - | Container main exited with code 255
      # no exit code: absent is not 0
      -                        | - | CannotInspectContainerError: could not transition to inspecting | - | INTERRUPTED | - | lost control
      -                        | - | CannotStopContainerError: timeout | - | INTERRUPTED | - | lost control
      -                        | - | ContainerVanishedError: no container matched saved ID | - | INTERRUPTED | - | vanished
      -                        | - | NoSuchContainerError: gone | - | INTERRUPTED | - | vanished
      -                        | - | DockerStateError: dead | - | INTERRUPTED | - | does not answer
      -                        | - | CannotGetDockerClientError: (1.17) | - | INTERRUPTED | - | does not answer
      -                        | - | DockerTimeoutError: Could not transition to stopped; timed out after waiting 1m30s | - | INTERRUPTED | - | does not answer
      TaskFailedToStart        | Words nobody has read yet | - | - | NEVER_STARTED | - | The task never started: Words nobody has read yet
      TaskFailedToStart        | - | - | - | NEVER_STARTED | - | The task never started: ECS gives no reason
      EssentialContainerExited | Essential container in task exited | - | - | UNKNOWN | - | Container main left no exit code: Essential container in task exited
      SomethingNew             | Words nobody has read yet. | SomeNewError: x | - | UNKNOWN | - | left no exit code: Words nobody has read yet.; SomeNewError: x
      -                        | - | - | - | UNKNOWN | - | Container main left no exit code: ECS gives no reason
      """;

  record Example(StoppedTask stopped, FailureKind kind, boolean fix, String part, String line) {
    static Example of(String line) {
      String[] cells = line.split("\\|", -1);
      assertEquals(7, cells.length, line);
      return new Example(
          task(said(cells[0]), said(cells[1]), said(cells[2]), said(cells[3])),
          FailureKind.valueOf(cells[4].strip()),
          cells[5].strip().equals("+"),
          cells[6].strip(),
          line);
    }

    @Override
    public String toString() {
      return line;
    }
  }

  static Stream<Example> examples() {
    return EXAMPLES.lines().filter(line -> !line.startsWith("#")).map(Example::of);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void isNamedByWhoMustActAndSaidInASentence(Example example) {
    var read = StopReasons.of(example.stopped());

    assertEquals(example.kind(), read.kind(), read.what());
    assertEquals(example.fix(), read.fix().isPresent(), read.toString());
    assertTrue(read.what().contains(example.part()), read.what());
    Sentences.assertWhat(read.what());
  }

  @Test
  void everyPatternOfEveryRowDecidesAnExample() {
    var examples = examples().toList();
    var dead = new ArrayList<String>();
    for (Row row : StopReasons.rows()) {
      var decided =
          examples.stream()
              .map(Example::stopped)
              .filter(stopped -> StopReasons.row(stopped).equals(row))
              .toList();
      for (String pattern : row.patterns()) {
        var alone =
            new Row(row.where(), List.of(pattern), row.kind(), row.what(), row.fix(), row.source());
        if (decided.stream().map(StopReasons::texts).noneMatch(alone::matches)) {
          dead.add(row.where() + " " + pattern);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  @Test
  void whatOnlyAPersonCanMendSaysHow() {
    assertEquals(
        List.of(),
        StopReasons.rows().stream()
            .filter(row -> row.kind() == FailureKind.MISCONFIGURED && row.fix().isEmpty())
            .toList());
  }

  @Test
  void everyRowReadsLikeASentenceAndNamesItsSource() {
    for (Row row : StopReasons.rows()) {
      Sentences.assertWhat(row.what());
      row.fix().ifPresent(Sentences::assertFix);
      assertTrue(!row.source().isBlank(), row.what());
    }
  }

  @Test
  void aTaskWithoutContainersIsReadToo() {
    var nothing =
        new StoppedTask(
            RunFixtures.aTask(1),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertEquals(
        "The container left no exit code: ECS gives no reason", StopReasons.of(nothing).what());
  }

  private static Optional<String> said(String cell) {
    return Optional.of(cell.strip()).filter(text -> !text.equals("-"));
  }

  private static StoppedTask task(
      Optional<String> stopCode,
      Optional<String> stoppedReason,
      Optional<String> containerReason,
      Optional<String> exitCode) {
    return new StoppedTask(
        RunFixtures.aTask(1),
        Optional.of("main"),
        exitCode.stream().mapToInt(Integer::parseInt).findFirst(),
        containerReason,
        stopCode,
        stoppedReason,
        Optional.empty(),
        Optional.empty());
  }
}
