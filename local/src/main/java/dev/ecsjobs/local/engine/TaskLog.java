package dev.ecsjobs.local.engine;

import java.util.List;

/** What a task writes, as it comes. */
public interface TaskLog {
  /**
   * The lines that came since the last time.
   *
   * @param ended whether the task has ended, so that an unfinished line is one
   */
  List<String> more(boolean ended);
}
