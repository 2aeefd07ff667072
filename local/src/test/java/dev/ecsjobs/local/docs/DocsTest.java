package dev.ecsjobs.local.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ecsjobs.Checked;
import dev.ecsjobs.aws.LaunchInput;
import dev.ecsjobs.job.JobDefaults;
import dev.ecsjobs.local.Main;
import dev.ecsjobs.local.docs.Snippets.Snippet;
import dev.ecsjobs.local.engine.Catalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the pages tell people to write or type is written and typed here. */
class DocsTest {
  private static final Path ROOT = Path.of("..");

  /** What the build itself runs, before or around this test. */
  private static final Set<String> RUN_BY_CI = Set.of("mvn verify", "sam build");

  /** Takes a quarter of an hour; {@code mvn verify} runs a thousand seeds of it. */
  private static final Set<String> TAKES_LONG =
      Set.of("mvn -pl functions test -Dtest=SimulationTest -Dsimulation.runs=1000000");

  /** Needs an account. */
  private static final Set<String> DEPLOYS = Set.of("sam deploy --guided");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyJsonSnippetIsAJobDocumentOrDefaultsOfAllJobs() throws IOException {
    return Snippets.in(ROOT, "json")
        .map(
            snippet ->
                dynamicTest(
                    snippet.where(),
                    () -> assertInstanceOf(Checked.Valid.class, read(snippet.text()))));
  }

  private static Checked<?> read(String json) {
    return json.contains("\"job\"")
        ? LaunchInput.readJob(json.getBytes(StandardCharsets.UTF_8), JobDefaults.NONE)
        : LaunchInput.readDefaults(json);
  }

  @TestFactory
  Stream<DynamicTest> everyYamlSnippetIsAJobThatTheTemplateTakes() throws IOException {
    return Snippets.in(ROOT, "yaml")
        .map(snippet -> dynamicTest(snippet.where(), () -> isAJob(snippet)));
  }

  private void isAJob(Snippet snippet) throws IOException {
    String template = Files.readString(ROOT.resolve("template.yaml"));
    var file = folder.resolve("template.yaml");
    Files.writeString(
        file,
        template.replaceFirst(
            "\n      Events:\n",
            Matcher.quoteReplacement("\n      Events:\n" + snippet.text().indent(8))));
    var name = Pattern.compile("\\bName: (\\S+)").matcher(snippet.text());
    assertTrue(name.find());
    switch (Catalog.read(file, Map.of())) {
      case Checked.Valid<Catalog> valid ->
          assertTrue(valid.value().job(name.group(1)).isPresent(), name.group(1));
      case Checked.Invalid<Catalog> invalid -> fail(invalid.problems().toString());
    }
  }

  @TestFactory
  Stream<DynamicTest> everyConsoleSnippetIsWhatIsPrinted() throws IOException {
    return Snippets.in(ROOT, "console")
        .map(snippet -> dynamicTest(snippet.where(), () -> isPrinted(snippet)));
  }

  private void isPrinted(Snippet snippet) {
    String command = snippet.text().lines().findFirst().orElseThrow();
    String shown = snippet.text().substring(command.length()).strip();
    assertTrue(command.startsWith("$ ./ecsjobs "), command);
    var arguments = command.substring("$ ./ecsjobs ".length()) + " --data " + folder;
    if (arguments.startsWith("run ")) {
      arguments += " --processes"; // the same everywhere, without images to pull
    }
    assertEquals(
        withoutTimes(shown),
        withoutTimes(
            printedBy(Stream.of(words(arguments)).map(DocsTest::here).toArray(String[]::new))));
  }

  /** A file of the project, seen from where tests run. */
  private static String here(String argument) {
    var file = ROOT.resolve(argument);
    return argument.endsWith(".yaml") && Files.exists(file) ? file.toString() : argument;
  }

  private static String printedBy(String... arguments) {
    var bytes = new ByteArrayOutputStream();
    var standard = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Main.commandLine().execute(arguments);
    } finally {
      System.setOut(standard);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  /** Ids and times differ from run to run. */
  private static String withoutTimes(String text) {
    return text.replaceAll("\\b[0-9a-f]{32}\\b", "TASK")
        .replaceAll("/[0-9a-f]{16}\\b", "/RUN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z", "WHEN")
        .replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
        .replaceAll("after [0-9.]+ s,", "after A WHILE,");
  }

  @Test
  void everyCommandToTypeIsRunSomewhere() throws IOException {
    for (var snippet : Snippets.in(ROOT, "sh").toList()) {
      String joined = snippet.text().replace("\\\n", " ");
      for (String line : joined.lines().toList()) {
        assertTrue(
            RUN_BY_CI.contains(line)
                || TAKES_LONG.contains(line)
                || DEPLOYS.contains(line)
                || isAnInvocation(line)
                || isADeployment(line)
                || isTakenByTheCommandLine(line),
            snippet.where() + ": nobody runs '" + line + "'");
      }
    }
    String ci = Files.readString(ROOT.resolve(".ci/run"));
    assertTrue(ci.contains("sam build") && ci.contains("mvn -B verify"));
  }

  /** The function and the event are there; acceptance/invoke does it. */
  private static boolean isAnInvocation(String line) throws IOException {
    var command = Pattern.compile("sam local invoke (\\w+) -e (\\S+)").matcher(line);
    return command.matches()
        && template().contains("\n  " + command.group(1) + ":\n    Type: AWS::Serverless::Function")
        && Files.exists(ROOT.resolve(command.group(2)));
  }

  /** The parameters it sets are the template's, the template it names is there. */
  private static boolean isADeployment(String line) throws IOException {
    var parameter = Pattern.compile("sam deploy --parameter-overrides '(\\w+)=.*'").matcher(line);
    var file = Pattern.compile("aws cloudformation deploy --template-file (\\S+) .*").matcher(line);
    return parameter.matches()
        ? template().contains("\n  " + parameter.group(1) + ":\n    Type:")
        : file.matches() && Files.exists(ROOT.resolve(file.group(1)));
  }

  /** What it then does, the commands' own tests show, here and on a stack. */
  private static boolean isTakenByTheCommandLine(String line) {
    return line.startsWith("./ecsjobs ")
        && Main.commandLine()
            .parseArgs(words(line.substring("./ecsjobs ".length())))
            .hasSubcommand();
  }

  /** As a shell takes them apart. */
  private static String[] words(String line) {
    return Pattern.compile("'([^']*)'|(\\S+)")
        .matcher(line)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  private static String template() throws IOException {
    return Files.readString(ROOT.resolve("template.yaml"));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (var page : Snippets.pages(ROOT)) {
      var links = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Files.readString(page));
      while (links.find()) {
        if (!links.group(1).startsWith("http")) {
          assertTrue(
              Files.exists(page.resolveSibling(links.group(1))), page + ": " + links.group(1));
        }
      }
    }
    assertFalse(Snippets.pages(ROOT).isEmpty());
  }
}
