package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.dynamodb.DynamoDbLocal;
import dev.ecsjobs.local.ecs.ContainerEngine;
import dev.ecsjobs.local.engine.Catalog;
import dev.ecsjobs.local.engine.DataFolder;
import dev.ecsjobs.local.engine.Happening;
import dev.ecsjobs.local.engine.LocalEngine;
import dev.ecsjobs.local.engine.Records;
import dev.ecsjobs.local.engine.TableStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A command's hold on the data: its own engine or database where nobody has one, else a connection
 * to the process that has.
 */
sealed interface Session extends AutoCloseable {
  Records records();

  /** Whether another process's engine is gone, so that this one must take over. */
  boolean isOver() throws IOException;

  @Override
  void close() throws IOException;

  /** Our own engine. */
  record Owned(DataFolder data, DataFolder.Lock lock, LocalEngine engine) implements Session {
    @Override
    public Records records() {
      return engine.records();
    }

    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        engine.close();
        data.disown();
      }
    }
  }

  /** Our own database without an engine: enough to read. */
  record Reading(DataFolder data, DataFolder.Lock lock, DynamoDbLocal dynamo, Records records)
      implements Session {
    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void close() throws IOException {
      try (lock) {
        dynamo.close();
        data.disown();
      }
    }
  }

  /** Another process's. */
  record Attached(DataFolder data, DynamoDbClient dynamo, Records records) implements Session {
    @Override
    public boolean isOver() throws IOException {
      var lock = data.tryLock();
      if (lock.isPresent()) {
        lock.get().close();
      }
      return lock.isPresent();
    }

    @Override
    public void close() {
      dynamo.close();
    }
  }

  /** A deployed stack's table: its own functions run the engine. */
  record Deployed(Records records) implements Session {
    @Override
    public boolean isOver() {
      return false;
    }

    @Override
    public void close() {
      // Nothing was opened: the clients are the command's, and end with it.
    }
  }

  /** To run things: an engine of our own, or the one there is. */
  static Session running(
      Catalog catalog,
      DataFolder data,
      String doing,
      Consumer<Happening> watcher,
      TaskOptions tasks)
      throws IOException {
    while (true) {
      var lock = data.tryLock();
      if (lock.isPresent()) {
        var containers = tasks.engine(text -> watcher.accept(new Happening.Note(text)));
        return new Owned(data, lock.get(), engine(catalog, data, doing, watcher, containers));
      }
      var attached = attach(catalog, data);
      if (attached.isPresent()) {
        return attached.get();
      }
      pause();
    }
  }

  /** To read: without an engine where none runs. */
  static Session reading(Catalog catalog, DataFolder data) throws IOException {
    while (true) {
      var lock = data.tryLock();
      if (lock.isPresent()) {
        var dynamo = DynamoDbLocal.on(data.database());
        catalog.createTables(dynamo.client());
        data.own("reading", dynamo.endpoint());
        TableStream.catchUp(catalog, dynamo, data);
        return new Reading(
            data, lock.get(), dynamo, Records.of(dynamo.client(), catalog, data.tasks()));
      }
      var attached = attach(catalog, data);
      if (attached.isPresent()) {
        return attached.get();
      }
      pause();
    }
  }

  /** An engine of our own, for whoever has the lock. */
  static LocalEngine engine(
      Catalog catalog,
      DataFolder data,
      String doing,
      Consumer<Happening> watcher,
      Optional<ContainerEngine> containers)
      throws IOException {
    var dynamo = DynamoDbLocal.on(data.database());
    data.own(doing, dynamo.endpoint());
    return LocalEngine.start(catalog, data, dynamo, InstantSource.system(), watcher, containers);
  }

  /** Empty while the owner is starting or ending. */
  private static Optional<Session> attach(Catalog catalog, DataFolder data) throws IOException {
    return data.owner()
        .map(
            owner -> {
              var dynamo = DynamoDbLocal.client(owner.dynamodb());
              return new Attached(data, dynamo, Records.of(dynamo, catalog, data.tasks()));
            });
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(100));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the data folder", e);
    }
  }
}
