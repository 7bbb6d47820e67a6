package dev.hark.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a transcript file may be, by the name that the API knows it under. */
public enum TranscriptFormat {
  /** Hark's own: {@code {"segments": [{"start_ms", "end_ms", "text"}]}} or the bare array. */
  SEGMENTS,
  VTT,
  SRT,
  /** JSON of openai-whisper, whisper.cpp, faster-whisper, WhisperX and of OpenAI's API. */
  WHISPER,
  DEEPGRAM,
  ASSEMBLYAI,
  ELEVENLABS,
  /** WebVTT with {@code Name: text} in its cues, or the text with {@code [Name] 00:00:01}. */
  ZOOM,
  /** WebVTT with voices, or the text of the document. */
  TEAMS,
  GOOGLE_MEET,
  OTTER,
  AMAZON_TRANSCRIBE,
  GOOGLE_SPEECH,
  /** Anything that people can read, with or without names and times. */
  TEXT;

  private final String wire = name().toLowerCase(Locale.ROOT);

  public String wire() {
    return wire;
  }

  /** Empty when no format has that name. */
  public static Optional<TranscriptFormat> fromWire(String name) {
    return Arrays.stream(values()).filter(format -> format.wire.equals(name)).findFirst();
  }

  /** All names, for messages. */
  public static String known() {
    return Arrays.stream(values()).map(TranscriptFormat::wire).collect(Collectors.joining(", "));
  }

  boolean isJson() {
    return switch (this) {
      case SEGMENTS, WHISPER, DEEPGRAM, ASSEMBLYAI, ELEVENLABS, AMAZON_TRANSCRIBE, GOOGLE_SPEECH ->
          true;
      case VTT, SRT, ZOOM, TEAMS, GOOGLE_MEET, OTTER, TEXT -> false;
    };
  }
}
