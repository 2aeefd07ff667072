package dev.ecsjobs.local.wire;

import dev.ecsjobs.aws.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;

/** What goes back over the wire. */
record Answer(int status, Map<String, String> headers, SdkBytes body) {
  static final String JSON = "application/x-amz-json-1.1";
  static final String REST_JSON = "application/json";

  private static final String ERROR_TYPE = "x-amzn-ErrorType";

  /** As AWS's JSON protocol tells an error: SDKs make the exception of that name of it. */
  static Answer error(int status, String code, String message) {
    return error(status, code, message, Map.of());
  }

  static Answer error(int status, String code, String message, Map<String, ?> more) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("__type", code);
    tree.put("message", message);
    tree.putAll(more);
    return of(status, JSON, Map.of(ERROR_TYPE, code), tree);
  }

  /** As AWS's REST protocol does. */
  static Answer restError(int status, String code, String message) {
    return of(status, REST_JSON, Map.of(ERROR_TYPE, code), Map.of("Message", message));
  }

  static Answer of(int status, String type, Map<String, String> more, Map<String, ?> tree) {
    var headers = new LinkedHashMap<>(more);
    headers.put("Content-Type", type);
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    return new Answer(status, headers, SdkBytes.fromUtf8String(Json.write(tree)));
  }
}
