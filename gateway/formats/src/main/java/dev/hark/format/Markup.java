package dev.hark.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The text of a cue without tags and entities, one piece for each voice in it. */
final class Markup {
  /** What is said, and by whom, when a voice tag names somebody. */
  record Spoken(@Nullable String voice, String text) {}

  /** Tags of WebVTT and those of HTML that subtitles have; anything else in brackets is text. */
  private static final Set<String> TAGS =
      Set.of(
          "v", "c", "b", "i", "u", "s", "ruby", "rt", "lang", "font", "br", "span", "p", "em",
          "strong", "div");

  /** Those of WebVTT and what typesetters write; others stay as they are. */
  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", "\u00A0"),
          Map.entry("lrm", "\u200E"),
          Map.entry("rlm", "\u200F"),
          Map.entry("hellip", "…"),
          Map.entry("ndash", "–"),
          Map.entry("mdash", "—"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"));

  private static final int LONGEST_TAG = 200;
  private static final int LONGEST_ENTITY = 10;

  private final String cue;
  private final StringBuilder text = new StringBuilder();
  private final List<Spoken> spoken = new ArrayList<>();
  private @Nullable String voice;

  private Markup(String cue) {
    this.cue = cue;
  }

  /** Never empty: a cue without text is one without a voice. */
  static List<Spoken> read(String cue) {
    if (cue.indexOf('<') < 0 && cue.indexOf('&') < 0 && cue.indexOf('{') < 0) {
      return List.of(new Spoken(null, cue));
    }
    Markup markup = new Markup(cue);
    int at = 0;
    while (at < cue.length()) {
      at = markup.step(at);
    }
    markup.close();
    return markup.spoken.isEmpty() ? List.of(new Spoken(markup.voice, "")) : markup.spoken;
  }

  private void close() {
    if (!text.toString().isBlank()) {
      spoken.add(new Spoken(voice, text.toString().strip()));
    }
    text.setLength(0);
  }

  private int step(int at) {
    int after =
        switch (cue.charAt(at)) {
          case '<' -> tag(at);
          case '&' -> entity(at);
          case '{' -> override(at);
          default -> -1;
        };
    if (after < 0) {
      text.append(cue.charAt(at));
    }
    return after < 0 ? at + 1 : after;
  }

  /** Where the tag ends that begins here, or -1. */
  private int tag(int at) {
    int close = find('>', at, LONGEST_TAG);
    if (close < 0) {
      return -1;
    }
    String tag = cue.substring(at + 1, close);
    boolean ending = tag.startsWith("/");
    String name = name(ending ? tag.substring(1) : tag);
    boolean time = !tag.isEmpty() && Clock.parse(tag).isPresent();
    if (!time && !TAGS.contains(name)) {
      return -1;
    }
    if (name.equals("br") || name.equals("p") || name.equals("div")) {
      text.append(' ');
    }
    if (name.equals("v") && !time) {
      close();
      int space = tag.indexOf(' ');
      voice = ending || space < 0 ? null : Markup.plain(tag.substring(space + 1).strip());
    }
    return close + 1;
  }

  private static String name(String tag) {
    int end = 0;
    while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private int entity(int at) {
    int end = find(';', at, LONGEST_ENTITY);
    String name = end < 0 ? "" : cue.substring(at + 1, end);
    String character = name.startsWith("#") ? numbered(name) : ENTITIES.get(name);
    if (character == null) {
      return -1;
    }
    text.append(character);
    return end + 1;
  }

  private static @Nullable String numbered(String name) {
    boolean hex = name.startsWith("#x") || name.startsWith("#X");
    try {
      int point = Integer.parseInt(name, hex ? 2 : 1, name.length(), hex ? 16 : 10);
      boolean character =
          Character.isValidCodePoint(point)
              && Character.getType(point) != Character.SURROGATE
              && point > 0;
      return character ? Character.toString(point) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** <code>{\an8}</code> and the like, which SubRip files have from SSA. */
  private int override(int at) {
    boolean override = at + 1 < cue.length() && cue.charAt(at + 1) == '\\';
    int close = override ? find('}', at, LONGEST_TAG) : -1;
    return close < 0 ? -1 : close + 1;
  }

  private int find(char wanted, int from, int within) {
    int last = Math.min(cue.length(), from + within);
    return cue.indexOf(wanted, from, last);
  }

  /** A text without its markup, on one line. */
  private static String plain(String text) {
    return text.isEmpty() ? text : read(text).getFirst().text();
  }
}
