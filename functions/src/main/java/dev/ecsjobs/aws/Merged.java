package dev.ecsjobs.aws;

import dev.ecsjobs.history.Position;
import dev.ecsjobs.history.RunSummary;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Several streams of runs, each the latest first, as one; each is read no further than needed. */
final class Merged implements Iterator<RunSummary> {
  private record Source(Position position, RunSummary run, Iterator<RunSummary> rest) {}

  private final PriorityQueue<Source> sources =
      new PriorityQueue<>(Comparator.comparing(Source::position).reversed());

  private Merged(List<Stream<RunSummary>> streams) {
    streams.forEach(stream -> add(stream.iterator()));
  }

  static Stream<RunSummary> latestFirst(List<Stream<RunSummary>> streams) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new Merged(streams), Spliterator.ORDERED), false);
  }

  private void add(Iterator<RunSummary> runs) {
    if (runs.hasNext()) {
      var run = runs.next();
      sources.add(new Source(Position.of(run), run, runs));
    }
  }

  @Override
  public boolean hasNext() {
    return !sources.isEmpty();
  }

  @Override
  public RunSummary next() {
    var first = sources.remove();
    add(first.rest());
    return first.run();
  }
}
