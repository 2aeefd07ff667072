package dev.ecsjobs.aws;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.util.IdempotentUtils;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The calls of DynamoDB that the functions make, by {@link DirectCalls}. */
public final class DirectDynamoDb implements DynamoDbClient {
  private final DirectCalls<DynamoDbClient> calls;

  /**
   * @param client makes the SDK's client
   */
  public DirectDynamoDb(SignedCalls calls, Supplier<DynamoDbClient> client) {
    this.calls =
        new DirectCalls<>(
            calls,
            new DirectCalls.Protocol(
                SERVICE_NAME, "DynamoDB_20120810", "application/x-amz-json-1.0"),
            Map.of(
                "ConditionalCheckFailedException", ConditionalCheckFailedException::builder,
                "TransactionCanceledException", TransactionCanceledException::builder),
            client);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest r) {
    return calls.answer("GetItem", r, GetItemResponse.builder(), sdk -> sdk.getItem(r));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest r) {
    return calls.answer("PutItem", r, PutItemResponse.builder(), sdk -> sdk.putItem(r));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest r) {
    return calls.answer("UpdateItem", r, UpdateItemResponse.builder(), sdk -> sdk.updateItem(r));
  }

  @Override
  public QueryResponse query(QueryRequest r) {
    return calls.answer("Query", r, QueryResponse.builder(), sdk -> sdk.query(r));
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest r) {
    return calls.answer(
        "BatchGetItem", r, BatchGetItemResponse.builder(), sdk -> sdk.batchGetItem(r));
  }

  /** Named, so that it is one transaction however often it is sent. */
  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest unnamed) {
    var token = IdempotentUtils.getGenerator().get();
    var r = unnamed.toBuilder().clientRequestToken(token).build();
    return calls.answer(
        "TransactWriteItems",
        r,
        TransactWriteItemsResponse.builder(),
        sdk -> sdk.transactWriteItems(r));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // it holds nothing
  }
}
