/**
 * Where a task goes, as ECS would decide it: pure, so the same question has the same answer.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.placement.Placement}. A {@link
 * dev.ecsjobs.local.placement.Cluster} is what there is and what runs; a {@link
 * dev.ecsjobs.local.placement.Demand} is one task; the {@link dev.ecsjobs.local.placement.Answer}
 * is a place or ECS's own words. {@link dev.ecsjobs.local.placement.ScaleIn} is the way back.
 *
 * <p>Faithful, as ECS documents it or was seen to do it:
 *
 * <ul>
 *   <li>The order: what fits, then constraints, then strategies in turn; without a strategy the
 *       zone with the fewest tasks of the group, then the instance with the fewest. Scale-in takes
 *       the same way backwards.
 *   <li>The words of failures, and one failure for each active instance.
 *   <li>{@code distinctInstance} looks at the desired status: a task that is stopping counts no
 *       more, though it keeps its resources until it has stopped.
 *   <li>{@code attribute:x != y} is false where the attribute is missing.
 *   <li>Ports: TCP and UDP apart, the reserved ones, at most 100 reserved ports on an instance, to
 *       which dynamic ones do not count.
 *   <li>Base before weight, and no provider stands in for another.
 *   <li>Fargate: quota and launch rate by market, capacity by zone.
 * </ul>
 *
 * <p>Ours, where ECS does not say:
 *
 * <ul>
 *   <li>Which obstacle an instance names when it has several: agent, attribute, CPU, memory, zone,
 *       interface, ports, constraints.
 *   <li>What decides among equals: the fewest tasks of the group on the instance, then the order
 *       they are listed in; on Fargate the zone with the fewest tasks of any group.
 *   <li>Base and weight count all tasks of the group, not those of one request; the provider
 *       furthest below its share is next. Scale-in pays no heed to them.
 *   <li>A port in 32768–60999 that a task names counts as dynamic towards the 100; the lowest free
 *       one is given out.
 *   <li>Patterns must match the whole value; instances that lack an attribute are one bin of its
 *       spread; {@code task:group != x} is true of an empty instance.
 *   <li>For balance, base, weight and {@code task:group} too, who is stopping counts no more.
 *   <li>Draining instances are passed over in silence; a cluster of no others is as one without.
 *   <li>Throttling comes before quota, and quota before capacity. Spot says of want of capacity
 *       what on-demand says, and so does a subnet in a zone that Fargate does not have.
 * </ul>
 *
 * <p>Not here: GPUs, external and managed instances, {@code agentVersion}, {@code registeredAt} and
 * {@code ec2InstanceId} in queries, scaling of instances, daemon services, the rebalancing of
 * zones.
 */
package dev.ecsjobs.local.placement;
