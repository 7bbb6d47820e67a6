package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deepgram's answer: its utterances, else paragraphs, else words, else the text of channels. */
final class DeepgramFormat implements JsonFormat {
  private static final int MILLIS = 1000;

  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.DEEPGRAM;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.hasAny("results.channels", "results.utterances");
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    JsonPieces pieces = new JsonPieces(in);
    List<Piece> utterances = new ArrayList<>();
    List<Piece> channels = new ArrayList<>();
    in.object(
        name -> {
          switch (name) {
            case "results" ->
                in.object(
                    member -> {
                      switch (member) {
                        case "utterances" -> utterances.addAll(pieces.list());
                        case "channels" -> channels.addAll(pieces.list());
                        default -> in.skip();
                      }
                      return true;
                    });
            case "metadata" -> in.object(member -> metadata(in, member, draft));
            default -> in.skip();
          }
          return true;
        });
    boolean several = channels.size() > 1;
    utterances.forEach(utterance -> add(utterance, several ? utterance.channel : null, draft));
    for (int i = 0; i < channels.size(); i++) {
      draft.language(channels.get(i).language);
      if (utterances.isEmpty()) {
        add(channels.get(i), several ? String.valueOf(i) : null, draft);
      }
    }
  }

  private static boolean metadata(JsonInput in, String member, Draft draft) throws IOException {
    boolean duration = member.equals("duration");
    if (duration) {
      draft.durationSeconds(in.number());
    }
    return duration;
  }

  /** An utterance or a channel. */
  private static void add(Piece said, @Nullable String channel, Draft draft) {
    for (Piece paragraph : said.parts) {
      paragraph.parts.forEach(part -> part.speaker = label(channel, paragraph.speaker));
      draft.addScaled(paragraph.parts, MILLIS);
    }
    if (!said.parts.isEmpty()) {
      return;
    }
    for (Piece word : said.words) {
      word.speaker = label(channel, said.speaker == null ? word.speaker : said.speaker);
    }
    if (!said.words.isEmpty()) {
      draft.addWords(said.words, MILLIS);
    } else if (said.hasStart()) {
      said.speaker = label(channel, said.speaker);
      draft.addScaled(List.of(said), MILLIS);
    } else {
      draft.addText(said.text, label(channel, said.speaker));
    }
  }

  private static @Nullable String label(@Nullable String channel, @Nullable String speaker) {
    if (channel == null || channel.isEmpty()) {
      return speaker;
    }
    return speaker == null ? "Channel " + channel : "Channel " + channel + ", " + speaker;
  }
}
