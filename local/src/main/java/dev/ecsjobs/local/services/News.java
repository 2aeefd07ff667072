package dev.ecsjobs.local.services;

import java.util.List;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ecs.model.Deployment;

/** What became of the tasks since the last look. */
record News(Draft draft) {

  void note() {
    started();
    ended();
    unhealthy();
  }

  private void started() {
    var news = draft.tasks().stream().filter(draft::isNews).toList();
    if (!news.isEmpty()) {
      draft.tell(Words.started(news));
    }
  }

  /**
   * Those that end by themselves: throttled if they never ran, counted while rolling out. Not only
   * once they have stopped, since they are replaced before.
   */
  private void ended() {
    var news =
        draft.tasks().stream()
            .filter(Predicate.not(ServiceTask::isToRun))
            .filter(draft::isNewEnd)
            .filter(Predicate.not(ServiceTask::asked))
            .toList();
    for (var deployment : draft.service().deployments()) {
      var its = news.stream().filter(Draft.isOf(deployment)).toList();
      if (its.stream().anyMatch(task -> !task.ran())) {
        throttle(deployment);
      }
      count(deployment, its);
    }
  }

  private void throttle(Deployment deployment) {
    var ledger = draft.ledger(deployment).neverRanAgain(draft.now());
    draft.put(deployment, ledger);
    if (ledger.neverRan() == Ledger.IMPAIRED) {
      draft.tell(Words.IMPAIRED);
      draft.announce(Announcement.impaired(draft.now()));
    }
  }

  /** What fails its health checks is replaced, and is a failure like another. */
  private void unhealthy() {
    var news = draft.staying(ServiceTask::isUnhealthy);
    news.forEach(
        task -> {
          draft.tell(Words.unhealthy(task));
          draft.leave(task);
        });
    draft
        .service()
        .deployments()
        .forEach(one -> count(one, news.stream().filter(Draft.isOf(one)).toList()));
  }

  private void count(Deployment deployment, List<ServiceTask> failed) {
    if (!failed.isEmpty() && Draft.isRolling(deployment)) {
      var before = deployment.failedTasks() == null ? 0 : deployment.failedTasks();
      draft.replace(deployment.toBuilder().failedTasks(before + failed.size()).build());
    }
  }
}
