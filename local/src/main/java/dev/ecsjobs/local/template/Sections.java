package dev.ecsjobs.local.template;

import dev.ecsjobs.local.template.Node.Mapping;
import java.util.Map;

/** The parts of a template in which no function may stand: {@code Parameters}, {@code Mappings}. */
final class Sections {
  private Sections() {}

  /** The map under this key, empty where there is none. */
  static Mapping section(Mapping parent, String name, Problems problems) {
    return switch (parent.entries().get(name)) {
      case null -> new Mapping(parent.at().child(name), Map.of());
      case Mapping section -> section;
      case Node other -> {
        problems.expectedMap(other);
        yield new Mapping(other.at(), Map.of());
      }
    };
  }
}
