package dev.hark.ask.turn;

import dev.hark.ask.Fixtures;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.FakeLibrary;
import dev.hark.ask.session.InMemoryStore;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A turn with everything around it in memory. */
public final class TurnFixture {
  public final Caller caller = Fixtures.caller("a");
  public final InMemoryStore store = new InMemoryStore();
  public final FakeLibrary library = new FakeLibrary();
  public final ScriptedModel model = new ScriptedModel("openai", 20_000);
  final IdGenerator ids = new IdGenerator(Clock.systemUTC(), new Random(7));
  public final OpenSession opener = new OpenSession(library, store, ids, Clock.systemUTC());
  public final List<Throwable> faults = new CopyOnWriteArrayList<>();
  public final AskQuestion ask = asking(100);

  AskQuestion asking(int most) {
    return asking(model, most);
  }

  AskQuestion asking(ChatModel answerer, int most) {
    return asking(answerer, most, Fixtures.slots(most), Duration.ofSeconds(20));
  }

  AskQuestion asking(ChatModel answerer, int most, FairSlots slots, Duration queueTime) {
    TurnSteps steps =
        new TurnSteps(
            store,
            store,
            opener,
            new OnlyModel(answerer),
            library,
            library,
            new PromptAssembly(new PromptBudget(40, 12_000, 4_000)),
            FollowUpRewriter.NONE,
            ids,
            Clock.systemUTC());
    return new AskQuestion(steps, most, slots, queueTime, (where, fault) -> faults.add(fault));
  }

  public Session session(Scope scope) {
    return opener.open(
        caller,
        new NewSession(scope, Optional.of(Fixtures.MAYA), Optional.empty(), Optional.empty()),
        () -> false,
        Fixtures::slot);
  }

  Outcome ask(Session session, String question) throws InterruptedException {
    return ask.ask(caller, new Target.Existing(session.id()), question(question)).outcome();
  }

  static Question question(String content) {
    return new Question(content, Optional.empty(), List.of(), Set.of());
  }

  private record OnlyModel(ChatModel model) implements ChatModels {
    @Override
    public Optional<ChatModel> find(ProjectId project, String provider) {
      return Optional.of(model).filter(one -> one.profile().provider().equals(provider));
    }

    @Override
    public ChatModel standard(ProjectId project) {
      return model;
    }
  }
}
