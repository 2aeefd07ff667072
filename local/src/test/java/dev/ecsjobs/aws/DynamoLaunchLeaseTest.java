package dev.ecsjobs.aws;

import dev.ecsjobs.engine.LaunchLease;
import dev.ecsjobs.engine.LaunchLeaseContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoLaunchLeaseTest extends LaunchLeaseContract {
  private static FreshTable table;

  @BeforeAll
  static void open(@TempDir Path folder) {
    table = new FreshTable(folder);
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @Override
  protected LaunchLease newLease() {
    return new DynamoLaunchLease(table.empty(), table.name());
  }
}
