package dev.hark.interpretation.time;

import java.util.Locale;

/** What a word can stand for. Sections of a language file have the names of those with words. */
enum Symbol {
  // Words that show the language, and how a question is built.
  FUNCTION(Kind.WORDS),
  PAST(Kind.WORDS),
  PERFECT(Kind.WORDS),
  PARTICIPLE(Kind.WORDS),
  SAID(Kind.WORDS),
  SAID_PAST(Kind.WORDS),
  PASSIVE(Kind.WORDS),
  PRESENT(Kind.WORDS),
  FUTURE(Kind.WORDS),
  OPENER(Kind.WORDS),
  OPENER_NEXT(Kind.WORDS),
  SUBJECT_VERB(Kind.WORDS),
  IN(Kind.WORDS),
  OF(Kind.WORDS),
  ABOUT(Kind.WORDS),
  STRANDED(Kind.WORDS),
  ASKING(Kind.WORDS),
  LINK(Kind.WORDS),
  NAME_LINK(Kind.WORDS),
  HONORIFIC(Kind.WORDS),
  ALSO(Kind.WORDS),
  FILLER(Kind.WORDS),
  TELL_ME(Kind.WORDS),
  REQUEST(Kind.WORDS),
  NOUN(Kind.WORDS),
  RECORDING(Kind.WORDS),
  NAMED_RECORDING(Kind.WORDS),
  COMPOUND(Kind.WORDS),
  NEVER(Kind.WORDS),
  // Words with a value.
  NUMBER(Kind.VALUES),
  NTH(Kind.VALUES),
  MONTH(Kind.VALUES),
  WEEKDAY(Kind.VALUES),
  QUARTER(Kind.VALUES),
  UNIT(Kind.VALUES),
  UNITS(Kind.VALUES),
  CLOCK_UNIT(Kind.VALUES),
  PART(Kind.VALUES),
  PART_TODAY(Kind.VALUES),
  PART_YESTERDAY(Kind.VALUES),
  NTH_SUFFIX(Kind.WORDS),
  /** Freitagnachmittag: made of the words of weekdays and parts where a language has compounds. */
  WEEKDAY_PART(Kind.COMPOUNDS),
  // Read from digits.
  ORDINAL(Kind.DIGITS),
  YEAR(Kind.DIGITS),
  HOUR(Kind.DIGITS),
  CLOCK(Kind.DIGITS),
  HOUR_AM(Kind.DIGITS),
  HOUR_PM(Kind.DIGITS),
  ISO(Kind.DIGITS),
  DOTTED(Kind.DIGITS),
  SLASHED(Kind.DIGITS),
  // Made of several tokens.
  TITLE(Kind.MADE),
  TIME(Kind.MADE),
  DAY(Kind.MADE),
  PERIOD(Kind.MADE);

  enum Kind {
    WORDS,
    VALUES,
    COMPOUNDS,
    DIGITS,
    MADE
  }

  private final Kind kind;

  Symbol(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  /** As language files have it. */
  String section() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
