package dev.ecsjobs.aws;

import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.engine.RunStoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoRunStoreTest extends RunStoreContract {
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
  protected RunStore emptyStore() {
    return new DynamoRunStore(table.empty(), table.name(), Duration.ofDays(400));
  }
}
