package dev.ecsjobs.local.copilot;

import dev.ecsjobs.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The one container of a manifest, as lines of a task definition's ContainerDefinitions. */
final class Container {
  private final Manifest manifest;
  private final String name;
  private final List<String> lines = new ArrayList<>();

  private Container(Manifest manifest, String name) {
    this.manifest = manifest;
    this.name = name;
  }

  static List<String> lines(Manifest manifest, String name) {
    var container = new Container(manifest, name);
    container.image();
    container.words("EntryPoint", "entrypoint");
    container.words("Command", "command");
    container.environment();
    container.secrets();
    container.labels();
    manifest
        .text("storage.readonly_fs")
        .filter(Boolean::parseBoolean)
        .ifPresent(_ -> container.lines.add("  ReadonlyRootFilesystem: true"));
    return container.lines;
  }

  private void image() {
    lines.add("- Name: main");
    var location = manifest.text("image.location");
    if (location.isPresent()) {
      lines.add("  Image: " + Words.yaml(location.get()));
    } else {
      manifest.value("image.build");
      lines.add(
          "  Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/%s:latest'"
              .formatted(name));
      manifest.note(
          "image",
          "Copilot built and pushed the image; nobody does so here",
          "Build and push it, and write its name as Image; what stands there is a guess");
    }
    manifest
        .text("image.credentials")
        .ifPresent(
            arn -> {
              lines.add("  RepositoryCredentials: {CredentialsParameter: " + Words.yaml(arn) + "}");
              allow("image.credentials", "secretsmanager:GetSecretValue");
            });
  }

  private void words(String property, String path) {
    manifest
        .value(path)
        .map(value -> value instanceof String line ? Words.split(line) : manifest.texts(path))
        .filter(words -> !words.isEmpty())
        .ifPresent(words -> lines.add("  " + property + ": " + Words.yaml(words)));
  }

  private void environment() {
    var entries = new ArrayList<String>();
    manifest
        .map("variables")
        .forEach(
            (variable, value) -> {
              if (value instanceof Map || value instanceof List) {
                manifest.note(
                    "variables." + variable,
                    "its value is another stack's and is not carried over",
                    "Add a parameter to the template, and a variable with !Ref");
              } else {
                entries.add(
                    "    - {Name: %s, Value: %s}"
                        .formatted(
                            Words.yaml(variable), Words.yaml(value == null ? "" : value + "")));
              }
            });
    add("Environment", entries);
  }

  private void secrets() {
    var entries = new ArrayList<String>();
    manifest
        .map("secrets")
        .forEach(
            (variable, value) -> {
              if (value instanceof Map<?, ?> map
                  && map.get("secretsmanager") instanceof String secret) {
                entries.add(secret(variable, fromSecretsManager(secret)));
              } else if (value instanceof String parameter) {
                entries.add(secret(variable, valueFrom(parameter)));
              } else {
                manifest.note(
                    "secrets." + variable,
                    "where it comes from is another stack's and is not carried over",
                    "Add it to Secrets of the task definition");
              }
            });
    add("Secrets", entries);
    if (!entries.isEmpty()) {
      allow("secrets", "ssm:GetParameters or secretsmanager:GetSecretValue");
    }
  }

  private static String secret(String variable, String valueFrom) {
    return "    - {Name: %s, ValueFrom: %s}".formatted(Words.yaml(variable), valueFrom);
  }

  /** Copilot writes the environment's name like this; here nobody fills it in. */
  private String valueFrom(String parameter) {
    if (parameter.contains("${")) {
      manifest.note(
          "secrets",
          "'" + parameter + "' has a name in it that Copilot filled in",
          "Write what it stands for");
    }
    return Words.yaml(parameter);
  }

  private static String fromSecretsManager(String secret) {
    return secret.startsWith("arn:")
        ? Words.yaml(secret)
        : "!Sub 'arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:%s'"
            .formatted(secret.replace("'", "''").replace("${", "${!"));
  }

  private void labels() {
    var entries = new ArrayList<String>();
    manifest
        .map("image.labels")
        .forEach(
            (label, value) ->
                entries.add("    %s: %s".formatted(Words.yaml(label), Words.yaml(value + ""))));
    add("DockerLabels", entries);
  }

  private void add(String property, List<String> entries) {
    if (!entries.isEmpty()) {
      lines.add("  " + property + ":");
      lines.addAll(entries);
    }
  }

  private void allow(String path, String action) {
    manifest.note(
        path,
        "the task's execution role may not read it yet",
        "Allow ExecutionRole in template.yaml " + action + " on it");
  }

  /** What Copilot sets and nobody sets here. */
  static Problem ownVariables() {
    return new Problem(
        "variables",
        "Copilot also set COPILOT_APPLICATION_NAME, COPILOT_ENVIRONMENT_NAME and the like",
        "Add those the program reads; it gets JOB_NAME, JOB_RUN_ID, JOB_ATTEMPT and"
            + " JOB_SCHEDULED_TIME");
  }
}
