package dev.ecsjobs.local.placement;

import java.util.List;

/**
 * An expression of the cluster query language: which instances it is true of.
 *
 * <p>Subjects: {@code attribute:<name>}, {@code task:group}, {@code runningTasksCount}, {@code
 * agentConnected}. Not {@code agentVersion}, {@code registeredAt} and {@code ec2InstanceId}: the
 * instances here have none.
 */
public sealed interface Query permits Query.Both, Query.Either, Query.Not, Comparison {

  /** Throws an {@link IllegalArgumentException} that says what is wrong with the text. */
  static Query parse(String text) {
    return QueryReader.read(text);
  }

  /** Is it true of this instance, with what runs on it? */
  boolean matches(ContainerInstance instance, Cluster cluster);

  /** {@code and}. */
  record Both(Query left, Query right) implements Query {
    @Override
    public boolean matches(ContainerInstance instance, Cluster cluster) {
      return left.matches(instance, cluster) && right.matches(instance, cluster);
    }
  }

  /** {@code or}. */
  record Either(Query left, Query right) implements Query {
    @Override
    public boolean matches(ContainerInstance instance, Cluster cluster) {
      return left.matches(instance, cluster) || right.matches(instance, cluster);
    }
  }

  /** {@code not}. */
  record Not(Query query) implements Query {
    @Override
    public boolean matches(ContainerInstance instance, Cluster cluster) {
      return !query.matches(instance, cluster);
    }
  }

  /** What is compared: a field of the instance. */
  sealed interface Subject {
    List<String> values(ContainerInstance instance, Cluster cluster);

    /** An attribute: one value, or none. */
    record Attribute(String name) implements Subject {
      @Override
      public List<String> values(ContainerInstance instance, Cluster cluster) {
        var value = instance.attributes().get(name);
        return value == null ? List.of() : List.of(value);
      }
    }

    /** The groups of the tasks on the instance. */
    record TaskGroup() implements Subject {
      @Override
      public List<String> values(ContainerInstance instance, Cluster cluster) {
        return cluster.on(instance).filter(one -> !one.stopping()).map(Placed::group).toList();
      }
    }

    /** How many tasks the instance has. */
    record RunningTasksCount() implements Subject {
      @Override
      public List<String> values(ContainerInstance instance, Cluster cluster) {
        return List.of(Long.toString(cluster.on(instance).count()));
      }
    }

    /** Whether its agent is connected. */
    record AgentConnected() implements Subject {
      @Override
      public List<String> values(ContainerInstance instance, Cluster cluster) {
        return List.of(Boolean.toString(instance.agentConnected()));
      }
    }
  }
}
