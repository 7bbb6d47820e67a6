package dev.hark.runtime.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WireTimeTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/written-times.tsv", delimiter = '\t', numLinesToSkip = 1)
  void writesThreeFractionalDigitsAlways(String time, String written) {
    assertEquals(written, WireTime.format(Instant.parse(time)));
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "/read-times.tsv",
      delimiter = '\t',
      numLinesToSkip = 1,
      emptyValue = "")
  void readsWhatSaysItsZone(String text, String meant) {
    Optional<Instant> expected =
        "refused".equals(meant) ? Optional.empty() : Optional.of(Instant.parse(meant));
    assertEquals(expected, WireTime.parse(text));
  }

  @Test
  void nothingIsNoTime() {
    assertEquals(Optional.empty(), WireTime.parse(""));
  }
}
