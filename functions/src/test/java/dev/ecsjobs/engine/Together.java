package dev.ecsjobs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many threads that do something at the same moment. */
public final class Together {
  private Together() {}

  /** What each call answered; an exception in any of them is thrown. */
  public static <T> List<T> call(int threads, IntFunction<T> action) {
    var start = new CyclicBarrier(threads);
    var answers = new ArrayList<T>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      var futures = new ArrayList<Future<T>>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return action.apply(number);
                }));
      }
      for (var future : futures) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("one of " + threads + " calls failed", e);
    }
  }
}
