package dev.ecsjobs.local.deployable;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which rights a handler needs, read from the class files: what it can come to call is followed
 * through our classes, an interface's call to all that implement it, down to the SDK's clients.
 *
 * <p>It may follow a way that is never gone, but misses none: what is not found is not called.
 */
final class AwsCalls {
  private record Method(String owner, String name, String type) {}

  private static final String SDK = "software/amazon/awssdk/services/";
  private static final String WRITE = SDK + "dynamodb/model/TransactWriteItem$Builder";

  /** Our own calls to services whose clients are left out. */
  private static final String SIGNED = "dev/ecsjobs/aws/SignedCalls";

  /** What is rehearsed in a function's init phase asks nobody: AWS is played there. */
  private static final String REHEARSED = "dev/ecsjobs/lambda/Rehearsal";

  private static final Map<String, List<String>> SIGNED_CALLS =
      Map.of(
          "putEvents", List.of("events:PutEvents"),
          "getLogEvents", List.of("logs:GetLogEvents"),
          "publish", List.of("sns:Publish"));

  /** Rights whose prefix is not the SDK's package. */
  private static final Map<String, String> PREFIXES = Map.of("eventbridge", "events");

  /** What ECS asks whoever starts a task for, besides. */
  private static final Map<String, List<String>> IMPLIED =
      Map.of("ecs:RunTask", List.of("iam:PassRole"));

  /**
   * Nothing else makes the engine look at a task, though the way from any signal to it is there.
   */
  private static final Map<String, String> ONLY_AFTER =
      Map.of("ecs:DescribeTasks", "dev/ecsjobs/run/Signal$Due");

  private final Map<Method, List<CodeElement>> bodies = new HashMap<>();
  private final Map<String, Set<String>> subtypes = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();

  private AwsCalls() {
    CompiledFunctions.classes().forEach(this::add);
  }

  /** What a method of that class, and making one, may come to ask AWS for. */
  static Set<String> of(String handler, String method) {
    return new AwsCalls().reachable(handler.replace('.', '/'), method);
  }

  private void add(ClassModel model) {
    var name = model.thisClass().asInternalName();
    Stream.concat(model.superclass().stream(), model.interfaces().stream())
        .map(ClassEntry::asInternalName)
        .forEach(
            above -> {
              supertypes.computeIfAbsent(name, _ -> new HashSet<>()).add(above);
              subtypes.computeIfAbsent(above, _ -> new HashSet<>()).add(name);
            });
    for (var method : model.methods()) {
      bodies.put(
          new Method(name, method.methodName().stringValue(), method.methodType().stringValue()),
          method.code().map(code -> code.elementList()).orElse(List.of()));
    }
  }

  private Set<String> reachable(String handler, String method) {
    var actions = new TreeSet<String>();
    var seen = new HashSet<Method>();
    var next = new ArrayDeque<Method>();
    bodies.keySet().stream()
        .filter(m -> m.owner().equals(handler))
        .filter(m -> m.name().equals(method) || m.name().equals("<init>"))
        .forEach(next::add);
    while (!next.isEmpty()) {
      var current = next.pop();
      if (!current.owner().equals(REHEARSED) && seen.add(current)) {
        for (var element : bodies.getOrDefault(current, List.of())) {
          for (var called : called(element)) {
            actions.addAll(actions(called));
            next.addAll(implementations(called));
          }
        }
      }
    }
    var made = seen.stream().filter(m -> m.name().equals("<init>")).map(Method::owner).toList();
    actions.removeIf(
        action -> ONLY_AFTER.containsKey(action) && !made.contains(ONLY_AFTER.get(action)));
    return actions;
  }

  /** A lambda counts where it is made; a class's initializer where one of its fields is read. */
  private static List<Method> called(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call ->
          List.of(
              new Method(
                  call.owner().asInternalName(),
                  call.name().stringValue(),
                  call.type().stringValue()),
              initializer(call.owner().asInternalName()));
      case FieldInstruction field -> List.of(initializer(field.owner().asInternalName()));
      case InvokeDynamicInstruction dynamic -> {
        var handles = new ArrayList<Method>();
        for (var argument : dynamic.bootstrapArgs()) {
          if (argument instanceof DirectMethodHandleDesc handle) {
            handles.add(
                new Method(
                    internalName(handle.owner()), handle.methodName(), handle.lookupDescriptor()));
          }
        }
        yield handles;
      }
      default -> List.of();
    };
  }

  private static Method initializer(String owner) {
    return new Method(owner, "<clinit>", "()V");
  }

  private static String internalName(ClassDesc type) {
    var descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  /** The method in its class or one above it and, unless it makes an object, in those below. */
  private List<Method> implementations(Method called) {
    if (called.name().startsWith("<")) {
      return List.of(called);
    }
    return Stream.of(supertypes, subtypes)
        .flatMap(relatives -> withAll(relatives, called.owner()))
        .map(owner -> new Method(owner, called.name(), called.type()))
        .toList();
  }

  private static Stream<String> withAll(Map<String, Set<String>> relatives, String type) {
    return Stream.concat(
        Stream.of(type),
        relatives.getOrDefault(type, Set.of()).stream().flatMap(r -> withAll(relatives, r)));
  }

  private static List<String> actions(Method called) {
    if (called.owner().equals(SIGNED)) {
      return SIGNED_CALLS.getOrDefault(called.name(), List.of());
    }
    if (called.owner().equals(WRITE) && called.type().contains("$Builder;")) {
      return parts(called.name());
    }
    if (called.owner().equals(SDK + "ecs/model/RunTaskRequest$Builder")
        && List.of("tags", "propagateTags").contains(called.name())) {
      return List.of("ecs:TagResource");
    }
    boolean isCall =
        called.owner().startsWith(SDK)
            && called.owner().endsWith("Client")
            && called.type().matches(".*\\)L.*/(model|paginators)/.*");
    if (!isCall || called.name().equals("transactWriteItems")) {
      return List.of();
    }
    var service = called.owner().substring(SDK.length()).replaceFirst("/.*", "");
    var name = called.name().replaceFirst("Paginator$", "");
    var action =
        PREFIXES.getOrDefault(service, service)
            + ":"
            + Character.toUpperCase(name.charAt(0))
            + name.substring(1);
    return Stream.concat(Stream.of(action), IMPLIED.getOrDefault(action, List.of()).stream())
        .toList();
  }

  /** A transaction needs the rights of its parts and none of its own. */
  private static List<String> parts(String part) {
    return switch (part) {
      case "put" -> List.of("dynamodb:PutItem");
      case "update" -> List.of("dynamodb:UpdateItem");
      case "delete" -> List.of("dynamodb:DeleteItem");
      case "conditionCheck" -> List.of("dynamodb:ConditionCheckItem");
      default -> List.of();
    };
  }
}
