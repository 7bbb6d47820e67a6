package dev.hark.ask.model.local;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a question in English asks for, and what tells that a sentence holds something like it. */
enum AnswerKind {
  NUMBER(
      "\\bhow (?:much|many|long|old|high|far|fast|thick|heavy|large|big|expensive|often|tall|wide"
          + "|deep)\\b|\\bwhat (?:price|salary|sum|amount|temperature|range|dose|discount"
          + "|reduction|percentage|fee|deposit|number)|\\bcosts?\\b|\\bprice\\b|\\bhow .*paid",
      "\\d|\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\w+teen|\\w+ty|hundred"
          + "|thousand|million|half|once|twice|dozen|percent)\\b"),
  TIME(
      "\\bwhen\\b|\\b(?:which|what|new|first|last) (?:day|date|time|month|year|week)\\b|\\bdate\\b"
          + "|\\bdeadline\\b",
      "\\d|\\b(?:january|february|march|april|may|june|july|august|september|october|november"
          + "|december|\\w+day|tomorrow|tonight|morning|evening|weeks?|months?|autumn|summer"
          + "|winter|spring|o'clock|noon|midnight|first|second|third|fourth|fifth|sixth|seventh"
          + "|eighth|ninth|\\w+teenth|\\w+tieth)\\b"),
  REASON(
      "\\bwhy\\b|\\breason\\b|\\bcaused?\\b|\\bwhat for\\b",
      "\\bbecause\\b|\\bso that\\b|\\bsince\\b|\\breason\\b|\\botherwise\\b|\\bthat's why\\b"),
  PERSON("\\bwho(?:m|se)?\\b|\\bin charge\\b", "\\b(?:me|i|mine|i'll|i'd|he|she|mrs?|dr)\\b");

  private final Pattern asked;
  private final Pattern told;

  AnswerKind(String asked, String told) {
    this.asked = Pattern.compile(asked);
    this.told = Pattern.compile(told);
  }

  static Set<AnswerKind> askedBy(String question) {
    String text = question.toLowerCase(Locale.ROOT);
    Set<AnswerKind> kinds = EnumSet.noneOf(AnswerKind.class);
    for (AnswerKind kind : values()) {
      if (kind.asked.matcher(text).find()) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  boolean toldBy(String sentence) {
    return told.matcher(sentence.toLowerCase(Locale.ROOT)).find();
  }
}
