/**
 * Makes runs happen: the only place that acts on decisions. Imports the core only; the outside is
 * seen through ports ({@link dev.ecsjobs.engine.RunStore}, {@link dev.ecsjobs.engine.TaskLauncher},
 * {@link dev.ecsjobs.engine.History}, {@link dev.ecsjobs.engine.Schedules}). Start with {@link
 * dev.ecsjobs.engine.Engine}.
 */
package dev.ecsjobs.engine;
