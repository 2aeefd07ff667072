package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Host;
import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.Target;
import dev.ecsjobs.run.RunId;

/**
 * Links and buttons as this host has them. A button to pause a job belongs beside {@link #run}.
 *
 * @param careful whether to ask once more before something is run
 */
record Buttons(Token token, boolean careful) implements Host {

  @Override
  public Html link(Target target, Html label) {
    return Html.of("<a href=\"{}\">{}</a>", Way.to(target), label);
  }

  @Override
  public Html run(JobName job) {
    var form = form(Way.toRun(job), Html.NONE, careful ? "Run " + job : "Run now", "");
    return careful ? sure("Run now…", form) : form;
  }

  @Override
  public Html cancel(RunId run) {
    var reason =
        Html.of(
            "<label>Why <input name=\"reason\" maxlength=\"200\" placeholder=\"kept with the run\""
                + " autocomplete=\"off\"></label>");
    return sure("Cancel…", form(Way.toCancel(run), reason, "Cancel this run", "danger"));
  }

  private Html form(String action, Html fields, String label, String css) {
    return Html.of(
        "<form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"token\" value=\"{}\">{}"
            + "<button class=\"{}\">{}</button></form>",
        action,
        token.text(),
        fields,
        css,
        label);
  }

  private static Html sure(String label, Html form) {
    return Html.of(
        "<details class=\"sure\"><summary class=\"button\">{}</summary><div>{}</div></details>",
        label,
        form);
  }
}
