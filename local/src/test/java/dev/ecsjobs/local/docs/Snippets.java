package dev.ecsjobs.local.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of the project's pages. */
final class Snippets {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w+)\n(.*?)^```$");

  private Snippets() {}

  record Snippet(String where, String language, String text) {}

  static Stream<Snippet> in(Path root, String language) throws IOException {
    return pages(root).stream()
        .flatMap(page -> of(page).stream())
        .filter(snippet -> snippet.language().equals(language));
  }

  static List<Path> pages(Path root) throws IOException {
    try (var docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(Stream.of(root.resolve("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<Snippet> of(Path page) {
    try {
      String text = Files.readString(page);
      var snippets = new ArrayList<Snippet>();
      var fences = FENCE.matcher(text);
      while (fences.find()) {
        long line = text.substring(0, fences.start()).lines().count() + 1;
        snippets.add(
            new Snippet(page.getFileName() + ":" + line, fences.group(1), fences.group(2)));
      }
      return snippets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
