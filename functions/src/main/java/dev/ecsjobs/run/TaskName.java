package dev.ecsjobs.run;

/** How a sentence names what ECS runs for an attempt: a task, or a service's deployment. */
final class TaskName {
  private TaskName() {}

  /** A service's deployment is named by the service's ARN, # and its own id. */
  static boolean isOfService(String task) {
    return task.contains(":service/");
  }

  static String deployment(String name) {
    String[] parts = name.split("#", 2);
    return "deployment " + parts[1] + " of service " + shortName(parts[0]);
  }

  static String shortName(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
