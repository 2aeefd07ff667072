package dev.ecsjobs.bench.cost;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a run made AWS do. */
final class Tally {
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Integer> invocations = new LinkedHashMap<>();
  private double reads;
  private double writes;
  private long logBytes;

  void called(String action) {
    calls.merge(action, 1, Integer::sum);
  }

  void invoked(String function) {
    invocations.merge(function, 1, Integer::sum);
  }

  void read(double units) {
    reads += units;
  }

  void wrote(double units) {
    writes += units;
  }

  void logged(long bytes) {
    logBytes += bytes;
  }

  int calls(String action) {
    return calls.getOrDefault(action, 0);
  }

  Map<String, Integer> calls() {
    return calls;
  }

  Map<String, Integer> invocations() {
    return invocations;
  }

  double reads() {
    return reads;
  }

  double writes() {
    return writes;
  }

  long logBytes() {
    return logBytes;
  }
}
