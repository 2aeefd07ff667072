package dev.ecsjobs.local.page;

import dev.ecsjobs.job.JobName;
import dev.ecsjobs.page.Host;
import dev.ecsjobs.page.Html;
import dev.ecsjobs.page.Target;
import dev.ecsjobs.run.RunId;

/**
 * Links and buttons as this host has them.
 *
 * @param careful whether to ask once more before something is run
 */
record Buttons(Token token, boolean careful) implements Host {
  private static final Html WHY =
      Html.of(
          "<label>Why <input name=\"reason\" maxlength=\"200\" placeholder=\"kept with it\""
              + " autocomplete=\"off\"></label>");

  @Override
  public Html link(Target target, Html label) {
    return Html.of("<a href=\"{}\">{}</a>", Way.to(target), label);
  }

  @Override
  public Html run(JobName job) {
    var form = form(Way.to(job, "run"), Html.NONE, careful ? "Run " + job : "Run now", "");
    return careful ? sure("Run now…", form) : form;
  }

  @Override
  public Html pause(JobName job) {
    return sure("Pause…", form(Way.to(job, "pause"), WHY, "Pause this job", ""));
  }

  @Override
  public Html resume(JobName job) {
    return form(Way.to(job, "resume"), Html.NONE, "Resume", "");
  }

  @Override
  public Html cancel(RunId run) {
    return sure("Cancel…", form(Way.toCancel(run), WHY, "Cancel this run", "danger"));
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
