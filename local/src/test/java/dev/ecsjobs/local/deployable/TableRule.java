package dev.ecsjobs.local.deployable;

import dev.ecsjobs.Problem;
import dev.ecsjobs.local.template.Deployment.Resource;
import dev.ecsjobs.local.template.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table is the one that the code uses, nobody loses it, and nobody else reads it. */
final class TableRule implements Rule {
  private static final String TABLE = "AWS::DynamoDB::Table";

  @Override
  public List<Problem> problems(DeployedStack stack) {
    var problems = new ArrayList<Problem>();
    for (var function : stack.functions()) {
      var name = function.get("Environment", "Variables", "TABLE_NAME");
      var table = stack.referred(name.text(), TABLE);
      if (name.exists() && table.isEmpty()) {
        problems.add(name.problem("is no table of the stack", "Write !Ref Runs"));
      }
      table.ifPresent(t -> rights(function, t, stack, problems));
    }
    stack.all(TABLE).forEach(table -> new Checking(table, problems).all());
    return problems;
  }

  private static void rights(
      Resource function, Resource table, DeployedStack stack, List<Problem> problems) {
    var arn = table.arn();
    for (var statement : Rights.of(function, stack).statements()) {
      for (var action : statement.actions()) {
        boolean isInIndex = action.equals("dynamodb:Query");
        var needed = isInIndex ? arn + "/index/" : arn;
        boolean isRight =
            isInIndex
                ? isQueried(statement.resources(), arn)
                : statement.resources().stream().allMatch(needed::equals);
        if (action.startsWith("dynamodb:") && !isRight) {
          problems.add(
              statement
                  .whole()
                  .get("Resource")
                  .problem(
                      "is %s, where %s needs %s".formatted(statement.resources(), action, needed),
                      isInIndex ? "Write !Sub '${Runs.Arn}/index/due'" : "Write !GetAtt Runs.Arn"));
        }
      }
    }
  }

  /** In an index that there is; whoever reads the history queries the table besides. */
  private static boolean isQueried(Collection<String> resources, String table) {
    var indexes =
        TableUse.seen().indexes().keySet().stream().map(name -> table + "/index/" + name).toList();
    return resources.stream().anyMatch(indexes::contains)
        && resources.stream().allMatch(r -> r.equals(table) || indexes.contains(r));
  }

  private record Checking(Resource table, List<Problem> problems) {
    void all() {
      kept();
      keys();
      TableUse.seen().indexes().forEach(this::index);
      expiry();
      var view = table.get("StreamSpecification", "StreamViewType");
      if (!view.text().startsWith("NEW_")) {
        add(view, "is '" + view.text() + "', and the history reads the new image", "Use NEW_IMAGE");
      }
    }

    private void kept() {
      for (var policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
        var part = table.whole().get(policy);
        if (!part.text().equals("Retain")) {
          add(part, "is not Retain, so the history would go with the stack", "Write Retain");
        }
      }
      isTrue("SSESpecification", "SSEEnabled", "what runs carry would lie there in clear");
      isTrue(
          "PointInTimeRecoverySpecification",
          "PointInTimeRecoveryEnabled",
          "a mistake could not be taken back");
    }

    private void isTrue(String specification, String flag, String otherwise) {
      var part = table.get(specification, flag);
      if (!part.isTrue()) {
        add(part, "is not true: " + otherwise, "Set it to true");
      }
    }

    private void keys() {
      var schema = table.get("KeySchema");
      var keys = roles(schema).values();
      if (!List.copyOf(keys).containsAll(TableUse.seen().keys())
          || keys.size() != TableUse.seen().keys().size()) {
        add(schema, "has " + keys + ", and the code " + TableUse.seen().keys(), "Use the code's");
      }
      for (var attribute : table.get("AttributeDefinitions").items()) {
        var type = TableUse.seen().types().get(attribute.get("AttributeName").text());
        if (!attribute.get("AttributeType").text().equals(type)) {
          add(
              attribute,
              "is not what the code writes, which is " + type,
              "Mend name or type, or take it out");
        }
      }
    }

    private void index(String name, Map<String, String> compared) {
      var indexes = table.get("GlobalSecondaryIndexes");
      var index =
          indexes.items().stream().filter(i -> i.get("IndexName").text().equals(name)).findFirst();
      if (index.isEmpty()) {
        add(indexes, "has no index " + name + ", which the sweep asks", "Name one " + name);
      } else if (!roles(index.get().get("KeySchema")).equals(compared)) {
        add(
            index.get().get("KeySchema"),
            "has other keys than the code, which asks by " + compared,
            "Use these");
      }
    }

    private void expiry() {
      var ttl = table.get("TimeToLiveSpecification");
      var written = TableUse.seen().expiry();
      if (!ttl.get("Enabled").isTrue() || !written.contains(ttl.get("AttributeName").text())) {
        add(
            ttl,
            "does not expire items by %s, which the code writes".formatted(written),
            "Write {AttributeName: %s, Enabled: true}".formatted(String.join(" or ", written)));
      }
    }

    private static Map<String, String> roles(Part schema) {
      var roles = new TreeMap<String, String>();
      schema
          .items()
          .forEach(key -> roles.put(key.get("KeyType").text(), key.get("AttributeName").text()));
      return roles;
    }

    private void add(Part part, String what, String fix) {
      problems.add(part.problem(what, fix));
    }
  }
}
