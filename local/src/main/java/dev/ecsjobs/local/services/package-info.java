/**
 * ECS's services on this machine: a number of tasks kept alive, deployments rolled, targets behind
 * a listener.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.services.Look}: what there is goes in, what is to be
 * done comes out, and no clock, file or socket is touched. {@link
 * dev.ecsjobs.local.services.Services} answers the API, {@link dev.ecsjobs.local.services.Tending}
 * acts; everything it does follows from what is kept and from the tasks there are, so who dies
 * anywhere goes on after a restart.
 *
 * <p>Faithful: the words of events, one PRIMARY and the ACTIVE deployments until they are drained,
 * minimumHealthyPercent rounded up and maximumPercent down, balance over zones, scale-in from the
 * fullest, the circuit breaker's threshold, targets registered when they run and deregistered
 * before SIGTERM, the events "ECS Service Action" and "ECS Deployment State Change".
 *
 * <p>Ours, where ECS does not say: how the throttle grows up to its 27 minutes; that the circuit
 * breaker counts every task that ends by itself before the deployment is complete; that a target is
 * healthy as soon as its port takes a connection. After a rollback the deployment before is primary
 * again under its own id, and the failed one is shown for as long as it has tasks.
 *
 * <p>A new task without a load balancer counts as healthy when it runs, as on ECS: one that ends a
 * moment later may have cost an old task its place.
 *
 * <p>A container is reached at its own address, which only Linux can reach: elsewhere a service
 * behind a listener needs processes for tasks.
 *
 * <p>Not here: daemons, external and blue/green deployments, service discovery, auto scaling, the
 * rebalancing of zones, replacement of tasks whose port has stopped answering.
 */
package dev.ecsjobs.local.services;
