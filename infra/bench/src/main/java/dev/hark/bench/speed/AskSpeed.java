package dev.hark.bench.speed;

import dev.hark.bench.hark.DirectSearch;
import dev.hark.bench.hark.Indexing;
import dev.hark.bench.hark.Library;
import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.hark.TemporaryHark;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.MeetingFolder;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How long until an answer's first word, when the model takes no time. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description =
        "Indexes meetings in a Hark of its own whose model answers at once, asks questions about"
            + " all of them and prints how long the first word takes, and how long the search in"
            + " it.")
final class AskSpeed implements Callable<Integer> {
  /** Asked first and not counted: the services' code is compiled meanwhile. */
  private static final int WARM_UP = 100;

  @Parameters(paramLabel = "DIR", description = "folder with one JSON file per meeting")
  private Path folder = Path.of("");

  @Option(names = "--meetings", description = "how many are indexed (default: ${DEFAULT-VALUE})")
  private int most = 100;

  @Option(names = "--questions", description = "how many are asked (default: ${DEFAULT-VALUE})")
  private int asked = 300;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Meeting> meetings = new MeetingFolder(folder).read().stream().limit(most).toList();
    List<Question> questions = questions(meetings);
    Progress progress =
        new Progress(System.err, System.getProperty("hark.terminal", "").contains("2"));
    Library library = new Library(meetings);
    Path root = Path.of(System.getProperty("hark.root", ""));
    try (ModelStub model = new ModelStub();
        TemporaryHark hark =
            TemporaryHark.start(
                root,
                Map.of(
                    "HARK_DEFAULT_PROVIDER",
                    "openai",
                    "HARK_OPENAI_API_KEY",
                    "none",
                    "HARK_OPENAI_BASE_URL",
                    model.baseUrl()));
        PublicApi api = new PublicApi(hark.gateway(), hark.createKey(), library);
        DirectSearch search = new DirectSearch(hark.searchChannel(), DirectSearch.OF_A_PROMPT)) {
      new Indexing(hark.kafka(), api).run(library, progress);
      progress.start("asking", questions.size());
      List<Duration> firstWords = new ArrayList<>();
      List<Duration> searches = new ArrayList<>();
      for (Question question : questions) {
        firstWords.add(api.timeToFirstWord(question));
        searches.add(time(search::search, question));
        progress.step();
      }
      progress.end();
      hark.discard();
      System.out.printf(
          Locale.ROOT, "%d meetings, %d questions%n", meetings.size(), questions.size() - WARM_UP);
      print("first word", firstWords);
      print("search", searches);
    }
    return 0;
  }

  /** From all meetings in any order; again from the first when there are not enough. */
  private List<Question> questions(List<Meeting> meetings) {
    List<Question> all = new ArrayList<>();
    meetings.forEach(meeting -> all.addAll(meeting.questions()));
    Collections.shuffle(all, new Random(1));
    return IntStream.range(0, WARM_UP + asked).mapToObj(i -> all.get(i % all.size())).toList();
  }

  private static Duration time(Consumer<Question> call, Question question) {
    long start = System.nanoTime();
    call.accept(question);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void print(String name, List<Duration> times) {
    Percentiles of = Percentiles.of(times.subList(Math.min(WARM_UP, times.size()), times.size()));
    System.out.printf(
        Locale.ROOT,
        "%-12s p50 %5.1f ms   p95 %5.1f ms%n",
        name,
        of.p50().toNanos() / 1e6,
        of.p95().toNanos() / 1e6);
  }
}
