package dev.ecsjobs.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void readsEveryKindOfValueAsAPlainOne() {
    var object = Json.readObject("{\"t\":\"x\",\"l\":7,\"d\":1.5,\"b\":true,\"n\":null,\"a\":[]}");
    assertEquals("x", object.get("t"));
    assertEquals(7L, object.get("l"));
    assertEquals(new BigDecimal("1.5"), object.get("d"));
    assertEquals(true, object.get("b"));
    assertEquals(List.of(), object.get("a"));
    assertEquals(null, object.get("n"));
    assertEquals(List.of("t", "l", "d", "b", "n", "a"), new ArrayList<>(object.keySet()));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "137, 137",
    "1772326800123, 1772326800123",
    "2.0, 2",
    "1e3, 1000",
    "999999999999999999, 999999999999999999",
  })
  void readsWholeNumbersAsLongs(String json, long expected) {
    assertEquals(expected, Json.read(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "-2.25", "123456789012345678901234567890", "1E+2000000000"})
  void readsOtherNumbersExactly(String json) {
    assertEquals(new BigDecimal(json), Json.read(json));
  }

  @Test
  void readsAndWritesTextsOfAnyKind() {
    var texts = List.of("", "grüß Gott", "日本", "👋", "a\"b\\c/d", "tab\tline\nend", "\u0001");
    assertEquals(texts, Json.read(Json.write(texts)));
    assertEquals("é👋", Json.read("\"\\u00e9\\uD83D\\uDC4B\""));
  }

  @Test
  void writesOnOneLine() {
    assertFalse(Json.write(Map.of("a", "b\nc\r\nd")).contains("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "7",
        "1.50",
        "\"x\"",
        "[1,[2,{}],[]]",
        "{\"a\":{\"b\":[null,false,-1]},\"c\":\"d\"}",
      })
  void writesWhatItRead(String json) {
    assertEquals(json, Json.write(Json.read(json)));
  }

  @Test
  void writesWhatJavaCodeHolds() {
    assertEquals("[1,2,0.25,null]", Json.write(Arrays.asList(1, 2L, 0.25, null)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"}",
        "{\"a\":1,}",
        "[1",
        "nul",
        "{'a':1}",
        "\"open",
        "{} {}",
        "{}]",
        "{}] [",
        "1, 2"
      })
  void refusesWhatIsNoJson(String text) {
    var malformed = assertThrows(Json.MalformedJson.class, () -> Json.read(text));
    assertFalse(String.valueOf(malformed.getMessage()).equals("null"), "no reason is given");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"{}\""})
  void refusesWhatIsNoObjectWhereOneIsAsked(String json) {
    assertThrows(Json.MalformedJson.class, () -> Json.readObject(json));
  }
}
