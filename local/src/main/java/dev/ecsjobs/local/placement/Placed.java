package dev.ecsjobs.local.placement;

/**
 * A task that has its place.
 *
 * @param ownInterface whether it has a network interface of its own, as with awsvpc
 * @param stopping whether its desired status is STOPPED: until it has stopped it keeps what it
 *     holds, but no rule counts it among its group any more
 */
public record Placed(
    String task, String group, Size size, Place place, boolean ownInterface, boolean stopping) {

  /** A task that is to run, at the place it was answered. */
  public static Placed of(String task, Demand demand, Place place) {
    return new Placed(
        task,
        demand.group(),
        demand.size(),
        place,
        demand.network() instanceof Network.Awsvpc,
        false);
  }

  boolean on(ContainerInstance instance) {
    return place instanceof Place.OnInstance its && its.instance().equals(instance.arn());
  }

  boolean in(Market market) {
    return place instanceof Place.OnFargate its && its.market() == market;
  }

  Placed withStopping() {
    return new Placed(task, group, size, place, ownInterface, true);
  }
}
