package dev.ecsjobs.local.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Answers each request that comes through a gate. */
record Requests(Gate gate, Served served, DynamoDb dynamoDb) implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var answer = answer(exchange);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().asByteArrayUnsafe();
      boolean silent = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.status(), silent ? -1 : body.length);
      if (!silent) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    var refusal = gate.refusal(exchange);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    var target = Target.of(exchange);
    var body = Gate.body(exchange);
    if (body.isEmpty()) {
      return Answer.error(
          413,
          "RequestEntityTooLargeException",
          "A request may have at most " + Gate.LONGEST_BODY + " bytes.");
    }
    try {
      return answer(target, exchange, body.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return unavailable();
    } catch (RuntimeException e) { // ours to mend; the caller need not wait for nothing
      return Answer.error(500, "InternalFailure", "ecsjobs failed: " + e);
    }
  }

  private Answer answer(Target target, HttpExchange exchange, byte[] body)
      throws InterruptedException {
    return switch (target) {
      case Target.Unknown unknown -> unknown.answer();
      case Target.Action action ->
          served
              .ask((_, actions) -> answer(action, actions.get(action.api()), body))
              .orElseGet(Requests::unavailable);
      case Target.DynamoDbAction _ ->
          served
              .ask((address, _) -> dynamoDb.answer(address, exchange.getRequestHeaders(), body))
              .orElseGet(Requests::unavailable);
    };
  }

  private static Answer answer(Target.Action action, Actions actionsOrNull, byte[] body) {
    return actionsOrNull == null
        ? new Target.Unknown(action.api().title() + " is not served here").answer()
        : actionsOrNull.answer(action.name(), action.parameters(), body);
  }

  private static Answer unavailable() {
    return Answer.error(503, "ServiceUnavailable", "ecsjobs is starting or ending; try again.");
  }
}
