package dev.ecsjobs.local.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.engine.Eventually;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The engine is another after each change of the template; the endpoint stays. */
class ServedTest {
  private static final URI FIRST = URI.create("http://first");
  private static final URI SECOND = URI.create("http://second");

  private final Served served = new Served();

  private record Nothing() implements EcsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @Test
  void aRequestBetweenTwoEnginesWaitsForTheSecond() throws Exception {
    served.by(FIRST, new Nothing()).close();
    var waiting = CompletableFuture.supplyAsync(this::whoServes);
    assertFalse(waiting.isDone());

    served.by(SECOND, new Nothing());

    assertEquals(SECOND.toString(), waiting.get());
  }

  @Test
  void anEngineIsNotClosedUnderARequest() throws ExecutionException, InterruptedException {
    var shift = served.by(FIRST, new Nothing());
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var under = new AtomicBoolean(true);
    var request =
        CompletableFuture.runAsync(
            () ->
                ask(
                    address -> {
                      entered.countDown();
                      await(leave);
                      under.set(false);
                      return address;
                    }));
    entered.await();
    var closing = Thread.startVirtualThread(shift::close);
    Eventually.holds("the wait", () -> closing.getState() == Thread.State.WAITING);
    assertTrue(under.get());

    leave.countDown();
    closing.join();

    assertFalse(under.get());
    request.get();
  }

  private String whoServes() {
    return ask(URI::toString);
  }

  private <T> T ask(Function<URI, T> question) {
    var answer = new CompletableFuture<T>();
    try {
      served.ask(
          (address, _) -> {
            answer.complete(question.apply(address));
            return Api.ECS.answer(Map.of());
          });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return answer.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
