package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.lambda.Wiring;
import dev.ecsjobs.local.template.Part;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The functions are told what they read, read what they are told, and can start with it. */
final class EnvironmentRule implements Rule {

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var function : stack.functions()) {
      check(function.get("Environment", "Variables"), problems);
    }
    return problems;
  }

  private static void check(Part variables, List<Problem> problems) {
    var declared = new LinkedHashMap<String, String>();
    variables.entries().forEach((name, value) -> declared.put(name, value.text()));
    var wired = new Reading(declared);
    var read = new TreeSet<>(wired.names);
    read.addAll(NAMED_IN_CODE);
    read.removeIf(EnvironmentRule::isLambdasOwn);
    for (var name : read) {
      if (!declared.containsKey(name)) {
        problems.add(
            variables.problem(
                "has no " + name + ", which the functions read",
                "Add " + name + " under Globals, Function, Environment, Variables"));
      }
    }
    for (var name : declared.keySet()) {
      if (!read.contains(name) && !isLambdasOwn(name)) {
        problems.add(
            variables
                .get(name)
                .problem(
                    "is read by no function, which know " + String.join(", ", read),
                    "Mend the name, or take it out"));
      }
    }
    if (!wired.complaint.isEmpty() && declared.keySet().containsAll(read)) {
      problems.add(
          variables.problem(
              "cannot be what the functions start with: " + wired.complaint, "Mend the value"));
    }
  }

  /** What the wiring asks an environment for, and what it says of it. */
  private static final class Reading extends AbstractMap<String, String> {
    final Set<String> names = new TreeSet<>();
    final String complaint;
    private final Map<String, String> declared;

    Reading(Map<String, String> declared) {
      this.declared = declared;
      this.complaint = wire();
    }

    /** Nothing is called: clients are only asked when there is an event. */
    private String wire() {
      try {
        var _ = Wiring.of(this, null, null, null, InstantSource.system(), _ -> {});
        return "";
      } catch (IllegalStateException | IllegalArgumentException e) {
        return e.getMessage();
      }
    }

    @Override
    public String get(Object name) {
      names.add(name.toString());
      return declared.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      names.add(name.toString());
      return declared.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return declared.entrySet();
    }
  }

  /** {@code System.getenv("NAME")}, should somebody read one past the settings. */
  private static final Set<String> NAMED_IN_CODE =
      new TreeSet<>(
          CompiledFunctions.classes().stream().flatMap(EnvironmentRule::namedIn).toList());

  private static Stream<String> namedIn(ClassModel model) {
    var names = new ArrayList<String>();
    for (var method : model.methods()) {
      var last = "";
      for (var element : method.code().map(Iterable.class::cast).orElse(List.of())) {
        switch (element) {
          case ConstantInstruction constant -> last = String.valueOf(constant.constantValue());
          case InvokeInstruction call
              when call.owner().asInternalName().equals("java/lang/System")
                  && call.name().equalsString("getenv")
                  && call.type().equalsString("(Ljava/lang/String;)Ljava/lang/String;") ->
              names.add(last);
          default -> {}
        }
      }
    }
    return names.stream();
  }

  private static boolean isLambdasOwn(String name) {
    return name.startsWith("AWS_") || name.equals("JAVA_TOOL_OPTIONS");
  }
}
