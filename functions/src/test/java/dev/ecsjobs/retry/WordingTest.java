package dev.ecsjobs.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AGENT          | agent             | true
          AGENT          | agent lost        | false
          Cannot*        | CANNOTPULL        | true
          Cannot*        | it cannot         | false
          *not found     | ref: not found    | true
          *not found     | not found here    | false
          *not found*    | x not found here  | true
          a*b*c          | a-b-c             | true
          a*b*c          | a-c-b             | false
          a*b*c          | a-c-b-c           | true
          aba*aba        | aba               | false
          *RESOURCE:*    | a RESOURCE:CPU    | true
          *              | ''                | true
          (x).*[y]       | (x). or [y]       | true
          (x).*[y]       | xx or y           | false
          """)
  void aStarIsAnyTextAndTheCaseDoesNotMatter(String pattern, String text, boolean matches) {
    assertEquals(matches, new Wording(pattern).matches(text));
  }
}
