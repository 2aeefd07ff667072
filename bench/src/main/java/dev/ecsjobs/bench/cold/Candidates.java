package dev.ecsjobs.bench.cold;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ecsjobs.aws.EventFiles;
import dev.ecsjobs.local.engine.TestTemplate;
import dev.ecsjobs.local.packaged.Artifact;
import dev.ecsjobs.local.packaged.RuntimeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Our functions as they are deployed, and what a team would write instead of the first. */
final class Candidates {
  private static final Path BENCH = Artifact.HOME.resolve("bench");

  /** By which event each of our functions is woken. */
  private static final Map<String, String> EVENTS =
      Map.of(
          "LaunchFunction", "schedule-fired",
          "TaskStateFunction", "task-stopped-exit-0",
          "SweepFunction", "sweep",
          "SummaryFunction", "summary-run-finished",
          "MessageFunction", "job-run-failed");

  private final Certificates certificates;
  private final Map<String, String> endpoints;
  private final Path folder;

  /**
   * @param endpoints the SDKs' variables that name them
   */
  Candidates(Certificates certificates, Map<String, String> endpoints, Path folder) {
    this.certificates = certificates;
    this.endpoints = endpoints;
    this.folder = folder;
  }

  /** In the template's order; LaunchFunction is the first. */
  List<Candidate> ours() {
    var artifact = Artifact.in(folder.resolve("functions"));
    return TestTemplate.quiet().catalog(folder.resolve("template")).template().functions().stream()
        .filter(function -> EVENTS.containsKey(function.logicalId()))
        .map(
            function ->
                java(
                    function.logicalId(),
                    function.handler() + "::" + function.method(),
                    artifact.root(),
                    function.environment(),
                    EventFiles.text(EVENTS.get(function.logicalId()))))
        .toList();
  }

  Candidate sdkDefault(Map<String, String> variables) throws IOException {
    var root = BENCH.resolve("sdk-default");
    var event = Files.readString(root.resolve("event.json"));
    return java(
        "SDK's defaults", "example.Handler", root.resolve("target/classes"), variables, event);
  }

  Candidate boto3(Map<String, String> variables) throws IOException {
    var python = BENCH.resolve("target/boto3/bin/python");
    var authorities = folder.resolve("authorities.pem");
    var boto =
        new ProcessBuilder(
                python.toString(),
                "-c",
                "import botocore, os; print(os.path.dirname(botocore.__file__))")
            .start();
    var botocore = Path.of(new String(boto.getInputStream().readAllBytes(), UTF_8).strip());
    Files.writeString(
        authorities,
        Files.readString(botocore.resolve("cacert.pem"))
            + Files.readString(certificates.authority()));
    var environment = new HashMap<>(variables(variables));
    environment.put("AWS_CA_BUNDLE", authorities.toString());
    var event = Files.readString(BENCH.resolve("sdk-default/event.json"));
    return new Candidate(
        "boto3",
        List.of(python.toString(), "-m", "awslambdaric", "handler.handle"),
        "handler.handle",
        BENCH.resolve("boto3"),
        environment,
        event);
  }

  private Candidate java(
      String name, String handler, Path root, Map<String, String> variables, String event) {
    var command = new ArrayList<>(RuntimeClient.command(handler));
    command.addAll(1, certificates.jvmFlags());
    return new Candidate(name, command, handler, root, variables(variables), event);
  }

  private Map<String, String> variables(Map<String, String> own) {
    var all = new HashMap<>(own);
    all.putAll(endpoints);
    return all;
  }

  /** Extra flags for a JVM, such as those that make it say which classes it loads. */
  static Candidate with(Candidate candidate, List<String> flags) {
    var command =
        Stream.of(
                candidate.command().subList(0, 1),
                flags,
                candidate.command().subList(1, candidate.command().size()))
            .flatMap(List::stream)
            .toList();
    return new Candidate(
        candidate.name(),
        command,
        candidate.handler(),
        candidate.folder(),
        candidate.variables(),
        candidate.event());
  }
}
