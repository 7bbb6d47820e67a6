package dev.hark.ask.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.ask.Fixtures;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.local.LocalChatModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.session.InMemoryStore;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.FollowUpRewriter;
import dev.hark.ask.turn.NewSession;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.Outcome;
import dev.hark.ask.turn.Question;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.ask.turn.TurnSteps;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.Embedders;
import dev.hark.embedding.EmbeddingConfiguration;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the local answerer and the search for follow-ups make of the sample recordings. */
class SampleQuestionsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("hark.root", ".."));
  private static final Caller CALLER = Fixtures.caller("samples");

  private static Embedder embedder;
  private static OpenSession opener;
  private static AskQuestion ask;

  @BeforeAll
  static void load() throws IOException {
    embedder = Embedders.create(EmbeddingConfiguration.builtin());
    SampleLibrary library = new SampleLibrary(ROOT.resolve("infra/samples"), embedder);
    InMemoryStore store = new InMemoryStore();
    IdGenerator ids = new IdGenerator(Clock.systemUTC(), new Random(1));
    opener = new OpenSession(library, store, ids, Clock.systemUTC());
    ask =
        new AskQuestion(
            new TurnSteps(
                store,
                store,
                opener,
                new OnlyLocal(new LocalChatModel(embedder, 20_000)),
                library,
                library,
                new PromptAssembly(new PromptBudget(40, 14_000, 4_000)),
                FollowUpRewriter.NONE,
                ids,
                Clock.systemUTC()),
            10,
            Fixtures.slots(10),
            Duration.ofSeconds(20),
            (where, fault) -> fault.printStackTrace());
  }

  @AfterAll
  static void close() {
    embedder.close();
  }

  @Test
  void declinesWhatNoSampleMentions() throws Exception {
    List<String> answered = new ArrayList<>();
    List<JsonNode> cases = cases("unanswerable");
    for (JsonNode one : cases) {
      if (!cited(ask(session(one), one.get("question").textValue())).isEmpty()) {
        answered.add(one.get("question").textValue());
      }
    }
    System.out.println(
        "FIGURE declined " + (cases.size() - answered.size()) + " of " + cases.size());
    assertTrue(answered.size() * 30 <= 2 * cases.size(), () -> "answered " + answered);
  }

  @Test
  void citesTheRightMoment() throws Exception {
    List<String> missed = new ArrayList<>();
    List<JsonNode> cases = cases("questions");
    int sentences = 0;
    for (JsonNode one : cases) {
      List<Part.Citation> cited = cited(ask(session(one), one.get("question").textValue()));
      sentences += cited.size();
      if (cited.stream().noneMatch(citation -> isMoment(one, citation))) {
        missed.add(one.get("question").textValue());
      }
    }
    System.out.println(
        "FIGURE right moment cited in "
            + (cases.size() - missed.size())
            + " of "
            + cases.size()
            + ", citations in all "
            + sentences);
    // Wanted are 26 of 30. It was 32 of 40 when this was written: this guards against worse.
    assertTrue(missed.size() <= 8, () -> "missed " + missed);
  }

  @Test
  void findsWhatAFollowUpRefersTo() throws Exception {
    List<String> missed = new ArrayList<>();
    List<JsonNode> cases = cases("followups");
    int cited = 0;
    for (JsonNode one : cases) {
      Session session = session(one);
      ask(session, one.get("first").textValue());
      Outcome.Answered answered = ask(session, one.get("second").textValue());
      if (cited(answered).stream().anyMatch(citation -> isMoment(one, citation))) {
        cited++;
      }
      if (answered.sources().stream().limit(8).noneMatch(chunk -> holds(one, chunk))) {
        missed.add(one.get("first").textValue() + " / " + one.get("second").textValue());
      }
    }
    System.out.println(
        "FIGURE follow-ups with the moment in the first 8 chunks "
            + (cases.size() - missed.size())
            + " of "
            + cases.size()
            + ", cited by local "
            + cited);
    assertTrue(missed.size() * 30 <= 3 * cases.size(), () -> "missed " + missed);
  }

  /** The recorded answers are those of the release before questions were read. */
  @Test
  void answersToQuestionsThatSayNoTimeAreWhatTheyWere() throws Exception {
    List<JsonNode> recorded = cases("answers");
    List<JsonNode> cases = cases("questions");
    int timed = 0;
    for (int i = 0; i < cases.size(); i++) {
      String question = cases.get(i).get("question").textValue();
      Outcome.Answered answered = ask(session(cases.get(i)), question);
      if (answered.receipt().orElseThrow().interpretation().timed()) {
        timed++;
        continue;
      }
      ObjectNode answer = JSON.createObjectNode().put("question", question);
      ArrayNode parts = answer.putArray("parts");
      for (Part part : answered.answer().parts()) {
        switch (part) {
          case Part.Text text -> parts.add(text.text());
          case Part.Citation citation ->
              parts.add(citation.recording() + " " + citation.start().toMillis());
        }
      }
      assertEquals(recorded.get(i), answer);
    }
    assertEquals(2, timed, "those with April in them");
  }

  private static List<JsonNode> cases(String name) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    Path file = ROOT.resolve("infra/e2e/src/test/resources/samples/" + name + ".jsonl");
    for (String line : Files.readAllLines(file)) {
      cases.add(JSON.readTree(line));
    }
    return cases;
  }

  private static Session session(JsonNode one) {
    EndUserId owner = new EndUserId(one.get("end_user_id").textValue());
    return opener.open(
        CALLER,
        new NewSession(new Scope.Library(), Optional.of(owner), Optional.empty(), Optional.empty()),
        () -> false,
        Fixtures::slot);
  }

  private static Outcome.Answered ask(Session session, String question)
      throws InterruptedException {
    return assertInstanceOf(
        Outcome.Answered.class,
        ask.ask(
                CALLER,
                new Target.Existing(session.id()),
                new Question(question, Optional.empty(), List.of(), Set.of()))
            .outcome());
  }

  private static List<Part.Citation> cited(Outcome.Answered answered) {
    return answered.answer().parts().stream()
        .filter(Part.Citation.class::isInstance)
        .map(Part.Citation.class::cast)
        .toList();
  }

  private static boolean isMoment(JsonNode one, Part.Citation citation) {
    return citation.recording().value().equals(one.get("recording_id").textValue())
        && citation.start().toMillis() == one.get("start_ms").longValue();
  }

  private static boolean holds(JsonNode one, Chunk chunk) {
    long start = one.get("start_ms").longValue();
    return chunk.recordingId().value().equals(one.get("recording_id").textValue())
        && chunk.start().toMillis() <= start
        && start < chunk.end().toMillis();
  }

  private record OnlyLocal(ChatModel local) implements ChatModels {
    @Override
    public Optional<ChatModel> find(ProjectId project, String provider) {
      return Optional.of(local);
    }

    @Override
    public ChatModel standard(ProjectId project) {
      return local;
    }
  }
}
