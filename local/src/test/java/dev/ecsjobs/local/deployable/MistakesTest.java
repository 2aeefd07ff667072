package dev.ecsjobs.local.deployable;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.TemplateTree;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that is made in the real template is told, with what to do. */
class MistakesTest {
  private static final TemplateTree RUNNER = ProjectTemplates.runner();

  /** What is wrong with it as it is, by rule; it is told by another test. */
  private static final Map<Rule, Set<Problem>> BEFORE = new HashMap<>();

  static Stream<Mistake> inTheRunner() {
    return Stream.of(
            FunctionMistakes.ALL,
            EventMistakes.ALL,
            DeliveryMistakes.ALL,
            AlarmMistakes.ALL,
            PermissionMistakes.ALL,
            RightsMistakes.ALL,
            StateMistakes.ALL,
            NameMistakes.ALL)
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inTheRunner")
  void isToldIn(Mistake mistake) {
    var bench = new Workbench(RUNNER, ProjectTemplates.usual(RUNNER));
    var wrong = mistake.change().apply(bench);
    var told = told(mistake, List.of(ProjectTemplates.usual(wrong)));
    // Some are mistakes with other parameters only.
    assertIsTold(
        mistake, told.isEmpty() ? told(mistake, ProjectTemplates.everyChoice(wrong)) : told);
  }

  static List<Mistake> inAnExample() {
    return ExampleMistakes.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inAnExample")
  void isToldInAnExample(Mistake mistake) {
    var examples = ProjectTemplates.examples();
    assumeFalse(examples.isEmpty(), "there are no examples");
    var example = examples.getFirst();
    var right = ProjectTemplates.beside(RUNNER, example);
    var wrong = mistake.change().apply(new Workbench(example, right));
    var told = problems(mistake.rule(), List.of(ProjectTemplates.beside(RUNNER, wrong)));
    told.removeAll(problems(mistake.rule(), List.of(right)));
    assertIsTold(mistake, told);
  }

  /** What was not there before. */
  private static Set<Problem> told(Mistake mistake, List<DeployedStack> stacks) {
    var told = problems(mistake.rule(), stacks);
    told.removeAll(
        BEFORE.computeIfAbsent(
            mistake.rule(), rule -> problems(rule, ProjectTemplates.everyChoice(RUNNER))));
    return told;
  }

  private static Set<Problem> problems(Rule rule, List<DeployedStack> stacks) {
    var problems = new LinkedHashSet<Problem>();
    stacks.forEach(stack -> problems.addAll(rule.problems(stack)));
    return problems;
  }

  /** In one sentence. */
  private static void assertIsTold(Mistake mistake, Set<Problem> told) {
    assertTrue(
        told.stream()
            .map(Problem::toString)
            .anyMatch(sentence -> mistake.said().stream().allMatch(sentence::contains)),
        () -> "not told: " + mistake.said() + ", but " + told);
    assertTrue(
        told.stream().allMatch(p -> p.where().contains(".yaml:") && !p.fix().isBlank()),
        told::toString);
  }
}
