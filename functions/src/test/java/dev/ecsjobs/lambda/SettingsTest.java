package dev.ecsjobs.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.job.Network;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Map<String, String> ALL =
      Map.of(
          "STACK_NAME", "ecsjobs",
          "TABLE_NAME", "ecsjobs-Runs",
          "SCHEDULE_GROUP", "ecsjobs-Jobs",
          "CLUSTER", "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs",
          "SUBNETS", "subnet-a,subnet-b",
          "SECURITY_GROUPS", "sg-a",
          "ASSIGN_PUBLIC_IP", "ENABLED",
          "HISTORY_DAYS", "400",
          "TOPIC", "arn:aws:sns:us-east-1:111122223333:alarms");

  @Test
  void readsWhatTheTemplateSets() {
    assertEquals(
        new Settings(
            "ecsjobs",
            "ecsjobs-Runs",
            "ecsjobs-Jobs",
            "arn:aws:ecs:us-east-1:111122223333:cluster/ecsjobs",
            new Network(List.of("subnet-a", "subnet-b"), List.of("sg-a"), true),
            Duration.ofDays(400),
            "{\"attemptTimeout\": \"PT1H\"}",
            20,
            "arn:aws:sns:us-east-1:111122223333:alarms",
            Optional.empty()),
        Settings.read(with("JOB_DEFAULTS", "{\"attemptTimeout\": \"PT1H\"}", "ENDPOINT_URL", "")));
  }

  @Test
  void readsTheTemplatesDefaults() {
    var network = Settings.read(with("SECURITY_GROUPS", "", "ASSIGN_PUBLIC_IP", "DISABLED"));
    assertEquals(new Network(List.of("subnet-a", "subnet-b"), List.of(), false), network.network());
  }

  @Test
  void tellsEverythingThatIsMissingAtOnce() {
    var missing = assertThrows(IllegalStateException.class, () -> Settings.read(Map.of()));
    for (var name :
        List.of(
            "STACK_NAME", "TABLE_NAME", "SCHEDULE_GROUP", "CLUSTER", "SUBNETS", "HISTORY_DAYS")) {
      assertTrue(
          missing.getMessage().contains(name + ": is not in the environment."),
          missing.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "a year", "1.5", "99999999999999999999"})
  void tellsThatTheDaysAreNone(String days) {
    var wrong =
        assertThrows(IllegalStateException.class, () -> Settings.read(with("HISTORY_DAYS", days)));
    assertEquals(
        "HISTORY_DAYS: is \"" + days + "\". Give a whole number of days.", wrong.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "2.5", "many"})
  void tellsThatTheLaunchesPerSecondAreNone(String rate) {
    var wrong =
        assertThrows(
            IllegalStateException.class, () -> Settings.read(with("LAUNCHES_PER_SECOND", rate)));
    assertEquals(
        "LAUNCHES_PER_SECOND: is \"" + rate + "\". Give a whole number, such as 20.",
        wrong.getMessage());
    assertEquals(5, Settings.read(with("LAUNCHES_PER_SECOND", "5")).launchesPerSecond());
  }

  @Test
  void readsWhereAwsIsPlayed() {
    assertEquals(
        Optional.of(URI.create("http://host.docker.internal:4566")),
        Settings.read(with("ENDPOINT_URL", "http://host.docker.internal:4566")).endpoint());
  }

  @Test
  void tellsThatTheEndpointIsNone() {
    var wrong =
        assertThrows(
            IllegalStateException.class, () -> Settings.read(with("ENDPOINT_URL", "localhost")));
    assertEquals(
        "ENDPOINT_URL: is \"localhost\". Give a URL such as http://host.docker.internal:4566, or"
            + " nothing for AWS.",
        wrong.getMessage());
  }

  private static Map<String, String> with(String... namesAndValues) {
    var environment = new HashMap<>(ALL);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      environment.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return environment;
  }
}
