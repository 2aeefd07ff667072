package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import java.util.List;

/** With any choice of parameters, whatever is referred to is there. */
final class ResolveRule implements Rule {
  @Override
  public List<Problem> problems(DeployedStack stack) {
    return stack.deployment().problems();
  }
}
