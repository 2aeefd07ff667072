package dev.ecsjobs.history;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some runs of the history, the latest requested first.
 *
 * @param next what the query for the next page begins after; empty if this is the last one
 */
public record HistoryPage(List<RunSummary> runs, Optional<Position> next) {
  public HistoryPage {
    runs = List.copyOf(runs);
  }

  /** The first of these runs, which are in order; one more is read, to know whether it goes on. */
  public static HistoryPage of(Stream<RunSummary> runs, int limit) {
    var some = runs.limit(limit + 1L).toList();
    boolean more = some.size() > limit;
    var page = more ? some.subList(0, limit) : some;
    return new HistoryPage(
        page, more ? Optional.of(Position.of(page.getLast())) : Optional.empty());
  }
}
