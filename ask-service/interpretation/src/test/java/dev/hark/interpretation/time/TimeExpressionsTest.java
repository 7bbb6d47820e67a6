package dev.hark.interpretation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimeExpressionsTest {
  private static final Instant NOW = Instant.parse("2026-05-06T08:00:00Z");
  private static final TimeExpressions EXPRESSIONS = new TimeExpressions();

  static List<Row> rows() {
    return Row.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsWhatTheTableSays(Row row) {
    assertEquals(
        row.expected(),
        Row.of(EXPRESSIONS.read(row.question(), row.now(), row.zone())),
        row.question());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What did we decide last week about prices?            | last week
          What did we decide on 29 April?                       | on 29 April
          What has been said since Tuesday?                     | since Tuesday
          What came up in the last three stand-ups?             | in the last three stand-ups
          What did we say before the launch call?               | before the launch call
          Was haben wir am 29.4. beschlossen?                   | am 29.4.
          Compare last week with this week                      | last week with this week
          What was agreed during the call on April 23rd, 2026?  | on April 23rd, 2026
          """)
  void saysWhereTheExpressionStands(String question, String text) {
    TimeExpression read = EXPRESSIONS.read(question, NOW, ZoneOffset.UTC).orElseThrow();
    assertEquals(text, read.text());
    assertEquals(text, question.substring(read.start(), read.end()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What did they ask in the latest call with Nobody Ltd?                  | Nobody Ltd
          What did they ask in the latest supplier call with Pellworth?          | Pellworth
          What came up in the last session with Ms Kroonen?                      | Kroonen
          What came up in the last session with Mrs. Kroonen about the price?    | Kroonen
          Qu'avons-nous décidé dans la dernière réunion avec Mme Kroonen ?       | Kroonen
          What came up in the last session with Ms kroonen?                      | ''
          What did they ask in the latest call with pellworth?                   | ''
          What did they ask in the latest call with the Sponsor?                 | ''
          What did they ask in the latest call with One Two Three Four?          | ''
          What came up in the last three stand-ups?                              | ''
          Was wurde im letzten Gespräch mit Kunden besprochen?                   | ''
          Was wurde im letzten call mit Kunden besprochen?                       | ''
          Was wurde im letzten Anruf mit Frau Kroonen besprochen?                | ''
          Was wurde im letzten Anruf mit dem Kunden besprochen?                  | ''
          What Did They Ask in the Latest Call With Suppliers?                   | ''
          WHAT DID THEY ASK IN THE LATEST CALL WITH SUPPLIERS?                   | ''
          """)
  void aNameIsOneThatIsCertainlyWrittenAsOne(String question, String name) {
    assertEquals(
        name,
        String.join(
            " ",
            assertInstanceOf(
                    TimeExpression.NamedRecordings.class,
                    EXPRESSIONS.read(question, NOW, ZoneOffset.UTC).orElseThrow())
                .name()));
  }
}
