package dev.ecsjobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ecsjobs.job.Array;
import dev.ecsjobs.job.JobName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0-1", "7", "0-6,9", "0,2,4-998", "3-5,7-9,999"})
  void aSetIsWrittenShortlyAndReadBack(String text) {
    assertEquals(text, IndexSet.parse(text).toString());
  }

  @Test
  void anIndexEndsOnceAndOnlyIfItWasStarted() {
    var started = Indexes.NONE.withStarted(3);
    var ended = started.withEnded(1, RunResult.SUCCEEDED);
    assertEquals(List.of(0, 2), ended.underWay());
    assertEquals(ended, ended.withEnded(1, RunResult.FAILED));
    assertEquals(ended, ended.withEnded(3, RunResult.SUCCEEDED));
    assertEquals(IndexSet.parse("2"), ended.withEnded(2, RunResult.CANCELLED).failed());
  }

  @ParameterizedTest
  @CsvSource({"20, 1, 20", "20, 0.55, 11", "20, 0.5, 10", "3, 0.5, 2", "1000, 0.001, 1"})
  void soManyIndexesHaveToSucceed(int size, double share, int needed) {
    assertEquals(needed, new Array(size, 1, share).needed());
  }

  @Test
  void theRunOfAnIndexNamesItsArray() {
    var array = RunId.requested(new JobName("import"), "request");
    var index = array.ofIndex(17);
    assertEquals(Optional.of(index), RunId.parse(index.toString()));
    assertEquals(OptionalInt.of(17), index.index());
    assertEquals(Optional.of(array), index.array());
    assertEquals(OptionalInt.empty(), array.index());
    assertThrows(IllegalArgumentException.class, () -> index.ofIndex(1));
  }
}
