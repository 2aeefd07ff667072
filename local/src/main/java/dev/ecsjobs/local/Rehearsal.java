package dev.ecsjobs.local;

import dev.ecsjobs.Checked;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.LocalEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Goes once through what a run goes through, so that the JVM can archive the classes it takes: the
 * launcher starts this after each build. No job of the user's is run.
 */
final class Rehearsal {
  private static final String INPUT =
      "{\"job\": \"rehearsal\", \"task\": {\"definition\": \"none\", \"container\": \"main\"}}";

  private Rehearsal() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int exitCode = Main.commandLine().execute("run", "--help");
    var template = Path.of(System.getProperty("ecsjobs.home"), "template.yaml");
    switch (Catalog.read(template, Map.of())) {
      case Checked.Valid<Catalog> valid -> run(valid.value());
      case Checked.Invalid<Catalog> _ -> exitCode = 1; // the user's command will say what is wrong
    }
    System.exit(exitCode);
  }

  /** A run that is refused, since there is no such task definition, and lands in the history. */
  private static void run(Catalog catalog) throws IOException, InterruptedException {
    var data = new DataFolder(Files.createTempDirectory("ecsjobs-rehearsal"));
    var job = new JobName("rehearsal");
    data.inbox().put(job, INPUT, "rehearsal");
    var dynamo = DynamoDbLocal.on(data.database());
    try (var engine = LocalEngine.start(catalog, data, dynamo, InstantSource.system(), _ -> {})) {
      askForStack(dynamo.endpoint());
      for (int looks = 0; looks < 100; looks++) {
        if (!engine.records().history().runs(job, 1).isEmpty()) {
          return;
        }
        Thread.sleep(100);
      }
    }
  }

  /** Whoever is asked knows no stacks, but the way there is the same. */
  private static void askForStack(URI endpoint) {
    System.setProperty("aws.endpointUrl", endpoint.toString());
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "rehearsal");
    System.setProperty("aws.secretAccessKey", "rehearsal");
    var _ = Main.commandLine().execute("history", "--stack", "rehearsal");
  }
}
