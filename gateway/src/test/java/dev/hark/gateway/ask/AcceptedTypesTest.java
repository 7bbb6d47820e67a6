package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptedTypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream                          | true",
        "Text/Event-Stream                          | true",
        "text/event-stream;charset=utf-8            | true",
        "application/json, text/event-stream        | true",
        "text/event-stream; q=0.1, application/json | true",
        "text/event-stream;q=0                      | false",
        "text/event-stream; q=0.000                 | false",
        "text/*                                     | false",
        "*/*                                        | false",
        "application/json                           | false",
        "text/event-streams                         | false",
        ";;,,                                       | false",
        "                                           | false"
      })
  void aStreamIsNamedAndNotOnlyAllowed(@Nullable String accept, boolean named) {
    List<String> values = accept == null ? List.of() : List.of(accept);
    assertEquals(named, new AcceptedTypes(values).namesEventStream());
  }
}
