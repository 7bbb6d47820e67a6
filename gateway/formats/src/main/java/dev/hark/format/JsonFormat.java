package dev.hark.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One format in JSON: how it is told, and how it is read. */
interface JsonFormat {
  /** In this order they are told apart: the ones with the plainest members come last. */
  List<JsonFormat> ALL =
      List.of(
          new SegmentsFormat(),
          new DeepgramFormat(),
          new AmazonTranscribeFormat(),
          new GoogleSpeechFormat(),
          new ElevenLabsFormat(),
          new AssemblyAiFormat(),
          new WhisperFormat());

  TranscriptFormat format();

  /** Whether a text of that shape can be read as this format. */
  boolean fits(JsonShape shape);

  void read(JsonInput in, Draft draft) throws IOException;

  static Optional<JsonFormat> of(JsonShape shape) {
    return ALL.stream().filter(format -> format.fits(shape)).findFirst();
  }

  static JsonFormat of(TranscriptFormat wanted) {
    return ALL.stream().filter(format -> format.format() == wanted).findFirst().orElseThrow();
  }
}
