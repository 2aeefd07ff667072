package dev.ecsjobs.aws;

import static dev.ecsjobs.aws.Attributes.number;

import dev.ecsjobs.engine.Places;
import dev.ecsjobs.engine.RunStore;
import dev.ecsjobs.job.Pause;
import dev.ecsjobs.run.Gate;
import dev.ecsjobs.run.Line;
import dev.ecsjobs.run.Run;
import dev.ecsjobs.run.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Runs in DynamoDB, one {@link RunItem} each; beside them stand the gates of jobs and groups, see
 * {@link GateItem}.
 */
public final class DynamoRunStore implements RunStore {
  private final DynamoDbClient dynamo;
  private final String table;
  private final Duration retention;
  private final RunReads reads;
  private final DueItems due;

  /**
   * @param retention how long finished runs are kept
   */
  public DynamoRunStore(DynamoDbClient dynamo, String table, Duration retention) {
    this.dynamo = dynamo;
    this.table = table;
    this.retention = retention;
    this.reads = new RunReads(dynamo, table);
    this.due = new DueItems(dynamo, table);
  }

  @Override
  public Optional<Run> load(RunId id) {
    return reads.run(id);
  }

  @Override
  public Line line(Gate gate) {
    return GateItem.line(reads.item(GateItem.key(gate)));
  }

  @Override
  public Set<RunId> recorded(Collection<RunId> runs) {
    return reads.recorded(runs);
  }

  @Override
  public List<RunId> due(Instant until, int limit) {
    return due.due(until, limit);
  }

  @Override
  public List<RunId> backlog(int limit) {
    return due.backlog(limit);
  }

  @Override
  public Claim claim(Run run) {
    var changes = Places.of(run);
    boolean unlessPaused = Places.isStoppedByPause(run);
    var pause = unlessPaused ? pauseUntold(run, changes) : Optional.<Pause>empty();
    if (pause.isPresent()) {
      return new Claim.Paused(pause.get());
    }
    var put =
        Put.builder()
            .tableName(table)
            .item(RunItem.of(run, retention))
            .conditionExpression("attribute_not_exists(pk)")
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return write(run, put, changes, unlessPaused)
        .map(failure -> claim(failure, unlessPaused))
        .orElseGet(Claim.Claimed::new);
  }

  /** If nothing that changes touches the job's item, whose condition would tell of the pause. */
  private Optional<Pause> pauseUntold(Run run, List<Places.Change> changes) {
    return changes.stream().anyMatch(DynamoRunStore::isOfJob)
        ? Optional.empty()
        : GateItem.pause(reads.item(GateItem.key(run.job().name())));
  }

  private static Claim claim(Failure failure, boolean unlessPaused) {
    if (failure.gate().isEmpty()) {
      return new Claim.Taken(RunItem.read(failure.item()));
    }
    return failure
        .pause(unlessPaused)
        .<Claim>map(Claim.Paused::new)
        .orElseGet(() -> new Claim.Blocked(failure.gate().get(), GateItem.line(failure.item())));
  }

  @Override
  public Commit commit(Run before, Run after) {
    var changes = Places.between(before, after);
    boolean unlessPaused = Places.isStoppedByPause(before, after);
    var pause = unlessPaused ? pauseUntold(after, changes) : Optional.<Pause>empty();
    if (pause.isPresent()) {
      return new Commit.Paused(pause.get());
    }
    var put =
        Put.builder()
            .tableName(table)
            .item(RunItem.between(before, after, retention))
            .conditionExpression("version = :version")
            .expressionAttributeValues(Map.of(":version", number(before.version())))
            .build();
    return write(after, put, changes, unlessPaused)
        .map(failure -> commit(failure, unlessPaused))
        .orElseGet(Commit.Committed::new);
  }

  private static Commit commit(Failure failure, boolean unlessPaused) {
    if (failure.gate().isEmpty()) {
      return new Commit.Changed();
    }
    return failure
        .pause(unlessPaused)
        .<Commit>map(Commit.Paused::new)
        .orElseGet(() -> new Commit.Blocked(failure.gate().get(), GateItem.line(failure.item())));
  }

  /**
   * A condition did not hold.
   *
   * @param gate whose; absent if it was the run's own
   */
  private record Failure(Optional<Gate> gate, Map<String, AttributeValue> item) {

    Optional<Pause> pause(boolean unlessPaused) {
      return unlessPaused ? GateItem.pause(item) : Optional.empty();
    }
  }

  /** Empty if it went through. */
  private Optional<Failure> write(
      Run run, Put put, List<Places.Change> changes, boolean unlessPaused) {
    if (changes.isEmpty()) {
      return put(put).map(item -> new Failure(Optional.empty(), item));
    }
    var items = new ArrayList<TransactWriteItem>();
    items.add(TransactWriteItem.builder().put(put).build());
    for (var change : changes) {
      items.add(GateItem.update(table, run, change, unlessPaused));
    }
    var reasons = Patience.whileConflicting(() -> transact(items));
    for (int i = 0; i < reasons.size(); i++) {
      if (isConditionFailed(reasons.get(i))) {
        var gate = i == 0 ? Optional.<Gate>empty() : Optional.of(changes.get(i - 1).gate());
        return Optional.of(new Failure(gate, reasons.get(i).item()));
      }
    }
    return Optional.empty();
  }

  /** Empty if it went through; otherwise the item that failed its condition. */
  private Optional<Map<String, AttributeValue>> put(Put put) {
    return Patience.whileConflicting(
        () -> {
          try {
            dynamo.putItem(
                r ->
                    r.tableName(table)
                        .item(put.item())
                        .conditionExpression(put.conditionExpression())
                        .expressionAttributeValues(
                            put.hasExpressionAttributeValues()
                                ? put.expressionAttributeValues()
                                : null)
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return Optional.empty();
          } catch (ConditionalCheckFailedException e) {
            return Optional.of(e.item());
          }
        });
  }

  /** Empty if it went through; otherwise, in order, what each part says. */
  private List<CancellationReason> transact(List<TransactWriteItem> items) {
    try {
      dynamo.transactWriteItems(r -> r.transactItems(items));
      return List.of();
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().stream().anyMatch(DynamoRunStore::isConditionFailed)) {
        return e.cancellationReasons();
      }
      throw e;
    }
  }

  private static boolean isOfJob(Places.Change change) {
    return switch (change.gate()) {
      case Gate.OfJob _ -> true;
      case Gate.OfGroup _ -> false;
    };
  }

  private static boolean isConditionFailed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }
}
