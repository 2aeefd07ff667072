package dev.ecsjobs.local.ecs;

import dev.ecsjobs.aws.Json;
import dev.ecsjobs.aws.SdkJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.CreateClusterRequest;

/**
 * The template's cluster and those that were created: a file each, which appears whole.
 *
 * <p>A cluster here is a name that keeps tasks apart. All run on this one machine.
 */
record Clusters(LocalCluster own, Path folder) {
  private static final String NAME = "[A-Za-z0-9_-]{1,255}";
  private static final String ENDING = ".json";

  /** Its name; what is there stays as it is. */
  String create(CreateClusterRequest request) throws IOException {
    var name = nameIn(request.clusterName());
    if (!name.matches(NAME)) {
      throw EcsErrors.invalidParameter(
          "clusterName must be 1 to 255 letters, digits, hyphens and underscores.");
    }
    if (!names().contains(name)) {
      Files.createDirectories(folder);
      new Facts(folder).putForGood(name + ENDING, Json.write(SdkJson.write(request)));
    }
    return name;
  }

  /** What was asked for when it was created. */
  CreateClusterRequest asked(String name) throws IOException {
    var text = new Facts(folder).text(name + ENDING);
    return SdkJson.read(CreateClusterRequest.builder(), Json.readObject(text.orElse("{}"))).build();
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name + ENDING));
  }

  Set<String> names() throws IOException {
    var names = new TreeSet<>(Set.of(own.name()));
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(ENDING))
            .map(file -> file.substring(0, file.length() - ENDING.length()))
            .forEach(names::add);
      }
    }
    return names;
  }

  /** By its name or ARN; ECS takes none for the one named default. */
  Optional<String> find(String wanted) throws IOException {
    var name = nameIn(wanted);
    return Stream.of(name).filter(names()::contains).findFirst();
  }

  private String nameIn(String wanted) {
    var given = Objects.requireNonNullElse(wanted, LocalCluster.DEFAULT);
    var start = arn("");
    return given.startsWith(start) ? given.substring(start.length()) : given;
  }

  String arn(String name) {
    return own.arn().replaceFirst("[^/]*$", "") + name;
  }
}
