package dev.ecsjobs.lambda;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Host;
import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.Target;
import dev.ecsjobs.run.RunId;

/**
 * A dashboard's widget: a link asks the function once more, for a pop-up. Nothing can be done here
 * but look.
 *
 * @param function the ARN by which it was called
 */
record WidgetHost(String function) implements Host {

  @Override
  public Html link(Target target, Html label) {
    return switch (target) {
      case Target.OneJob one -> asking("job", one.job().toString(), label);
      case Target.OneRun one -> asking("run", one.run().toString(), label);
      case Target.Jobs _, Target.Runs _, Target.Next _ -> label;
    };
  }

  /** CloudWatch takes the action as one of the element before it. */
  private Html asking(String name, String value, Html label) {
    return Html.of(
        "<a>{}</a><cwdb-action action=\"call\" display=\"popup\" endpoint=\"{}\">{}</cwdb-action>",
        label,
        function,
        Json.write(new Document().put(name, value).fields()));
  }

  @Override
  public Html run(JobName job) {
    return Html.NONE;
  }

  @Override
  public Html pause(JobName job) {
    return Html.NONE;
  }

  @Override
  public Html resume(JobName job) {
    return Html.NONE;
  }

  @Override
  public Html cancel(RunId run) {
    return Html.NONE;
  }
}
