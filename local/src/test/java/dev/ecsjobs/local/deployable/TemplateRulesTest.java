package dev.ecsjobs.local.deployable;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code template.yaml}, with whatever parameters, and the examples keep every rule. */
class TemplateRulesTest {
  private static List<DeployedStack> stacks;

  @BeforeAll
  static void deploy() {
    var runner = ProjectTemplates.runner();
    var examples = ProjectTemplates.examples().stream();
    stacks =
        Stream.concat(
                ProjectTemplates.everyChoice(runner).stream(),
                examples.map(example -> ProjectTemplates.beside(runner, example)))
            .toList();
  }

  static Stream<Arguments> rules() {
    return Rules.ALL.stream().map(rule -> Arguments.of(rule.getName(), rule.getPayload()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void areKept(String sentence, Rule rule) {
    var told = new LinkedHashMap<Problem, List<DeployedStack>>();
    for (var stack : stacks) {
      for (var problem : Set.copyOf(rule.problems(stack))) {
        told.computeIfAbsent(problem, _ -> new ArrayList<>()).add(stack);
      }
    }
    if (!told.isEmpty()) {
      fail("It is not so that " + sentence + ":" + lines(told));
    }
  }

  private static String lines(Map<Problem, List<DeployedStack>> told) {
    return told.keySet().stream()
        .sorted(Comparator.comparing(Problem::where))
        .map(
            problem ->
                "\n- " + ProjectTemplates.asWritten(problem.toString()) + when(told.get(problem)))
        .collect(Collectors.joining());
  }

  /** Where it is not so with all parameters, those of one such stack. */
  private static String when(List<DeployedStack> stacksOfIt) {
    var parameters = stacksOfIt.getFirst().deployment().parameters();
    long alike = stacks.stream().filter(stack -> stack.runner().isEmpty()).count();
    return parameters.isEmpty() || stacksOfIt.size() == alike
        ? ""
        : " (For example with " + parameters + ".)";
  }
}
