package dev.ecsjobs.local.ecs;

import software.amazon.awssdk.services.ecs.model.TaskStopCode;

/** Who may want a task stopped: each wish is a file of the task's folder. */
enum StopWish {
  USER("stop", TaskStopCode.USER_INITIATED),
  SERVICE("scaled", TaskStopCode.SERVICE_SCHEDULER_INITIATED),
  SPOT("interrupted", TaskStopCode.SPOT_INTERRUPTION);

  private final String file;
  private final TaskStopCode code;

  StopWish(String file, TaskStopCode code) {
    this.file = file;
    this.code = code;
  }

  String file() {
    return file;
  }

  TaskStopCode code() {
    return code;
  }
}
