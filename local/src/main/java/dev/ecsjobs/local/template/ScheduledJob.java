package dev.ecsjobs.local.template;

import java.time.ZoneId;

/**
 * A schedule that invokes one of the functions.
 *
 * @param function its logical id, or a stand-in for another stack's
 * @param expression as written: what it means is not checked here
 * @param input JSON text; {@code <aws.scheduler.…>} in it is still to be replaced; empty if broken
 * @param place where the expression stands
 * @param inputPlace where the input stands, or the schedule where it has none
 */
public record ScheduledJob(
    String function,
    String name,
    String expression,
    ZoneId zone,
    boolean enabled,
    String input,
    Place place,
    Place inputPlace) {}
