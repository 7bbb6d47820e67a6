package dev.hark.gateway.mcp;

import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Quote;
import dev.hark.proto.search.v1.Recording;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as an assistant is given it.
 *
 * @param answer with {@code [n]} behind what the {@code n}th citation supports
 */
record AskView(
    String sessionId, String answer, List<Cited> citations, String provider, String model) {

  /** One citation: the {@code n}th of {@code total}. */
  record Cited(
      int n,
      int total,
      String recordingId,
      @Nullable String title,
      @Nullable String recordedAt,
      @Nullable String speaker,
      long startMs,
      @Nullable Long endMs,
      @Nullable String quote) {}

  static AskView of(Completed completed, Map<String, Recording> recordings) {
    StringBuilder text = new StringBuilder();
    List<dev.hark.proto.ask.v1.Citation> cited =
        completed.getMessage().getPartsList().stream()
            .filter(Part::hasCitation)
            .map(Part::getCitation)
            .toList();
    int n = 0;
    for (Part part : completed.getMessage().getPartsList()) {
      text.append(part.hasCitation() ? " [%d]".formatted(++n) : part.getText());
    }
    List<Quote> quotes = completed.getQuotesList();
    return new AskView(
        completed.getSessionId(),
        text.toString(),
        IntStream.range(0, cited.size())
            .mapToObj(
                i ->
                    cited(
                        cited.get(i),
                        i < quotes.size() ? quotes.get(i) : null,
                        recordings.get(cited.get(i).getRecordingId()),
                        i + 1,
                        cited.size()))
            .toList(),
        completed.getMessage().getProvider(),
        completed.getMessage().getModel());
  }

  private static Cited cited(
      dev.hark.proto.ask.v1.Citation citation,
      @Nullable Quote quote,
      @Nullable Recording recording,
      int n,
      int total) {
    return new Cited(
        n,
        total,
        citation.getRecordingId(),
        recording == null ? null : RecordingView.title(recording),
        recording == null ? null : RecordingView.recordedAt(recording),
        quote == null ? null : Absent.textOrNull(quote.getSpeaker()),
        citation.getStartMs(),
        quote == null ? null : quote.getEndMs(),
        quote == null ? null : quote.getText());
  }
}
