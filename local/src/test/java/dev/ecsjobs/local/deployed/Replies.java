package dev.ecsjobs.local.deployed;

import dev.ecsjobs.Document;
import dev.ecsjobs.aws.Json;
import dev.ecsjobs.local.deployed.FakeAws.Reply;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers in the words and shapes of AWS. */
public final class Replies {
  private Replies() {}

  /** DescribeStacks of a stack with these outputs. */
  public static Reply stack(String name, String status, Map<String, String> outputs) {
    String members =
        outputs.entrySet().stream()
            .map(
                output ->
                    "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
                        .formatted(output.getKey(), output.getValue()))
            .collect(Collectors.joining());
    return xml(
        200,
        """
        <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <DescribeStacksResult><Stacks><member>
            <StackName>%s</StackName><CreationTime>2026-03-01T01:00:00Z</CreationTime>
            <StackStatus>%s</StackStatus><Outputs>%s</Outputs>
          </member></Stacks></DescribeStacksResult>
          <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
        </DescribeStacksResponse>
        """
            .formatted(name, status, members));
  }

  /** An error as the service of that action puts it. */
  public static Reply error(String action, int status, String code, String message) {
    return switch (action.substring(0, action.indexOf(':'))) {
      case "cloudformation" ->
          xml(
              status,
              """
              <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
                <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                <RequestId>r</RequestId>
              </ErrorResponse>
              """
                  .formatted(code, message));
      case "dynamodb" ->
          json(
              status,
              new Document()
                  .put("__type", "com.amazon.coral.service#" + code)
                  .put("message", message));
      default ->
          new Reply(
              status,
              Map.of("x-amzn-ErrorType", code, "Content-Type", "application/json"),
              Json.write(new Document().put("Message", message).fields()));
    };
  }

  public static Reply json(int status, Document body) {
    return new Reply(status, Map.of("Content-Type", "application/json"), Json.write(body.fields()));
  }

  private static Reply xml(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "text/xml"), body.strip());
  }
}
