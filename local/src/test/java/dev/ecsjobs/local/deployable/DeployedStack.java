package dev.ecsjobs.local.deployable;

import dev.ecsjobs.local.template.Deployment;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A deployment, asked for what the rules are about.
 *
 * @param runner the stack whose exports this one imports; empty for the runner itself
 */
record DeployedStack(Deployment deployment, Optional<DeployedStack> runner) {
  static final String FUNCTION = "AWS::Serverless::Function";

  /** An entry under a function's {@code Events}. */
  record Event(Resource function, Part whole) {
    String type() {
      return whole.get("Type").text();
    }

    Part properties() {
      return whole.get("Properties");
    }
  }

  Stream<Resource> all(String type) {
    return deployment.resources().stream().filter(resource -> resource.type().equals(type));
  }

  List<Resource> functions() {
    return all(FUNCTION).toList();
  }

  List<Event> events() {
    return functions().stream()
        .flatMap(
            function ->
                function.get("Events").entries().values().stream()
                    .map(event -> new Event(function, event)))
        .toList();
  }

  List<Event> events(String... types) {
    return events().stream().filter(event -> List.of(types).contains(event.type())).toList();
  }

  /** Whose name, ARN or URL this is, here or in the runner's stack. */
  Optional<Resource> named(String name) {
    return find(resource -> resource.names().contains(name));
  }

  /** What of that type has this ARN; an alias is its function. */
  Optional<Resource> withArn(String arn, String type) {
    return find(
        resource ->
            resource.type().equals(type)
                && (resource.arn().equals(arn)
                    || (type.equals(FUNCTION) && invokedArn(resource).equals(arn))));
  }

  /** What of that type {@code Ref} gives this for. */
  Optional<Resource> referred(String ref, String type) {
    return find(resource -> resource.type().equals(type) && resource.ref().equals(ref));
  }

  private Optional<Resource> find(Predicate<Resource> is) {
    return deployment.resources().stream()
        .filter(is)
        .findFirst()
        .or(() -> runner.flatMap(other -> other.find(is)));
  }

  /** What SAM's events invoke: the function's alias where it has one. */
  static String invokedArn(Resource function) {
    var alias = function.get("AutoPublishAlias").text();
    return function.arn() + (alias.isEmpty() ? "" : ":" + alias);
  }

  /** All of that type, here and in the runner's stack. */
  Stream<Resource> withRunner(String type) {
    return Stream.concat(all(type), runner.stream().flatMap(other -> other.withRunner(type)));
  }
}
