package dev.ecsjobs.page;

import java.util.List;

/** What every view needs besides its subject: the time, where it is shown, and the tasks' words. */
public record Scene(Moments moments, Host host, Logs logs) {

  /** What tasks have written, where it is at hand. */
  public interface Logs {
    List<String> lastLines(String task, int lines);
  }
}
