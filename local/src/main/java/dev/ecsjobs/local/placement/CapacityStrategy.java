package dev.ecsjobs.local.placement;

import java.util.List;
import java.util.Map;

/** A capacity provider strategy: first one provider's base, then all providers by weight. */
public record CapacityStrategy(List<Item> items) implements Capacity {
  /** One provider's share. */
  public record Item(String provider, int base, int weight) {
    public Item {
      if (base < 0 || weight < 0) {
        throw new IllegalArgumentException(
            "the capacity provider %s has base %d and weight %d: neither can be negative"
                .formatted(provider, base, weight));
      }
    }
  }

  public CapacityStrategy {
    items = List.copyOf(items);
    require(!items.isEmpty(), "names no provider: name at least one");
    require(
        items.stream().filter(item -> item.base() > 0).count() <= 1,
        "has more than one base: leave it to one provider");
    require(
        items.size() == 1 || items.stream().anyMatch(item -> item.weight() > 0),
        "has several providers and no weight: give one of them a weight above 0");
    require(
        items.stream().map(item -> Market.behind(item.provider()).isPresent()).distinct().count()
            == 1,
        "mixes Fargate with instances: keep to one of them");
    require(
        items.stream().map(Item::provider).distinct().count() == items.size(),
        "names a provider twice: name each once");
  }

  /** All tasks on one provider. */
  public static CapacityStrategy of(String provider) {
    return new CapacityStrategy(List.of(new Item(provider, 0, 1)));
  }

  /** Is it Fargate that this strategy chooses from, on demand or Spot? */
  boolean fargate() {
    return Market.behind(items.getFirst().provider()).isPresent();
  }

  /** The provider of the next task, when each already has this many. */
  public String next(Map<String, Long> running) {
    for (var item : items) {
      if (running.getOrDefault(item.provider(), 0L) < item.base()) {
        return item.provider();
      }
    }
    return byWeight(running).provider();
  }

  /** The provider that one more task would bring least far above its share; the first of equals. */
  private Item byWeight(Map<String, Long> running) {
    // A single provider may leave out its weight: there is nothing to weigh.
    var weighed = items.size() == 1 ? items : items.stream().filter(i -> i.weight() > 0).toList();
    var next = weighed.getFirst();
    for (var item : weighed) {
      if (withOneMore(item, running) * next.weight() < withOneMore(next, running) * item.weight()) {
        next = item;
      }
    }
    return next;
  }

  private static long withOneMore(Item item, Map<String, Long> running) {
    return Math.max(0, running.getOrDefault(item.provider(), 0L) - item.base()) + 1;
  }

  private static void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new IllegalArgumentException("the capacity provider strategy " + otherwise);
    }
  }
}
