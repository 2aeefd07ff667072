/**
 * A small Amazon ECS on one machine, whose tasks are containers where a container engine answers,
 * and else operating-system processes.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.ecs.LocalEcs}. Every fact about a task is a file in
 * the task's own folder, written once and never changed, so that a machine which stops between any
 * two steps loses nothing: whoever opens the folder next sees how far each task came and goes on.
 *
 * <p>Task definitions are the SDK's own, whoever wrote them: the template's are read into them
 * whole, those of RegisterTaskDefinition are them already. What ECS thinks of them is in {@link
 * dev.ecsjobs.local.ecs.definition}, what a container does without is in {@link
 * dev.ecsjobs.local.ecs.definition.LeftOut}. Not as on ECS: {@code requiresAttributes} are not
 * computed, a request that names no capacity runs on whatever the definition is compatible with,
 * and earlier revisions of the template's definitions stay active, where CloudFormation deregisters
 * them unless their {@code UpdateReplacePolicy} is {@code Retain}.
 *
 * <p>Each container has a folder in its task's, and a wrapper: a shell script that outlives this
 * process, starts the program and writes down how it ended. For a container engine's container it
 * says {@code docker}; all else is the same. A task's state follows from its containers' ({@link
 * dev.ecsjobs.local.ecs.TaskLife}), what is due with each follows from that ({@link
 * dev.ecsjobs.local.ecs.Turn}), and so do the events ({@link dev.ecsjobs.local.ecs.Step}).
 *
 * <p>Containers differ from those on ECS in that
 *
 * <ul>
 *   <li>an image that is on this machine is not looked for again in its registry, and runs on this
 *       machine's architecture, whatever the {@code runtimePlatform};
 *   <li>the task's memory and CPU are what each of its containers may have, not all together;
 *   <li>no port is published, since a container is reached at its own address; no role is assumed
 *       and no metadata served; volumes are folders of this machine or last as long as the task;
 *       logs stay in the task's folder;
 *   <li>a task pulls, and is stopped, as an EC2 instance's agent does it; of a dependency that
 *       never came true the task says what Fargate says, the container what the agent says;
 *   <li>{@code ACTIVATING} and {@code DEACTIVATING} do not occur: on ECS they are for a service's
 *       load balancers.
 * </ul>
 *
 * <p>A process that holds more memory than it may is killed, as on ECS; but it is found by looking,
 * ten times a second on Linux and every two seconds elsewhere, so one that takes too much and gives
 * it back in between goes free. Processes that share memory are each counted with all of it.
 */
package dev.ecsjobs.local.ecs;
