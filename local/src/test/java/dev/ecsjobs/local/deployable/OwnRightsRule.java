package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Each function has a role of its own, with the rights that its code uses and no others. */
final class OwnRightsRule implements Rule {
  private static final Map<String, Set<String>> USED = new ConcurrentHashMap<>();

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var function : stack.functions()) {
      if (function.get("Role").exists()) {
        problems.add(
            function
                .get("Role")
                .problem(
                    "is a role that SAM does not make for " + function.id() + " alone",
                    "Take it out, and write what is allowed under Policies"));
      }
      for (var policy : function.get("Policies").items()) {
        check(policy, stack, problems);
      }
    }
    tooMuch(stack, problems);
    tooLittle(stack, problems);
    return problems;
  }

  /** What is allowed has to be readable here. */
  private static void check(Part policy, DeployedStack stack, List<Problem> problems) {
    boolean isReadable =
        policy.text().isEmpty()
            ? policy.get("Statement").exists()
            : stack.named(policy.text()).isPresent();
    if (!isReadable) {
      problems.add(
          policy.problem(
              "is a ready-made policy, and such a one allows more than is needed: " + policy.tree(),
              "Write a Statement with the actions"));
    }
  }

  private static void tooMuch(DeployedStack stack, List<Problem> problems) {
    var unused = new LinkedHashMap<Part, List<String>>();
    for (var function : known(stack)) {
      for (var statement : Rights.of(function, stack).statements()) {
        for (var action : statement.whole().get("Action").items()) {
          if (!used(function).contains(action.text())) {
            unused.computeIfAbsent(action, _ -> new ArrayList<>()).add(function.id());
          }
        }
      }
    }
    unused.forEach(
        (action, functions) ->
            problems.add(
                action.problem(
                    "%s is allowed to %s, whose code never asks for it"
                        .formatted(action.text(), String.join(" and ", functions)),
                    "Take it out there; allow it to those alone that need it")));
  }

  private static void tooLittle(DeployedStack stack, List<Problem> problems) {
    for (var function : known(stack)) {
      var missing = new TreeSet<>(used(function));
      Rights.of(function, stack).statements().forEach(s -> missing.removeAll(s.actions()));
      for (var action : missing) {
        problems.add(
            function
                .get("Policies")
                .problem(
                    "do not allow " + action + ", which the code of " + function.id() + " calls",
                    "Allow it"));
      }
    }
  }

  private static Set<String> used(Resource function) {
    return USED.computeIfAbsent(
        handlerClass(function), handler -> AwsCalls.of(handler, "handleRequest"));
  }

  /** Of a class that is not there, another rule tells. */
  private static List<Resource> known(DeployedStack stack) {
    return stack.functions().stream()
        .filter(function -> CompiledFunctions.names().contains(handlerClass(function)))
        .toList();
  }

  private static String handlerClass(Resource function) {
    return function.get("Handler").text().replaceFirst("::.*", "");
  }
}
