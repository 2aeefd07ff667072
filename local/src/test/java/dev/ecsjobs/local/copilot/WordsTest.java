package dev.ecsjobs.local.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class WordsTest {

  @Test
  void splitsAsAShellDoes() {
    assertEquals(
        List.of("sh", "-c", "echo \"a b\" 'c'", "", "x y", "z"),
        Words.split("  sh -c \"echo \\\"a b\\\" 'c'\" '' x\\ y\tz "));
    assertEquals(List.of(), Words.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "/a/b.sh",
        "it's",
        "a: b",
        "no",
        "7",
        "1.5",
        "",
        " ",
        "#x",
        "@daily",
        "${X}",
        "two\nlines",
        "tab\t",
        "\"",
        "-x",
        "a:b",
        "null",
        "{a}",
        "ä",
        "0x1F",
        "a #b",
        "y"
      })
  void yamlReadsWhatWasWritten(String text) {
    var read =
        new Load(LoadSettings.builder().build()).loadFromString("[" + Words.yaml(text) + "]");
    assertEquals(List.of(text), read);
  }

  @ParameterizedTest
  @CsvSource({"report-generator, ReportGenerator", "a, A", "7up, Job7up", "a_b, AB", "--, Job"})
  void logicalIdsAreLettersAndDigits(String name, String id) {
    assertEquals(id, Words.logicalId(name));
  }
}
