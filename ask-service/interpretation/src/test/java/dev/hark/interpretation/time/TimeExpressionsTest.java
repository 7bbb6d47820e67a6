package dev.hark.interpretation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeExpressionsTest {
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
}
