package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.deployed.DemoStack;
import dev.ecsjobs.local.deployed.FakeAws;
import dev.ecsjobs.local.deployed.Replies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --stack} says when AWS says no: a sentence with the way out, and exit code 2. */
class StackTroubleTest {
  private static final String LAUNCH = "arn:aws:lambda:us-east-1:111122223333:function:launch";
  private static final String INPUT = "{\"job\": \"hello\", \"task\": {\"definition\": \"hello\"}}";

  private FakeAws aws;

  @BeforeEach
  void open() {
    aws =
        FakeAws.open()
            .answering(
                "cloudformation:DescribeStacks",
                _ ->
                    Replies.stack(
                        "demo",
                        "CREATE_COMPLETE",
                        Map.of("Runs", "runs", "LaunchTarget", LAUNCH + ":live", "Jobs", "jobs")))
            .answering(
                "scheduler:GetSchedule",
                _ ->
                    Replies.json(
                        200, new Document().put("Target", Map.of("Arn", LAUNCH, "Input", INPUT))))
            .answering("dynamodb:", _ -> Replies.json(200, new Document().put("Count", 0)));
  }

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cloudformation:DescribeStacks | 403 | AccessDenied                | history | You are not allowed to do cloudformation:DescribeStacks. The words of AWS.
          dynamodb:Query                | 400 | AccessDeniedException       | history | You are not allowed to do dynamodb:Query. The words of AWS.
          scheduler:GetSchedule         | 403 | AccessDeniedException       | run     | You are not allowed to do scheduler:GetSchedule. The words of AWS.
          lambda:InvokeFunction         | 403 | AccessDeniedException       | run     | You are not allowed to do lambda:InvokeFunction. The words of AWS.
          cloudformation:DescribeStacks | 403 | ExpiredToken                | history | Your AWS credentials have expired. Sign in again
          dynamodb:Query                | 400 | ExpiredTokenException       | history | Your AWS credentials have expired. Sign in again
          cloudformation:DescribeStacks | 403 | InvalidClientTokenId        | history | AWS does not recognise your credentials. The words of AWS. Check access key
          dynamodb:Query                | 400 | UnrecognizedClientException | history | AWS does not recognise your credentials. The words of AWS. Check access key
          cloudformation:DescribeStacks | 400 | ValidationError             | history | cloudformation:DescribeStacks was answered with 400, ValidationError. The words of AWS.
          dynamodb:Query                | 400 | ResourceNotFoundException   | history | dynamodb:Query was answered with 400, ResourceNotFoundException. The words of AWS.
          dynamodb:Query                | 400 | ThrottlingException         | history | The words of AWS. Try again in a minute.
          cloudformation:DescribeStacks | 503 | ServiceUnavailable          | history | The words of AWS. Try again in a minute.
          lambda:InvokeFunction         | 500 | ServiceException            | run     | Should the call have arrived, the run goes on as hello/
          """)
  void saysWhatAwsRefusedAndWhatToDo(
      String action, int status, String code, String command, String sentence) {
    aws.answering(action, _ -> Replies.error(action, status, code, "The words of AWS"));

    var said =
        command.equals("run")
            ? Said.by("run", "hello", "--stack", "demo")
            : Said.by("history", "--stack", "demo");

    assertSays(sentence, said);
  }

  @Test
  void noSuchStack() {
    aws.answering(
        "cloudformation:DescribeStacks",
        call ->
            Replies.error(
                "cloudformation:DescribeStacks",
                400,
                "ValidationError",
                "Stack with id nope does not exist"));

    assertSays(
        "There is no stack nope in us-east-1. Give the name that sam deploy was given; if the stack"
            + " is in another region, set AWS_REGION.",
        Said.by("history", "--stack", "nope"));
  }

  @Test
  void aStackThatIsNoneOfOurs() {
    aws.answering(
        "cloudformation:DescribeStacks",
        _ -> Replies.stack("shop", "CREATE_IN_PROGRESS", Map.of("Runs", "shoes")));

    assertSays(
        "The stack shop (CREATE_IN_PROGRESS) has no output LaunchTarget, Jobs.",
        Said.by("history", "--stack", "shop"));
  }

  @Test
  void anEndpointThatIsNotThere() throws IOException {
    try (var taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + taken.getLocalPort());
    }

    var said = Said.by("history", "--stack", "demo");

    assertSays("(ConnectException: Connection refused).", said);
    assertSays("Check the network, the region and, if it is set, AWS_ENDPOINT_URL.", said);
  }

  @Test
  void anEndpointThatIsNotAws() {
    aws.answering(
        "cloudformation:DescribeStacks",
        _ -> new FakeAws.Reply(404, Map.of("Content-Type", "text/html"), "<html>Not found</html>"));

    assertSays(
        "cloudformation:DescribeStacks was answered with 404",
        Said.by("history", "--stack", "demo"));
  }

  @Test
  void aWrongJobDocumentIsToldByTheFunctionAndTheCallMadeOnce() {
    aws.answering(
        "lambda:InvokeFunction",
        _ -> DemoStack.failed("r", "1 problem in the job document; nothing is started."));

    assertSays(
        "The launch function failed: 1 problem in the job document; nothing is started.",
        Said.by("run", "hello", "--stack", "demo"));
  }

  @Test
  void anInvocationIsRepeatedSinceItsRequestNamesTheRun() {
    var trouble = Replies.error("lambda:InvokeFunction", 500, "ServiceException", "It broke");
    var sent = new HashSet<String>();
    for (var answer : List.of(trouble, FakeAws.Reply.NONE)) {
      aws.answering(
          "lambda:InvokeFunction",
          call -> {
            sent.add(Document.reading(Json.readObject(call.body())).text("request"));
            return answer;
          });

      assertSays("and it is the same run.", Said.by("run", "hello", "--stack", "demo"));
    }

    long calls = aws.actions().stream().filter("lambda:InvokeFunction"::equals).count();
    assertEquals(6, calls, aws::toString);
    assertEquals(2, sent.size(), sent::toString);
  }

  @Test
  void noRegion(@TempDir Path home) {
    assertSaysInAProcess(
        "It is not known in which AWS region the stack is. Set AWS_REGION",
        home,
        Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
  }

  @Test
  void noCredentials(@TempDir Path home) {
    assertSaysInAProcess(
        "There are no AWS credentials to work with.", home, Map.of("AWS_REGION", "us-east-1"));
  }

  @Test
  void aProfileWhoseSignInHasExpired(@TempDir Path home) throws IOException {
    Files.writeString(
        home.resolve("config"),
        """
        [profile work]
        sso_session = work
        sso_account_id = 111122223333
        sso_role_name = Developer
        [sso-session work]
        sso_region = us-east-1
        sso_start_url = https://example.awsapps.com/start
        """);

    assertSaysInAProcess(
        "aws sso login", home, Map.of("AWS_REGION", "us-east-1", "AWS_PROFILE", "work"));
  }

  /** As {@code export AWS_ENDPOINT_URL=} leaves it: the SDK alone would fail with every call. */
  @Test
  void anEmptyEndpointIsNone(@TempDir Path home) {
    assertSaysInAProcess(
        "No answer from cloudformation.us-nowhere-1.amazonaws.com:443",
        home,
        Map.of(
            "AWS_ENDPOINT_URL", "",
            "AWS_REGION", "us-nowhere-1",
            "AWS_ACCESS_KEY_ID", "local",
            "AWS_SECRET_ACCESS_KEY", "local"));
  }

  private static void assertSays(String sentence, Said said) {
    assertTrue(said.err().contains(sentence), said::toString);
    assertEquals(2, said.exitCode(), said::toString);
  }

  /** In a process that has nothing of the AWS set-up of whoever runs this test. */
  private static void assertSaysInAProcess(
      String sentence, Path home, Map<String, String> environment) {
    var clean = new HashMap<String, String>();
    System.getenv().keySet().stream()
        .filter(name -> name.startsWith("AWS_"))
        .forEach(name -> clean.put(name, null));
    clean.put("AWS_CONFIG_FILE", home.resolve("config").toString());
    clean.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("credentials").toString());
    clean.put("AWS_EC2_METADATA_DISABLED", "true");
    clean.putAll(environment);
    try (var child = Child.start(clean, "history", "--stack", "demo")) {
      assertEquals(2, child.exitCode(), child::toString);
      assertTrue(child.toString().contains(sentence), child::toString);
    }
  }
}
