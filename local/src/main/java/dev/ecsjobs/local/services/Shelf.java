package dev.ecsjobs.local.services;

import dev.ecsjobs.local.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of services, with one for each cluster: a file each, that is replaced whole. Made with
 * the first service.
 */
record Shelf(Path path) {
  private static final String SUFFIX = ".json";

  List<Kept> all() throws IOException {
    var services = new ArrayList<Kept>();
    if (!Files.isDirectory(path)) {
      return services; // no service was ever created here
    }
    try (var files = Files.walk(path, 2)) {
      for (var file : files.filter(one -> one.toString().endsWith(SUFFIX)).sorted().toList()) {
        services.add(Kept.fromJson(Files.readString(file)));
      }
    }
    return services;
  }

  /** On the disk before it returns: what was decided is known after a power cut, too. */
  void put(Kept kept) throws IOException {
    var file = file(kept);
    // For nobody else's eyes, as the tasks' folder.
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(owner));
    new WholeFile(file).writeForGood(kept.toJson());
  }

  void remove(Kept kept) throws IOException {
    Files.deleteIfExists(file(kept));
  }

  private Path file(Kept kept) {
    var cluster = kept.service().clusterArn();
    return path.resolve(cluster.substring(cluster.lastIndexOf('/') + 1))
        .resolve(kept.service().serviceName() + SUFFIX);
  }
}
