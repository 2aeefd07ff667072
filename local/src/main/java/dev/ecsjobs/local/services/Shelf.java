package dev.ecsjobs.local.services;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The folder of services: a file each, that is replaced whole. Made with the first service. */
record Shelf(Path path) {
  private static final String SUFFIX = ".json";

  List<Kept> all() throws IOException {
    var services = new ArrayList<Kept>();
    if (!Files.isDirectory(path)) {
      return services; // no service was ever created here
    }
    try (var files = Files.list(path)) {
      for (var file : files.filter(one -> one.toString().endsWith(SUFFIX)).sorted().toList()) {
        services.add(Kept.fromJson(Files.readString(file)));
      }
    }
    return services;
  }

  /** On the disk before it returns: what was decided is known after a power cut, too. */
  void put(Kept kept) throws IOException {
    // For nobody else's eyes, as the tasks' folder.
    var owner = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(path, PosixFilePermissions.asFileAttribute(owner));
    var unfinished = path.resolve(kept.service().serviceName() + ".new");
    Files.writeString(unfinished, kept.toJson());
    try (var file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    Files.move(unfinished, file(kept.service().serviceName()), ATOMIC_MOVE);
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  private Path file(String name) {
    return path.resolve(name + SUFFIX);
  }
}
