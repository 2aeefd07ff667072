package dev.ecsjobs.local.deployable;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every function is a class of ours that Lambda can make and call, as this build makes it. */
final class HandlerRule implements Rule {
  private static final String RUNTIME = "java25";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var function : stack.functions()) {
      handler(function.get("Handler")).ifPresent(problems::add);
      built(function).ifPresent(problems::add);
      published(function).ifPresent(problems::add);
    }
    oneModule(stack.functions()).ifPresent(problems::add);
    return problems;
  }

  private static Optional<Problem> handler(Part handler) {
    var parts = handler.text().split("::", 2);
    var method = parts.length == 2 ? parts[1] : "handleRequest";
    try {
      var type = Class.forName(parts[0], false, HandlerRule.class.getClassLoader());
      if (!isHandler(type)) {
        return Optional.of(
            handler.problem(
                "names " + parts[0] + ", which is no RequestStreamHandler or RequestHandler",
                "Name a handler: " + known()));
      }
      if (!canBeMade(type)) {
        return Optional.of(
            handler.problem(
                "names " + parts[0] + ", which Lambda cannot make",
                "Make the class public, with a public constructor that takes nothing"));
      }
      return Stream.of(type.getMethods()).anyMatch(m -> m.getName().equals(method))
          ? Optional.empty()
          : Optional.of(
              handler.problem(
                  "names the method " + method + ", which " + parts[0] + " does not have",
                  "Write " + parts[0] + "::handleRequest"));
    } catch (ClassNotFoundException e) {
      return Optional.of(
          handler.problem(
              "names the class '" + parts[0] + "', which is not in functions/",
              "Write the handler's present name: " + known()));
    }
  }

  private static String known() {
    return String.join(
        " or ",
        CompiledFunctions.names().stream()
            .filter(HandlerRule::isOurHandler)
            .map(name -> name + "::handleRequest")
            .sorted()
            .toList());
  }

  private static boolean isOurHandler(String name) {
    try {
      return isHandler(Class.forName(name, false, HandlerRule.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("its class file was there", e);
    }
  }

  private static boolean isHandler(Class<?> type) {
    return RequestStreamHandler.class.isAssignableFrom(type)
        || RequestHandler.class.isAssignableFrom(type);
  }

  private static boolean canBeMade(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && Stream.of(type.getConstructors()).anyMatch(made -> made.getParameterCount() == 0);
  }

  private static Optional<Problem> built(Resource function) {
    var runtime = function.get("Runtime");
    return runtime.text().equals(RUNTIME)
        ? Optional.empty()
        : Optional.of(
            runtime.problem(
                "is '" + runtime.text() + "', and the classes are compiled for Java 25",
                "Write Runtime: " + RUNTIME + " under Globals, and nowhere else"));
  }

  private static Optional<Problem> published(Resource function) {
    var all = function.get("AutoPublishAliasAllProperties");
    return !function.get("AutoPublishAlias").exists() || all.isTrue()
        ? Optional.empty()
        : Optional.of(
            all.problem(
                "is not true, so a change of Timeout or Handler alone would publish no version",
                "Add AutoPublishAliasAllProperties: true to " + function.id()));
  }

  /** SAM builds functions of one CodeUri once. */
  private static Optional<Problem> oneModule(List<Resource> functions) {
    return functions.stream()
        .map(function -> function.get("CodeUri"))
        .filter(uri -> !uri.text().equals("functions"))
        .findFirst()
        .map(
            uri ->
                uri.problem(
                    "is '" + uri.text() + "', so sam build would build the code once more",
                    "Write CodeUri: functions under Globals, and nowhere else"));
  }
}
