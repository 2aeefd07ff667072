package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import java.util.List;

/** Something that has to be true of every deployment; each problem says what to do. */
@FunctionalInterface
interface Rule {
  List<Problem> problems(DeployedStack stack);
}
