package dev.ecsjobs.local.ecs;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import dev.ecsjobs.local.ecs.definition.DefinitionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * All task definitions there ever were: a folder for each family, and in it one for each revision.
 *
 * <p>A revision's folder appears whole and is never changed, but that the file {@code deregistered}
 * is added. So several processes may register at once, and a number is never given twice.
 */
public record TaskDefinitions(Path folder) {
  static final Comparator<Revision> ORDER =
      comparing(Revision::family).thenComparingInt(Revision::number);

  private static final String WHOLE_NUMBER = "[1-9]\\d{0,8}";

  /** Those of a data folder: beside its tasks. */
  public static TaskDefinitions beside(Path tasks) {
    return new TaskDefinitions(tasks.resolveSibling("task-definitions"));
  }

  /** The revision that this definition of the template is, or will be once it is registered. */
  public int revisionOf(RegisterTaskDefinitionRequest definition) throws IOException {
    var wanted = Revision.ofApi(definition);
    if (!DefinitionRules.isFamily(definition.family())) {
      return 1; // it will be refused
    }
    var revisions = revisions(wanted.family());
    return revisions.stream()
        .filter(Revision::ofTemplate)
        .findFirst()
        .filter(last -> last.isActive() && last.saysTheSameAs(wanted))
        .map(Revision::number)
        .orElseGet(() -> next(revisions));
  }

  /**
   * Makes sure that the template's definition is registered under its number; or under the next, if
   * somebody has taken that meanwhile.
   */
  public Revision adopt(Revision revision) throws IOException {
    var taken = find(revision.name());
    if (taken.isEmpty() && put(revision)) {
      return revision;
    }
    var there = read(revision.family(), revision.number());
    return there.saysTheSameAs(revision) ? there : add(revision, family(revision.arn()));
  }

  private static String family(String arn) {
    return arn.substring(0, arn.lastIndexOf(':'));
  }

  /** Registers it under the next number of its family. */
  Revision add(Revision revision, String arnOfFamily) throws IOException {
    while (true) {
      var named = revision.named(arnOfFamily + ":" + next(revisions(revision.family())));
      if (put(named)) {
        return read(named.family(), named.number());
      }
    }
  }

  private static int next(List<Revision> revisions) {
    return revisions.isEmpty() ? 1 : revisions.getFirst().number() + 1;
  }

  private boolean put(Revision revision) throws IOException {
    var family = Files.createDirectories(folder.resolve(revision.family()));
    var unfinished = NewFolder.in(family);
    new Facts(unfinished.path()).putForGood("definition.json", revision.toJson());
    return unfinished.appearAs(family.resolve(Integer.toString(revision.number())));
  }

  /** By family (which is its latest active revision), family:revision or ARN. */
  Optional<Revision> find(String wanted) throws IOException {
    var name = wanted.startsWith("arn:") ? wanted.substring(wanted.indexOf('/') + 1) : wanted;
    var parts = name.split(":", 2);
    if (!DefinitionRules.isFamily(parts[0])) {
      return Optional.empty();
    }
    var found =
        parts.length == 1
            ? revisions(parts[0]).stream().filter(Revision::isActive).findFirst()
            : numbered(parts[0], parts[1]);
    return found.filter(one -> !wanted.startsWith("arn:") || one.arn().startsWith(wanted));
  }

  private Optional<Revision> numbered(String family, String number) throws IOException {
    return number.matches(WHOLE_NUMBER) && Files.isDirectory(folder.resolve(family).resolve(number))
        ? Optional.of(read(family, Integer.parseInt(number)))
        : Optional.empty();
  }

  Revision deregister(Revision revision) throws IOException {
    var facts = facts(revision.family(), revision.number());
    if (!facts.has("deregistered")) {
      facts.put("deregistered", "");
    }
    return read(revision.family(), revision.number());
  }

  List<Revision> all() throws IOException {
    var all = new ArrayList<Revision>();
    for (var family : names(folder)) {
      all.addAll(revisions(family));
    }
    return all;
  }

  /** The latest first. */
  private List<Revision> revisions(String family) throws IOException {
    var revisions = new ArrayList<Revision>();
    for (var number : names(folder.resolve(family))) {
      if (number.matches(WHOLE_NUMBER)) {
        revisions.add(read(family, Integer.parseInt(number)));
      }
    }
    revisions.sort(comparingInt(Revision::number).reversed());
    return revisions;
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private Revision read(String family, int number) throws IOException {
    var facts = facts(family, number);
    var revision = Revision.fromJson(facts.text("definition.json").orElseThrow());
    var definition = revision.definition().toBuilder().registeredAt(time(facts, "definition.json"));
    if (facts.has("deregistered")) {
      definition.status(TaskDefinitionStatus.INACTIVE).deregisteredAt(time(facts, "deregistered"));
    }
    return revision.with(definition);
  }

  /** As exact as the API tells it. */
  private static Instant time(Facts facts, String name) throws IOException {
    return facts.time(name).truncatedTo(ChronoUnit.MILLIS);
  }

  private Facts facts(String family, int number) {
    return new Facts(folder.resolve(family).resolve(Integer.toString(number)));
  }
}
