package dev.hark.gateway.export;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What kind of file. */
public enum ExportFormat {
  VTT("text/vtt"),
  SRT("application/x-subrip"),
  TXT("text/plain"),
  MD("text/markdown"),
  JSON("application/json");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** As the parameter {@code format} says, which is one of these or refused. */
  public static ExportFormat asked(Parameters parameters, ExportFormat... known) {
    List<ExportFormat> formats = List.of(known);
    String text = parameters.text("format").orElse("");
    return formats.stream()
        .filter(format -> format.suffix().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Fields.wrong(
                    "format",
                    Arrays.stream(known)
                        .map(format -> "'" + format.suffix() + "'")
                        .collect(Collectors.joining(" or "))));
  }

  String contentType() {
    return this == JSON ? mediaType : mediaType + "; charset=utf-8";
  }

  String suffix() {
    return name().toLowerCase(Locale.ROOT);
  }
}
