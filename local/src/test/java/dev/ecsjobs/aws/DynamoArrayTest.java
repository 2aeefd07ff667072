package dev.ecsjobs.aws;

import dev.ecsjobs.engine.ArrayContract;
import dev.ecsjobs.engine.OverlapContract.Stores;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DynamoArrayTest extends ArrayContract {
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
  protected Stores emptyStores() {
    var dynamo = table.empty();
    return new Stores(
        new DynamoRunStore(dynamo, table.name(), Duration.ofDays(400)),
        new DynamoPauses(dynamo, table.name()));
  }
}
