package dev.hark.ask.grpc;

import dev.hark.proto.search.v1.Segment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Recordings of one end user whose words can be told from each other's: each has canaries. */
final class RandomLibrary {
  private static final int MOST = 5;

  /**
   * Something that only some recordings hold.
   *
   * @param sure false for what may be a name or not
   */
  record Canary(String text, boolean sure) {}

  record Talk(String id, String title, List<Segment> segments, Set<Canary> canaries) {}

  private final Random random;
  private final String owner;
  private final List<Talk> recordings;
  private final Canary shared;

  RandomLibrary(Random random, String name) {
    this.random = random;
    this.owner = "eu_" + name;
    this.shared = new Canary(number(), true);
    this.recordings = IntStream.range(0, MOST).mapToObj(i -> talk("rec_" + name + i)).toList();
  }

  private Talk talk(String id) {
    Set<Canary> canaries = new HashSet<>();
    Canary title = name();
    Canary speaker = name();
    canaries.add(title);
    canaries.add(speaker);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Canary first = random.nextInt(6) == 0 ? shared : canary();
      Canary second = canary();
      canaries.addAll(List.of(first, second));
      segments.add(
          Segment.newBuilder()
              .setStartMs(i * 5_000L)
              .setEndMs(i * 5_000L + 4_000)
              .setSpeaker(speaker.text())
              .setText(
                  "we talked about the plan with %s of this week and about %s too"
                      .formatted(first.text(), second.text()))
              .build());
    }
    return new Talk(id, "Plan " + title.text(), segments, canaries);
  }

  private Canary canary() {
    return switch (random.nextInt(5)) {
      case 0 -> name();
      case 1 -> new Canary(number(), true);
      case 2 -> new Canary("k" + number() + "q", true);
      case 3 ->
          new Canary(
              IntStream.range(0, 6).mapToObj(i -> word()).collect(Collectors.joining(" ")), true);
      default -> new Canary(ideographs(), false);
    };
  }

  private Canary name() {
    String word = word();
    return new Canary(Character.toUpperCase(word.charAt(0)) + word.substring(1), true);
  }

  /** Ends in 1, as no time does that is printed in nanoseconds: 220 ms hold 220000 otherwise. */
  private String number() {
    return String.valueOf(100_001 + 10 * random.nextInt(90_000));
  }

  private String ideographs() {
    return random
        .ints(3, 0x4e00, 0x9f00)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /** Nobody else says it. */
  String word() {
    return random.ints(8, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
  }

  String owner() {
    return owner;
  }

  List<Talk> recordings() {
    return recordings;
  }

  Set<String> ids() {
    return recordings.stream().map(Talk::id).collect(Collectors.toSet());
  }

  Talk any() {
    return recordings.get(random.nextInt(recordings.size()));
  }

  Set<Canary> canaries() {
    return recordings.stream()
        .flatMap(talk -> talk.canaries().stream())
        .collect(Collectors.toSet());
  }

  /** What nobody may say any more when these are deleted. */
  Set<String> canariesOf(Set<String> deleted) {
    Set<Canary> canaries = canaries();
    recordings.stream()
        .filter(talk -> !deleted.contains(talk.id()))
        .forEach(talk -> canaries.removeAll(talk.canaries()));
    return canaries.stream().map(Canary::text).collect(Collectors.toSet());
  }
}
