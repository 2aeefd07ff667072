package dev.ecsjobs.local.placement;

/** What a spread counts: tasks by the values of an attribute, or by instance. */
record Bins(Cluster cluster, String group, Strategy.Spread spread) {
  private static final String NONE = "";

  /** How many tasks of the group are where this instance is. */
  long tasksWith(ContainerInstance instance) {
    return tasks(binOf(instance));
  }

  /** How many tasks of the group are where this task is. */
  long tasksWith(Placed task) {
    return tasks(binOf(task));
  }

  private long tasks(String bin) {
    return cluster.ofGroup(group).filter(one -> binOf(one).equals(bin)).count();
  }

  /** Instances without the attribute are a bin of their own. */
  private String binOf(ContainerInstance instance) {
    var attribute = spread.attribute();
    return attribute.isEmpty()
        ? instance.arn()
        : instance.attributes().getOrDefault(attribute, NONE);
  }

  private String binOf(Placed task) {
    // The zone is known even of Fargate, which has no instances, and of an instance that is gone.
    return spread.attribute().equals(ContainerInstance.ZONE)
        ? task.place().zone()
        : cluster.instanceOf(task).map(this::binOf).orElse(NONE);
  }
}
