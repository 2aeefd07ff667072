package dev.ecsjobs.local.scheduler;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.SchedulerException;
import software.amazon.awssdk.services.scheduler.model.ValidationException;

/** EventBridge Scheduler's refusals, built as the SDK builds them from an answer. */
final class SchedulerErrors {
  private SchedulerErrors() {}

  static SchedulerException validation(String message) {
    return filled(ValidationException.builder(), "ValidationException", message, 400);
  }

  static SchedulerException exists(String name) {
    return filled(
        ConflictException.builder(),
        "ConflictException",
        "Schedule " + name + " already exists.",
        409);
  }

  static SchedulerException noSchedule(String name) {
    return notFound("Schedule " + name + " does not exist.");
  }

  static SchedulerException noGroup(String name) {
    return notFound("Schedule group " + name + " does not exist.");
  }

  private static SchedulerException notFound(String message) {
    return filled(ResourceNotFoundException.builder(), "ResourceNotFoundException", message, 404);
  }

  private static SchedulerException filled(
      SchedulerException.Builder builder, String code, String message, int status) {
    var details =
        AwsErrorDetails.builder().serviceName("Scheduler").errorCode(code).errorMessage(message);
    builder.awsErrorDetails(details.build()).message(message).statusCode(status);
    return (SchedulerException) builder.build();
  }
}
