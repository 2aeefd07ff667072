package dev.ecsjobs.local.times;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ecsjobs.local.times.TimeText.Read;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Monday morning in Berlin, an hour ahead of UTC. */
class TimeTextTest {
  private static final TimeText TEXT =
      new TimeText(ZoneId.of("Europe/Berlin"), Instant.parse("2026-03-02T08:30:15Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T01:00:00Z,               2026-03-01T01:00:00Z",
    "2026-03-01T01:00Z,                  2026-03-01T01:00:00Z",
    "2026-03-01t01:00:07.5z,             2026-03-01T01:00:07Z",
    "2026-03-01T01:00:00+05:30,          2026-02-28T19:30:00Z",
    "20260301T010000Z,                   2026-03-01T01:00:00Z",
    "2026-03-01T02:00:00,                2026-03-01T01:00:00Z",
    "2026-03-01 02:00,                   2026-03-01T01:00:00Z",
    "2026-03-01 02:00 Europe/Berlin,     2026-03-01T01:00:00Z",
    "2026-03-01 02:00 America/New_York,  2026-03-01T07:00:00Z",
    "2026-03-01 02:00 UTC,               2026-03-01T02:00:00Z",
    "2026-03-01,                         2026-02-28T23:00:00Z",
    "02:00,                              2026-03-02T01:00:00Z",
    "2:05,                               2026-03-02T01:05:00Z",
    "22:00,                              2026-03-02T21:00:00Z",
    "yesterday 02:00,                    2026-03-01T01:00:00Z",
    "Yesterday  02:00:30,                2026-03-01T01:00:30Z",
    "tomorrow 02:00,                     2026-03-03T01:00:00Z",
    "today,                              2026-03-01T23:00:00Z",
    "now,                                2026-03-02T08:30:15Z",
    "2026-07-01 02:00,                   2026-07-01T00:00:00Z",
  })
  void reads(String text, Instant time) {
    assertEquals(new Read.Moment(time), TEXT.read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "Berlin",
        "25:00",
        "02:61",
        "2026-02-30",
        "2026-13-01 02:00",
        "1 March",
        "02:00 Nowhere/Land",
        "yesterday yesterday",
        "2026-03-01T"
      })
  void whatIsNoTimeIsToldHowOneIsWritten(String text) {
    var problem = assertInstanceOf(Read.NoTime.class, TEXT.read(text)).problem();
    assertTrue(problem.toString().startsWith("'" + text + "' is no time. Write it as 2026-"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-25 02:30, 2026-10-25T00:30:00Z",
    "2026-10-25 02:30 +01:00, 2026-10-25T01:30:00Z"
  })
  void ofATimeThatComesTwiceTheFirstIsMeantUnlessTheOffsetSaysOtherwise(String text, Instant time) {
    assertEquals(new Read.Moment(time), TEXT.read(text));
    assertEquals(new Read.Moment(time), TEXT.read(new Told(TEXT.zone()).at(time)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29T02:59"})
  void aTimeThatTheClocksLeaveOutIsToldAsSuch(String text) {
    var leftOut = assertInstanceOf(Read.LeftOut.class, TEXT.read(text));
    assertTrue(
        leftOut
            .what()
            .endsWith("does not exist in Europe/Berlin: the clocks go from 02:00 to 03:00"),
        leftOut::what);
  }
}
