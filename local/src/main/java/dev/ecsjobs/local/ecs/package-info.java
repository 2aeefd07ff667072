/**
 * A small Amazon ECS on one machine, whose tasks are operating-system processes.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.ecs.LocalEcs}. Every fact about a task is a file in
 * the task's own folder, written once and never changed, so that a machine which stops between any
 * two steps loses nothing: whoever opens the folder next sees how far each task came and goes on.
 */
package dev.ecsjobs.local.ecs;
