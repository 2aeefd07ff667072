package dev.ecsjobs.job;

import java.util.OptionalInt;

/**
 * A change to an ECS service that each attempt asks for: how many tasks it shall have, or all of
 * them anew. The attempt has succeeded when the service is steady.
 *
 * @param name the service's name or ARN, on the stack's cluster
 * @param desiredCount how many tasks it shall have; absent: as many as it has
 * @param forceNewDeployment whether its tasks are replaced though nothing about them changed
 */
public record ServiceUpdate(String name, OptionalInt desiredCount, boolean forceNewDeployment)
    implements Work {
  @Override
  public String inShort() {
    return "service " + name.substring(name.lastIndexOf('/') + 1);
  }
}
