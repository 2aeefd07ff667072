package dev.ecsjobs.local.ecs;

import dev.ecsjobs.local.placement.Answer;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.RunTaskResponse;
import software.amazon.awssdk.services.ecs.model.Task;

/** RunTask's two answers: a task, or why none has its place. */
final class PlacementAnswers {
  private PlacementAnswers() {}

  static RunTaskResponse task(Task task) {
    return RunTaskResponse.builder().tasks(task).failures(List.of()).build();
  }

  static RunTaskResponse failures(Answer.Refused refused) {
    return RunTaskResponse.builder()
        .tasks(List.of())
        .failures(
            refused.failures().stream()
                .map(
                    one ->
                        Failure.builder().arn(one.arn().orElse(null)).reason(one.reason()).build())
                .toList())
        .build();
  }
}
