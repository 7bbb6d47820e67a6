package dev.hark.bench.measure;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Scores results by the words that somebody would read: best result first, until 1,000 words have
 * been read, the last one cut. So chunks of any length compare.
 */
public final class Scorer {
  private static final int WORDS_READ = 1_000;
  private static final int RANKS = 20;
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private final Map<String, Meeting> meetings = new HashMap<>();
  private final Map<String, WordPlaces> places = new HashMap<>();

  public Scorer(List<Meeting> meetings) {
    for (Meeting meeting : meetings) {
      this.meetings.put(meeting.id(), meeting);
      this.places.put(meeting.id(), new WordPlaces(meeting));
    }
  }

  /**
   * How well these results answer the question.
   *
   * @param results best first
   * @throws IllegalArgumentException when the question is about none of the meetings
   */
  public Score score(Question question, List<Found> results) {
    Meeting meeting = meetings.get(question.meetingId());
    if (meeting == null) {
      throw new IllegalArgumentException("unknown meeting " + question.meetingId());
    }
    BitSet gold = question.goldTurns();
    int possible = Math.min(WORDS_READ, words(meeting, gold));
    int read = goldWordsRead(question.meetingId(), gold, results);
    return new Score(
        possible == 0 ? 0 : (double) read / possible,
        (double) read / WORDS_READ,
        read > 0 ? 1 : 0,
        reciprocalRank(meeting, gold, results));
  }

  /** Which part of the first 1,000 words is said by one of these. */
  public double share(List<Found> results, Set<String> speakers) {
    int left = WORDS_READ;
    long said = 0;
    for (Found found : results) {
      List<String> words = Arrays.asList(WHITE_SPACE.split(found.text().strip()));
      Meeting meeting = meetings.get(found.meetingId());
      if (meeting != null) {
        said +=
            turns(found, words)
                .limit(left)
                .filter(turn -> speakers.contains(meeting.turns().get(turn).speaker()))
                .count();
      }
      left = Math.max(0, left - words.size());
    }
    return (double) said / Math.max(1, WORDS_READ - left);
  }

  private static int words(Meeting meeting, BitSet turns) {
    return turns.stream().map(turn -> meeting.turns().get(turn).words().size()).sum();
  }

  private int goldWordsRead(String meetingId, BitSet gold, List<Found> results) {
    int left = WORDS_READ;
    int read = 0;
    for (Found found : results) {
      List<String> words = Arrays.asList(WHITE_SPACE.split(found.text().strip()));
      if (found.meetingId().equals(meetingId)) {
        read += (int) turns(found, words).limit(left).filter(gold::get).count();
      }
      left = Math.max(0, left - words.size());
    }
    return read;
  }

  private IntStream turns(Found found, List<String> words) {
    WordPlaces meeting = places.get(found.meetingId());
    return meeting == null ? IntStream.empty() : Arrays.stream(meeting.turnsOf(found, words));
  }

  private static double reciprocalRank(Meeting meeting, BitSet gold, List<Found> results) {
    for (int rank = 1; rank <= Math.min(RANKS, results.size()); rank++) {
      Found found = results.get(rank - 1);
      if (found.meetingId().equals(meeting.id()) && overlapsGold(meeting, gold, found)) {
        return 1.0 / rank;
      }
    }
    return 0;
  }

  private static boolean overlapsGold(Meeting meeting, BitSet gold, Found found) {
    return gold.stream()
        .mapToObj(meeting.turns()::get)
        .anyMatch((Turn turn) -> found.overlaps(turn.startMs(), turn.endMs()));
  }
}
