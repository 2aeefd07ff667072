package dev.ecsjobs.local.template;

/**
 * An EventBridge rule that invokes one of the functions.
 *
 * @param function its logical id
 * @param logicalId the event's name under the function
 * @param pattern JSON text; whether it is a good pattern is not checked here
 * @param place where the pattern stands
 */
public record EventRule(String function, String logicalId, String pattern, Place place) {}
