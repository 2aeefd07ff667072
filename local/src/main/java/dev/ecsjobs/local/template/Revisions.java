package dev.ecsjobs.local.template;

import java.util.function.Supplier;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Knows which revision a task definition is, or will be when it is registered. */
public interface Revisions {
  /** Where nothing has been registered yet. */
  Revisions FIRST = _ -> 1;

  /**
   * The number.
   *
   * @param definition read only if it is asked for
   */
  int of(Supplier<RegisterTaskDefinitionRequest> definition);
}
