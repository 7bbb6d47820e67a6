package dev.hark.ask.prompt;

import dev.hark.interpretation.Language;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What code says in an answer, in the language of its question. Safe for many threads. */
final class Sayings {
  private final Locale locale;
  private final ResourceBundle texts;
  private final ZoneId zone;

  Sayings(String question, ZoneId zone) {
    this.locale =
        switch (Language.of(question)) {
          case ENGLISH -> Locale.UK;
          case GERMAN -> Locale.GERMANY;
          case FRENCH -> Locale.FRANCE;
          case SPANISH -> Locale.of("es", "ES");
          case DUTCH -> Locale.of("nl", "NL");
        };
    this.texts =
        ResourceBundle.getBundle(
            "dev.hark.ask.prompt.sayings",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.zone = zone;
  }

  /** The text of this name, with these in their places. */
  String say(String name, Object... places) {
    return new MessageFormat(texts.getString(name), locale).format(places);
  }

  String recordings(long count) {
    return say("recordings", count);
  }

  String moments(long count) {
    return say("moments", count);
  }

  /** A time in words, by its days; empty for all time. */
  String span(Optional<Instant> from, Optional<Instant> to) {
    if (from.isPresent() && to.isPresent()) {
      ZonedDateTime first = from.get().atZone(zone);
      ZonedDateTime end = to.get().atZone(zone);
      boolean days = isMidnight(first) && isMidnight(end);
      ZonedDateTime last = days ? end.minusNanos(1) : end;
      return days && first.toLocalDate().equals(last.toLocalDate())
          ? say("on", text(first, true))
          : say("between", text(first, days), text(last, days));
    }
    return from.map(time -> say("since", text(time)))
        .or(() -> to.map(time -> say("before", text(time))))
        .orElse("");
  }

  private String text(Instant time) {
    ZonedDateTime there = time.atZone(zone);
    return text(there, isMidnight(there));
  }

  private String text(ZonedDateTime time, boolean day) {
    DateTimeFormatter format =
        day
            ? DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
            : DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT);
    return format.withLocale(locale).format(time);
  }

  private static boolean isMidnight(ZonedDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        || time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
  }
}
