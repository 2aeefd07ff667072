package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.TemplateTree;
import java.util.List;
import java.util.function.Function;

/**
 * A mistake somebody may make in a template.
 *
 * @param made what is done, in words
 * @param rule the rule that is broken
 * @param said what has to be in the sentence that tells it
 */
record Mistake(
    String made, Rule rule, Function<Workbench, TemplateTree> change, List<String> said) {

  static Mistake of(
      String made, Rule rule, Function<Workbench, TemplateTree> change, String... said) {
    return new Mistake(made, rule, change, List.of(said));
  }

  @Override
  public String toString() {
    return made;
  }
}
