package dev.ecsjobs.local.ecs;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsServicesException;
import software.amazon.awssdk.services.ecs.model.ClusterContainsTasksException;
import software.amazon.awssdk.services.ecs.model.ClusterNotFoundException;
import software.amazon.awssdk.services.ecs.model.ConflictException;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.InvalidParameterException;
import software.amazon.awssdk.services.ecs.model.ServerException;
import software.amazon.awssdk.services.ecs.model.ServiceNotActiveException;
import software.amazon.awssdk.services.ecs.model.ServiceNotFoundException;

/** ECS's refusals, built as the SDK builds them from an answer. */
public final class EcsErrors {
  private EcsErrors() {}

  public static EcsException client(String message) {
    return filled(ClientException.builder(), "ClientException", message, 400);
  }

  public static EcsException invalidParameter(String message) {
    return filled(InvalidParameterException.builder(), "InvalidParameterException", message, 400);
  }

  /** For what the API requires: neither the SDK nor the wire makes sure that it is there. */
  public static void checkGiven(String name, String text) {
    if (text == null || text.isEmpty()) {
      throw invalidParameter(name + " cannot be empty.");
    }
  }

  public static EcsException clusterNotFound() {
    return filled(
        ClusterNotFoundException.builder(), "ClusterNotFoundException", "Cluster not found.", 400);
  }

  static EcsException clusterContainsServices() {
    return filled(
        ClusterContainsServicesException.builder(),
        "ClusterContainsServicesException",
        "The Cluster cannot be deleted while Services are active.",
        400);
  }

  static EcsException clusterContainsTasks() {
    return filled(
        ClusterContainsTasksException.builder(),
        "ClusterContainsTasksException",
        "The Cluster cannot be deleted while Tasks are active.",
        400);
  }

  public static EcsException serviceNotFound() {
    return filled(
        ServiceNotFoundException.builder(), "ServiceNotFoundException", "Service not found.", 400);
  }

  public static EcsException serviceNotActive() {
    return filled(
        ServiceNotActiveException.builder(),
        "ServiceNotActiveException",
        "Service was not ACTIVE.",
        400);
  }

  /** Fargate's launch rate is used up: the SDK's clients wait a little and ask again. */
  static EcsException throttled(String message) {
    return filled(EcsException.builder(), "ThrottlingException", message, 400);
  }

  static EcsException conflict(String taskArn) {
    return filled(
        ConflictException.builder().resourceIds(taskArn),
        "ConflictException",
        "The clientToken was already used with other parameters.",
        400);
  }

  /** Trouble with this machine's disk: the caller may try again, as with ECS's own trouble. */
  public static EcsException server(IOException cause) {
    return filled(ServerException.builder().cause(cause), "ServerException", cause.toString(), 500);
  }

  private static EcsException filled(
      EcsException.Builder builder, String code, String message, int status) {
    var details =
        AwsErrorDetails.builder().serviceName("Ecs").errorCode(code).errorMessage(message);
    builder.awsErrorDetails(details.build()).message(message).statusCode(status);
    return (EcsException) builder.build();
  }
}
