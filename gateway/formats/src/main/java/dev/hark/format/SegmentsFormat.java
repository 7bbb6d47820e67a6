package dev.hark.format;

import java.io.IOException;

/** Hark's own segments, in an object or bare, as events and exports have them. */
final class SegmentsFormat implements JsonFormat {
  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.SEGMENTS;
  }

  @Override
  public boolean fits(JsonShape shape) {
    boolean none = !shape.hasAny("segments[]", "text", "language", "[]");
    return shape.hasAny("segments[].start_ms", "[].start_ms", "segments[].end_ms", "[].end_ms")
        || (none && (shape.has("segments") || shape.paths().isEmpty()));
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    JsonPieces pieces = new JsonPieces(in);
    if (in.isArray()) {
      draft.addScaled(pieces.list(), 1000);
      return;
    }
    in.object(
        name -> {
          switch (name) {
            case "segments" -> draft.addScaled(pieces.list(), 1000);
            case "language" -> draft.language(in.text());
            case "duration_ms" -> draft.durationSeconds(in.number() / 1000);
            default -> in.skip();
          }
          return true;
        });
  }
}
