package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is left of an answer when recordings are gone. For one answer and one thread. */
final class SentencesLeft {
  private final Message.Answer answer;
  private final Set<RecordingId> gone;
  private final List<AnswerSentence> sentences;
  private final List<Optional<Evidence.Sentence>> left = new ArrayList<>();

  private final List<Part> parts = new ArrayList<>();
  private final List<ChunkId> cited = new ArrayList<>();
  private final List<Evidence.Sentence> evidence = new ArrayList<>();
  private final StringBuilder words = new StringBuilder();
  private int length;

  private SentencesLeft(Message.Answer answer, Set<RecordingId> gone) {
    this.answer = answer;
    this.gone = gone;
    List<Evidence.Sentence> all = answer.evidence().sentences();
    this.sentences =
        AnswerSentence.of(answer.parts(), all.stream().map(Evidence.Sentence::end).toList());
    all.forEach(sentence -> left.add(sentence.without(gone)));
    takeOutHeadingsOfNothing(all);
  }

  static Message.Answer of(Message.Answer answer, Set<RecordingId> gone) {
    return new SentencesLeft(answer, gone).rest();
  }

  private void takeOutHeadingsOfNothing(List<Evidence.Sentence> all) {
    boolean body = false;
    for (int i = all.size() - 1; i >= 0; i--) {
      if (!all.get(i).heading()) {
        body |= left.get(i).isPresent();
      } else {
        if (!body) {
          left.set(i, Optional.empty());
        }
        // Headings that follow each other have the same body.
        body &= i > 0 && all.get(i - 1).heading();
      }
    }
  }

  private Message.Answer rest() {
    if (left.stream().allMatch(Optional::isPresent)
        && Collections.disjoint(Part.cited(answer.parts()), gone)) {
      return answer.with(
          answer.parts(), answer.cited(), evidence(left.stream().map(Optional::get).toList()));
    }
    // One for each citation, but for a transcript that was read whole.
    boolean chunks = answer.cited().size() == Part.citations(answer.parts()).size();
    int citation = 0;
    String lead = "";
    for (int i = 0; i < sentences.size(); i++) {
      AnswerSentence sentence = sentences.get(i);
      if (left.get(i).isEmpty()) {
        String its = AnswerSentence.lead(sentence.text());
        lead = i == 0 || its.contains("\n") ? its : lead;
        citation += sentence.citations().size();
      } else {
        add(sentence, lead);
        lead = "";
        for (Part.Citation one : sentence.citations()) {
          if (chunks && !gone.contains(one.recording())) {
            cited.add(answer.cited().get(citation));
          }
          citation++;
        }
        evidence.add(left.get(i).get().endingAt(length));
      }
    }
    endWords();
    return Part.content(parts).isBlank() && !answer.content().isBlank()
        ? AnswerErasure.withdrawn(answer)
        : answer.with(parts, cited, evidence(evidence));
  }

  /**
   * Adds a sentence.
   *
   * @param lead of what stood before it and was taken out: its line break and sign of a list stay
   */
  private void add(AnswerSentence sentence, String lead) {
    boolean first = true;
    for (Part part : sentence.parts()) {
      switch (part) {
        case Part.Text text -> {
          String its = text.text();
          String own = AnswerSentence.lead(its);
          if (first && !lead.isEmpty() && !own.contains("\n")) {
            its = lead + its.substring(own.length());
          }
          append(length == 0 && first ? its.stripLeading() : its);
          first = false;
        }
        case Part.Citation citation -> {
          if (!gone.contains(citation.recording())) {
            endWords();
            parts.add(citation);
          }
        }
      }
    }
  }

  private void append(String text) {
    words.append(text);
    length += text.length();
  }

  private void endWords() {
    if (!words.isEmpty()) {
      parts.add(new Part.Text(words.toString()));
      words.setLength(0);
    }
  }

  private Evidence evidence(List<Evidence.Sentence> its) {
    Set<RecordingId> given = new HashSet<>(answer.evidence().given());
    given.removeAll(gone);
    return new Evidence(given, its, false);
  }
}
