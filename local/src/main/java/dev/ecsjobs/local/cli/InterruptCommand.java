package dev.ecsjobs.local.cli;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.ecs.Interruption;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ecsjobs interrupt TASK}. */
@Command(
    name = "interrupt",
    mixinStandardHelpOptions = true,
    description = "Takes Spot capacity back from a task on this machine, as AWS may at any time.")
public final class InterruptCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "TASK", description = "The task, by its id or ARN.")
  private String task;

  @Mixin private Options options;

  private final Screen screen = Screen.standard();

  @Override
  public Integer call() throws IOException {
    return switch (new Interruption(options.data().tasks()).of(task)) {
      case Checked.Valid<String>(var arn) -> {
        screen.line(
            options.json()
                ? Json.write(new Document().put("interrupted", arn).fields())
                : "Interrupted. The task gets SIGTERM from ecsjobs up, now or when that runs again:"
                    + " "
                    + arn);
        yield 0;
      }
      case Checked.Invalid<String>(var problems) ->
          throw new WrongUsage(problems.getFirst().toString());
    };
  }
}
