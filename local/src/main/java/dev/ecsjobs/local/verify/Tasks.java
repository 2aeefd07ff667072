package dev.ecsjobs.local.verify;

import dev.ecsjobs.NearNames;
import dev.ecsjobs.job.FargateSize;
import dev.ecsjobs.job.ServiceUpdate;
import dev.ecsjobs.job.TaskTemplate;
import dev.ecsjobs.local.ecs.Revision;
import dev.ecsjobs.local.ecs.definition.Containers;
import dev.ecsjobs.local.ecs.definition.FargateRules;
import dev.ecsjobs.local.engine.LocalJob;
import dev.ecsjobs.local.template.Elsewhere;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;

/** What jobs run: whether it is there, and fits. */
final class Tasks {
  private static final Set<String> OURS =
      Set.of("JOB_NAME", "JOB_RUN_ID", "JOB_ATTEMPT", "JOB_SCHEDULED_TIME");

  private final Subject subject;
  private final LocalJob job;
  private final TaskTemplate task;
  private final Findings findings;

  private Tasks(Subject subject, LocalJob job, TaskTemplate task, Findings findings) {
    this.subject = subject;
    this.job = job;
    this.task = task;
    this.findings = findings;
  }

  static List<Finding> in(Subject subject) {
    var findings = new Findings(subject.file());
    for (var job : subject.draft().jobs()) {
      switch (job.job().work()) {
        case TaskTemplate task -> new Tasks(subject, job, task, findings).check();
        case ServiceUpdate _ -> {}
      }
    }
    return findings.all();
  }

  private void check() {
    task.environment().keySet().stream()
        .filter(OURS::contains)
        .sorted()
        .forEach(
            name ->
                find(
                    Severity.WARNING,
                    "task.environment." + name,
                    "every run sets %s itself, so that this value is lost".formatted(name),
                    "Choose another name"));
    Sizes.definition(subject, task).ifPresentOrElse(this::check, this::unknown);
  }

  private void unknown() {
    if (Elsewhere.isIn(task.definition())) {
      return; // named by another stack, which is the one to verify it
    }
    var families =
        subject.draft().template().stream()
            .flatMap(template -> template.taskDefinitions().stream())
            .map(Revision::definition)
            .map(TaskDefinition::family)
            .toList();
    find(
        Severity.WARNING,
        "task.definition",
        "there is no task definition '%s' in this template".formatted(task.definition()),
        NearNames.fix(task.definition(), families)
            + "; if it is registered elsewhere, make sure that it is there");
  }

  private void check(TaskDefinition definition) {
    container(definition);
    if (Sizes.isFargate(task, definition)) {
      Sizes.of(task, definition).ifPresent(size -> fargate(definition, size));
    }
  }

  private void container(TaskDefinition definition) {
    if (task.container().isEmpty()) {
      return;
    }
    var name = task.container().get();
    var container = Containers.named(definition, name);
    if (container.isEmpty()) {
      var names =
          definition.containerDefinitions().stream().map(ContainerDefinition::name).toList();
      find(
          Severity.ERROR,
          "task.container",
          "there is no container '%s' in task definition %s".formatted(name, definition.family()),
          NearNames.fix(name, names));
    } else if (Boolean.FALSE.equals(container.get().essential())) {
      find(
          Severity.WARNING,
          "task.container",
          "'%s' decides and is not essential: the task goes on when it has ended".formatted(name),
          "Make it essential");
    }
  }

  private void fargate(TaskDefinition definition, FargateSize size) {
    var own = task.cpu().isPresent() || task.memory().isPresent();
    var wrong = FargateRules.size(size.cpu(), size.memory(), FargateRules.isWindows(definition));
    if (!wrong.isEmpty() && own) { // else the reader has told it of the definition
      find(
          Severity.ERROR,
          task.cpu().isPresent() ? "task.cpu" : "task.memory",
          "Fargate has no size of %d CPU units and %d MiB".formatted(size.cpu(), size.memory()),
          "Use cpu %d with memory %s".formatted(size.cpu(), memories(size.cpu())));
    }
    var grow = job.job().retry().growMemory();
    if (wrong.isEmpty() && grow.isPresent() && size.larger(grow.getAsInt()).isEmpty()) {
      find(
          Severity.WARNING,
          "retry.growMemory",
          "up to %d MiB there is no larger size than the %d MiB it begins with"
              .formatted(grow.getAsInt(), size.memory()),
          "Give more, or leave it out");
    }
  }

  private static String memories(int cpu) {
    var memories = FargateSize.memoryFor(cpu);
    return memories.isEmpty()
        ? "of another CPU: one of " + FargateSize.cpus()
        : memories.getFirst() + " to " + memories.getLast();
  }

  private void find(Severity severity, String field, String what, String fix) {
    findings.ofInput(severity, job, field, what, fix);
  }
}
