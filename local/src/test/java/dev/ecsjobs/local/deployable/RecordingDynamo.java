package dev.ecsjobs.local.deployable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A DynamoDB that holds nothing, takes everything, and keeps what it was asked. */
final class RecordingDynamo implements DynamoDbClient {
  final List<Map<String, AttributeValue>> written = new ArrayList<>();
  final List<Map<String, AttributeValue>> keys = new ArrayList<>();
  final List<QueryRequest> queries = new ArrayList<>();

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    written.add(request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    keys.add(request.key());
    return GetItemResponse.builder().build();
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    queries.add(request);
    return QueryResponse.builder().build();
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    for (var part : request.transactItems()) {
      if (part.put() != null) {
        written.add(part.put().item());
      }
      if (part.update() != null) {
        keys.add(part.update().key());
      }
    }
    return TransactWriteItemsResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
