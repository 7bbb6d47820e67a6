package dev.hark.gateway.ask;

import static dev.hark.gateway.export.ExportText.clock;
import static dev.hark.gateway.export.ExportText.markdown;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hark.gateway.ask.CitedWords.CitedMoment;
import dev.hark.gateway.export.ExportFile;
import dev.hark.gateway.export.ExportFormat;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.SizedStream;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.Session;
import dev.hark.runtime.id.Ids.EndUserId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A conversation as a file, its citations with the words that they point at. */
@Singleton
final class SessionExport {
  /** Messages that are held at a time, with what they cite. */
  private static final int PAGE = 50;

  private static final Pattern LINES = Pattern.compile("\\R");

  private final AskServiceClient askService;
  private final SearchServiceClient searchService;

  SessionExport(AskServiceClient askService, SearchServiceClient searchService) {
    this.askService = askService;
    this.searchService = searchService;
  }

  SizedStream write(Call call, Session session, ExportFormat format) throws IOException {
    return ExportFile.of(
        out -> {
          if (format == ExportFormat.JSON) {
            asJson(call, session, out);
          } else {
            asMarkdown(call, session, out);
          }
        });
  }

  /** A message with what it cites, one moment for each of its citations. */
  private record ExportedMessage(
      @JsonUnwrapped MessageAnswer message, List<CitedMoment> citations) {}

  private void asJson(Call call, Session session, Writer out) throws IOException {
    out.write("{\"session\":" + json(SessionAnswer.of(session)) + ",\"messages\":[");
    String[] comma = {""};
    each(
        call,
        session,
        (message, citations) -> {
          out.write(comma[0] + json(new ExportedMessage(MessageAnswer.of(message), citations)));
          comma[0] = ",";
        });
    out.write("]}");
  }

  private static String json(Object value) {
    return new String(Json.bytes(value), StandardCharsets.UTF_8);
  }

  private void asMarkdown(Call call, Session session, Writer out) throws IOException {
    out.write("# " + markdown(session.getTitle()) + "\n\n");
    out.write("Begun " + Absent.always(session.getCreatedAt()) + "\n");
    each(call, session, (message, citations) -> message(out, message, citations));
  }

  private static void message(Writer out, Message message, List<CitedMoment> citations)
      throws IOException {
    boolean isAnswer = message.getRole() == Role.ROLE_ASSISTANT;
    out.write("\n## " + (isAnswer ? "Answer" : "Question") + "\n\n");
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Part part : message.getPartsList()) {
      text.append(part.hasCitation() ? "\\[%d\\]".formatted(++number) : lines(part.getText()));
    }
    out.write(text.toString().strip() + "\n");
    for (int i = 0; i < citations.size(); i++) {
      out.write((i == 0 ? "\n" : "") + (i + 1) + ". " + moment(citations.get(i)) + "\n");
    }
  }

  private static String moment(CitedMoment cited) {
    String title = cited.title() == null ? cited.recordingId() : cited.title();
    String day = cited.recordedAt() == null ? "" : ", " + cited.recordedAt().substring(0, 10);
    String speaker = cited.speaker() == null ? "" : markdown(cited.speaker()) + ": ";
    String words = cited.text() == null ? "(no longer there)" : speaker + markdown(cited.text());
    return "%s%s, %s: %s".formatted(markdown(title), day, clock(cited.startMs()), words);
  }

  /** The lines that an answer has stay lines; nothing in them is a mark. */
  private static String lines(String text) {
    StringBuilder lines = new StringBuilder();
    String[] each = LINES.split(text, -1);
    for (int i = 0; i < each.length; i++) {
      lines.append(i == 0 ? "" : "  \n").append(markdown(each[i]));
    }
    return lines.toString();
  }

  private interface Reader {
    void message(Message message, List<CitedMoment> citations) throws IOException;
  }

  /** Oldest first, some at a time. */
  private void each(Call call, Session session, Reader reader) throws IOException {
    EndUserId owner = new EndUserId(session.getEndUserId());
    String cursor = "";
    do {
      ListMessagesResponse page =
          askService.messages(
              call,
              ListMessagesRequest.newBuilder()
                  .setSessionId(session.getSessionId())
                  .setLimit(PAGE)
                  .setCursor(cursor));
      CitedWords words = CitedWords.of(searchService, call, owner, page.getMessagesList());
      for (Message message : page.getMessagesList()) {
        reader.message(
            message,
            message.getPartsList().stream()
                .filter(Part::hasCitation)
                .map(part -> words.of(part.getCitation()))
                .toList());
      }
      cursor = page.getNextCursor();
    } while (!cursor.isEmpty());
  }
}
