/**
 * A small Amazon ECS on one machine, whose tasks are operating-system processes.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.ecs.LocalEcs}. Every fact about a task is a file in
 * the task's own folder, written once and never changed, so that a machine which stops between any
 * two steps loses nothing: whoever opens the folder next sees how far each task came and goes on.
 *
 * <p>Task definitions are the SDK's own, whoever wrote them: the template's are read into them
 * whole, those of RegisterTaskDefinition are them already. What ECS thinks of them is in {@link
 * dev.ecsjobs.local.ecs.definition}, what a process does without is in {@link
 * dev.ecsjobs.local.ecs.definition.LeftOut}. Not as on ECS: {@code requiresAttributes} are not
 * computed, a request that names no capacity runs on whatever the definition is compatible with,
 * and earlier revisions of the template's definitions stay active, where CloudFormation deregisters
 * them unless their {@code UpdateReplacePolicy} is {@code Retain}.
 *
 * <p>A task that holds more memory than it may is killed, as on ECS; but it is found by looking,
 * ten times a second on Linux and every two seconds elsewhere, so a task that takes too much and
 * gives it back in between goes free. Processes that share memory are each counted with all of it.
 */
package dev.ecsjobs.local.ecs;
