package dev.ecsjobs.local.ecs;

import dev.ecsjobs.Checked;
import dev.ecsjobs.Problem;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.placement.ContainerInstance;
import dev.ecsjobs.local.placement.HostPort;
import dev.ecsjobs.local.placement.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cluster's EC2 instances, as {@code instances.json} in the data folder declares them.
 *
 * <pre>{@code
 * [ {"zone": "us-east-1a", "cpu": 2048, "memory": 4096},
 *   {"zone": "us-east-1b", "cpu": 2048, "memory": 4096, "ports": [8080],
 *    "attributes": {"disk": "ssd"}, "capacityProvider": "spare", "status": "DRAINING"} ]
 * }</pre>
 *
 * <p>{@code cpu} is in CPU units and {@code memory} in MiB; {@code ports} are those that no task
 * can have. The file is read at each placement: what is written there counts from the next task on.
 * The place in the list makes an instance's ARN, so new ones go to the end.
 */
record Instances(Path file, String clusterArn) {
  private static final int ENOUGH_INTERFACES = 16;

  Checked<List<ContainerInstance>> read() throws IOException {
    try {
      return Json.read(Files.readString(file)) instanceof List<?> list
          ? checked(list)
          : Checked.invalid(problem("", "it is not a list"));
    } catch (NoSuchFileException _) {
      return Checked.valid(List.of());
    } catch (Json.MalformedJson e) {
      return Checked.invalid(problem("", e.getMessage()));
    }
  }

  private Checked<List<ContainerInstance>> checked(List<?> list) {
    var instances = new ArrayList<ContainerInstance>();
    var problems = new ArrayList<Problem>();
    for (var element : list) {
      var where = "[" + (instances.size() + problems.size()) + "]";
      try {
        instances.add(instance(instances.size(), (Map<?, ?>) element));
      } catch (ClassCastException | NullPointerException | IllegalArgumentException _) {
        problems.add(problem(where, "no instance can be read from " + Json.write(element)));
      }
    }
    return problems.isEmpty() ? Checked.valid(instances) : new Checked.Invalid<>(problems);
  }

  private Problem problem(String where, String what) {
    return new Problem(
        file + where,
        what,
        "Write a list of instances: [{\"zone\": \"us-east-1a\", \"cpu\": 2048, \"memory\": 4096}]");
  }

  private ContainerInstance instance(int number, Map<?, ?> tree) {
    var reserved = new HashSet<>(ContainerInstance.ALWAYS_RESERVED);
    if (tree.get("ports") instanceof List<?> ports) {
      ports.forEach(port -> reserved.add(HostPort.tcp(Math.toIntExact((Long) port))));
    }
    var attributes = new TreeMap<String, String>();
    if (tree.get("attributes") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> attributes.put((String) name, (String) value));
    }
    return new ContainerInstance(
        arn(number),
        tree.get("zone").toString(),
        new Size(
            Math.toIntExact((Long) tree.get("cpu")), Math.toIntExact((Long) tree.get("memory"))),
        attributes,
        reserved,
        ENOUGH_INTERFACES,
        Optional.ofNullable((String) tree.get("capacityProvider")),
        "DRAINING".equals(tree.get("status"))
            ? ContainerInstance.Status.DRAINING
            : ContainerInstance.Status.ACTIVE,
        !Boolean.FALSE.equals(tree.get("agentConnected")));
  }

  private String arn(int number) {
    var id = Registration.id(clusterArn, "instance/" + number);
    return clusterArn.replaceFirst(":cluster/", ":container-instance/") + "/" + id;
  }
}
