package dev.ecsjobs.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"j", "nightly-report", "Nightly_Report-2", "-", "0"})
  void isLettersDigitsHyphensAndUnderscores(String text) {
    assertEquals(text, JobName.parse(text).orElseThrow().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", "a:b", "a.b", "bericht-für-heute", "a\n"})
  void isNothingThatEcsRefusesInStartedBy(String text) {
    assertEquals(Optional.empty(), JobName.parse(text));
    assertThrows(IllegalArgumentException.class, () -> new JobName(text));
  }

  @Test
  void hasAtMost64Characters() {
    assertEquals(64, JobName.parse("a".repeat(64)).orElseThrow().value().length());
    assertEquals(Optional.empty(), JobName.parse("a".repeat(65)));
  }
}
