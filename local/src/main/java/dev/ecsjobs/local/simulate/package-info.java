/**
 * A look into the future: the template's own jobs and the real engine, in virtual time, on an ECS
 * that takes drawn times and fails at chosen rates.
 *
 * <p>Start reading at {@link dev.ecsjobs.local.simulate.Simulation}. All chance comes from {@link
 * dev.ecsjobs.local.simulate.Chance}, all time from {@link dev.ecsjobs.local.simulate.VirtualTime}:
 * the same {@link dev.ecsjobs.local.simulate.Scenario} always gives the same {@link
 * dev.ecsjobs.local.simulate.Report}.
 */
package dev.ecsjobs.local.simulate;
