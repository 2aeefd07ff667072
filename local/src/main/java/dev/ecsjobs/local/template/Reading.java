package dev.ecsjobs.local.template;

import dev.ecsjobs.Problem;
import java.util.List;
import java.util.Optional;

/**
 * A template read as far as it goes.
 *
 * @param template empty if the text is no YAML; what is broken in it is empty, or as if not there
 * @param problems all of them, in the order of the text
 */
public record Reading(Optional<Template> template, List<Problem> problems) {
  public Reading {
    problems = List.copyOf(problems);
  }
}
