package dev.ecsjobs.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.engine.TestTemplate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpEndpointTest {
  private static final Pattern ADDRESS =
      Pattern.compile("AWS endpoint .*: (http://127\\S*:\\d+), .*");

  @TempDir Path folder;

  @Test
  void isTheSameAfterAChangeOfTheTemplate() {
    var workplace = Workplace.in(folder, TestTemplate.quiet());
    try (var up = workplace.child("up", "--endpoint-port", "0")) {
      up.awaitLine("always-fails");
      var dynamo = DynamoDbLocal.client(address(up));
      assertEquals(List.of("ecsjobs-Runs"), dynamo.listTables().tableNames());

      TestTemplate.quiet().withJob("added-later", "{}", "true").in(folder);
      up.awaitLine("added-later");

      assertEquals(List.of("ecsjobs-Runs"), dynamo.listTables().tableNames());
      up.interrupt();
    }
  }

  @Test
  void isLeftOutWhereItsPortIsTaken() throws IOException {
    var workplace = Workplace.in(folder, TestTemplate.quiet());
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        var up = workplace.child("up", "--endpoint-port", "" + taken.getLocalPort())) {
      up.awaitLine("Give another with --endpoint-port.");
      up.awaitLine("always-fails");
      up.interrupt();
    }
  }

  @Test
  void hasAPort() {
    var said = Workplace.in(folder, TestTemplate.quiet()).ecsjobs("up", "--endpoint-port", "65536");

    assertEquals(2, said.exitCode());
    assertEquals("--endpoint-port has to be from 0 to 65535.\n", said.err());
  }

  private static URI address(Child up) {
    return up.lines().stream()
        .map(ADDRESS::matcher)
        .filter(Matcher::matches)
        .map(line -> URI.create(line.group(1)))
        .findFirst()
        .orElseThrow();
  }
}
