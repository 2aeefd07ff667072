package dev.ecsjobs.local.template;

import java.util.List;

/**
 * A table's stream that invokes one of the functions.
 *
 * @param function its logical id
 * @param table its name in the stack, not its logical id
 * @param filters patterns as JSON text, of which one has to match; none: every record passes
 */
public record StreamSource(String function, String table, List<String> filters, int batchSize) {
  public StreamSource {
    filters = List.copyOf(filters);
  }
}
