package dev.ecsjobs.aws;

import dev.ecsjobs.engine.History;
import dev.ecsjobs.engine.HistoryContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoHistoryTest extends HistoryContract {
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
  protected History emptyHistory() {
    return new DynamoHistory(table.empty(), table.name(), Duration.ofDays(400));
  }
}
