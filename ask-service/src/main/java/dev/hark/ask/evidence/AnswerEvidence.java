package dev.hark.ask.evidence;

import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.session.AnswerSentence;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Works out what an answer rests on. A sentence that cites nothing rests on each recording whose
 * words the model had; one that cites rests on what it cites together, and on each recording of
 * which it holds something that the segments it cites do not hold. The sentences of earlier answers
 * count as words of what they rest on themselves. For one answer and one thread.
 */
public final class AnswerEvidence {
  /**
   * No model that is set up writes as much; of one that is out of order nothing is kept in part.
   */
  private static final int LONGEST = 200_000;

  private final Prompt prompt;
  private final List<Turn> past;

  /** Of what will be written. */
  public AnswerEvidence(Prompt prompt) {
    this.prompt = prompt;
    this.past = prompt.history();
  }

  /** The recordings that the model was given, behind earlier answers too, whatever these hold. */
  public Set<RecordingId> given() {
    Set<RecordingId> given = prompted();
    past.forEach(turn -> given.addAll(turn.answer().evidence().given()));
    return given;
  }

  /** Those whose words the model has. */
  private Set<RecordingId> held() {
    Set<RecordingId> held = prompted();
    past.forEach(turn -> held.addAll(turn.answer().evidence().held()));
    return held;
  }

  private Set<RecordingId> prompted() {
    Set<RecordingId> prompted = new HashSet<>();
    prompt.segments().all().forEach(segment -> prompted.add(segment.recording().id()));
    prompt.used().forEach(chunk -> prompted.add(chunk.recordingId()));
    return prompted;
  }

  /** Of what was written. */
  public Evidence of(List<Part> parts) {
    if (Part.content(parts).length() > LONGEST) {
      return Evidence.ofWhole(parts, given());
    }
    List<Integer> ends = SentenceEnds.of(parts);
    List<AnswerSentence> sentences = AnswerSentence.of(parts, ends);
    RestsOn restsOn = new RestsOn(prompt, past, held(), sentences);
    List<Evidence.Sentence> all = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      boolean heading = Heading.at(sentences, i);
      List<Part.Citation> cited =
          heading ? Heading.citedBelow(sentences, i) : restsOn.cited(sentences, i);
      all.add(
          new Evidence.Sentence(ends.get(i), heading, restsOn.of(sentences.get(i).words(), cited)));
    }
    return new Evidence(given(), all, false);
  }
}
