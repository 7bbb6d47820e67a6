package dev.hark.ask.prompt;

import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.interpretation.Reading;
import dev.hark.ask.model.ChatRequest.Stated;
import dev.hark.ask.retrieval.Found.Legs;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.RecordingCounts;
import java.util.List;
import java.util.Optional;

/**
 * What code says of an answer: numbers that the index has counted, and why nothing answers.
 *
 * @param legs that took part in the search
 * @param counts of the recordings, as far as they could be counted
 * @param mentions of the words that are counted; empty when none are, or too many
 * @param told moments of them that stand in the prompt
 * @param listed whether code lists these in the answer, and no model
 */
public record Statements(
    String question,
    Reading reading,
    Legs legs,
    Optional<RecordingCounts> counts,
    Optional<Mentions> mentions,
    long told,
    boolean listed) {

  /** In the question's language. */
  Stated stated() {
    Sayings sayings = new Sayings(question, reading.interpretation().zone());
    boolean counted = reading.interpretation().kind() != Kind.MOMENT;
    String lead = counted ? lead(sayings) : "";
    boolean all = counted && listed && mentions.isPresent();
    return new Stated(lead, nothing(sayings), all);
  }

  private String lead(Sayings sayings) {
    String words = Neutral.fenced(reading.interpretation().counted().getFirst());
    if (mentions.isEmpty()) {
      return sayings.say("too_many", words) + "\n";
    }
    Mentions found = mentions.get();
    String lead = joined(sayings, count(sayings, words, found)) + "." + pending(sayings);
    if (found.moments() == 0 || !listed) {
      return lead + "\n";
    }
    String shown = told < found.moments() ? sayings.say("newest", told) : sayings.say("all");
    return lead + " " + shown + "\n";
  }

  private String count(Sayings sayings, String words, Mentions found) {
    String recordings = sayings.recordings(found.recordings());
    if (found.moments() == 0) {
      return sayings.say(
          "unsaid", words, sayings.recordings(counts.map(RecordingCounts::searched).orElse(0L)));
    }
    return reading.interpretation().recordings()
        ? sayings.say("said_in_recordings", words, recordings, sayings.moments(found.moments()))
        : sayings.say("said", words, sayings.moments(found.moments()), recordings);
  }

  /** By whom and when. */
  private String joined(Sayings sayings, String sentence) {
    List<String> by = reading.interpretation().countedBy();
    String who = by.isEmpty() ? "" : " " + sayings.say("by", Neutral.fenced(String.join(", ", by)));
    String span = span(sayings);
    return sentence + who + (span.isEmpty() ? "" : " " + span);
  }

  private String span(Sayings sayings) {
    return sayings.span(reading.limits().from(), reading.limits().to());
  }

  private String pending(Sayings sayings) {
    return counts
        .filter(there -> there.pending() > 0)
        .map(there -> " " + sayings.say("also_pending", sayings.recordings(there.pending())))
        .orElse("");
  }

  /** Empty where nothing special is to be said of it. */
  private String nothing(Sayings sayings) {
    boolean counted = reading.interpretation().kind() != Kind.MOMENT && mentions.isPresent();
    return switch (Grounding.no(legs, counts, counted)) {
      case SEARCH_DEGRADED -> sayings.say(legs == Legs.WORDS_ONLY ? "words_only" : "meaning_only");
      case NOT_SEARCHABLE_YET ->
          sayings.say(
              "pending", sayings.recordings(counts.map(RecordingCounts::pending).orElse(0L)));
      case NOT_SAID, ANSWERED -> notSaid(sayings);
    };
  }

  private String notSaid(Sayings sayings) {
    if (reading.missing().isPresent()) {
      return sayings.say("none_called", Neutral.fenced(reading.missing().get()));
    }
    if (!reading.limits().timed() || counts.isEmpty()) {
      return sayings.say("not_said");
    }
    RecordingCounts there = counts.get();
    String said =
        there.searched() == 0
            ? sayings.say("none_in", span(sayings))
            : sayings.say("not_said_in", sayings.recordings(there.searched()), span(sayings));
    return there.undated() == 0
        ? said
        : said + " " + sayings.say("undated", sayings.recordings(there.undated()));
  }
}
