package dev.ecsjobs.local.engine;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A stage on which everything but the schedules happens by itself, as in a deployed stack. */
public final class LivingStack implements AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Catalog catalog;
  private final Stage stage;
  private final List<TableStream> streams;
  private int delivered;

  public LivingStack(TestTemplate template, Path folder) {
    catalog = template.catalog(folder);
    stage = new Stage(template, folder);
    streams = TableStream.of(catalog, stage.dynamo, stage.functions, new DataFolder(folder));
    var _ = timer.scheduleWithFixedDelay(this::goOn, 0, 100, TimeUnit.MILLISECONDS);
  }

  private void goOn() {
    try {
      while (delivered < stage.taskEvents.size()) {
        stage.bus.put(stage.taskEvents.get(delivered++));
      }
      stage.sweep();
      streams.forEach(TableStream::poll);
    } catch (RuntimeException e) {
      System.err.println(e); // the next round goes on
    }
  }

  public Catalog catalog() {
    return catalog;
  }

  /** Where its DynamoDB answers. */
  public URI dynamo() {
    return stage.dynamo.endpoint();
  }

  /** Invokes the launch function; what its handler throws comes through as it is. */
  public String launch(String input, String requestId) {
    return stage.functions.invoke("LaunchFunction", input, requestId);
  }

  @Override
  public void close() {
    timer.close();
    stage.close();
  }
}
