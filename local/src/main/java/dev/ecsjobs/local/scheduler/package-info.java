/**
 * EventBridge Scheduler on one machine, by the SDK's own client interface: what it knows of
 * schedules. Start reading at {@link dev.ecsjobs.local.scheduler.LocalScheduler}.
 */
package dev.ecsjobs.local.scheduler;
