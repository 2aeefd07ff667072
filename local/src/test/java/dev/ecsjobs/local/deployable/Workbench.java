package dev.ecsjobs.local.deployable;

import static org.junit.jupiter.api.Assertions.fail;

import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import dev.ecsjobs.local.template.TemplateTree;

/** A template, and where in it things stand, to make a mistake in it. */
record Workbench(TemplateTree template, DeployedStack stack) {

  TemplateTree with(Part part, String yaml) {
    return template.with(part.path(), yaml);
  }

  TemplateTree without(Part part) {
    return template.without(part.path());
  }

  /** The first resource of that type. */
  Resource resource(String type) {
    return stack.all(type).findFirst().orElseGet(() -> fail("the template has no " + type));
  }

  Resource function(Class<?> handler) {
    return stack.functions().stream()
        .filter(function -> function.get("Handler").text().startsWith(handler.getName()))
        .findFirst()
        .orElseGet(() -> fail("the template has no function of " + handler));
  }

  /** Where the resource itself has a property, or would have it; not {@code Globals}. */
  Part own(Resource resource, String property) {
    var own = resource.whole().get("Properties");
    return new Part(own.file(), own.place(), own.path() + "." + property, null);
  }

  /** A variable of the functions' environment. */
  Part variable(String name) {
    return stack.functions().getFirst().get("Environment", "Variables").get(name);
  }

  /** The properties of the first event of that type. */
  Part event(String type) {
    return stack.events(type).getFirst().properties();
  }

  /** The first statement that allows that action. */
  Part statement(String action) {
    return stack.deployment().resources().stream()
        .flatMap(resource -> Statement.in(resource.whole()))
        .filter(statement -> statement.actions().contains(action))
        .map(Statement::whole)
        .findFirst()
        .orElseGet(() -> fail("the template allows nobody " + action));
  }
}
