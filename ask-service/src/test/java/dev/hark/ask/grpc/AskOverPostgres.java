package dev.hark.ask.grpc;

import dev.hark.ask.Fixtures;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.grpc.SearchFixture;
import dev.hark.ask.retrieval.grpc.SearchServiceClient;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.jdbc.AskSchema;
import dev.hark.ask.session.jdbc.StoredCursorSeal;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.Faults;
import dev.hark.ask.turn.FollowUpRewriter;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.TurnSteps;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.stack.SharedStack;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The whole service over a real PostgreSQL with a pool of four connections, a fake search-service
 * and a scripted model; all calls go over gRPC.
 */
final class AskOverPostgres implements AutoCloseable {
  static final int TURNS = 300;

  /** Turns, and other calls: together as many as connections, as in application.yml. */
  private static final int AT_WORK = 2;

  final SearchFixture search = new SearchFixture();
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  final ScriptedModel model = new ScriptedModel("openai", 20_000);
  private final String url;
  private final ApplicationContext context;
  private final Server searchServer;
  private final Server askServer;
  private final ManagedChannel toSearch;
  private final ManagedChannel toAsk;

  AskOverPostgres() throws IOException {
    this(AnswerErasure.SENTENCES);
  }

  AskOverPostgres(AnswerErasure erasure) throws IOException {
    url = SharedStack.get().createDatabase("askgrpc_" + new Random().nextInt(1 << 30));
    context =
        ApplicationContext.run(
            Map.of(
                "datasources.default.url",
                url,
                "datasources.default.username",
                "postgres",
                "datasources.default.maximum-pool-size",
                4,
                "datasources.default.data-source-properties.socketTimeout",
                30,
                "hark.erasure.answers",
                erasure));
    AskSchema.migrate(context.getBean(DataSource.class));
    String searchName = InProcessServerBuilder.generateName();
    searchServer =
        InProcessServerBuilder.forName(searchName)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(search.service())
            .build()
            .start();
    toSearch = InProcessChannelBuilder.forName(searchName).build();
    String askName = InProcessServerBuilder.generateName();
    askServer =
        InProcessServerBuilder.forName(askName)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(endpoint())
            .build()
            .start();
    toAsk = InProcessChannelBuilder.forName(askName).build();
  }

  private AskEndpoint endpoint() {
    Clock clock = Clock.systemUTC();
    Faults noted = (where, fault) -> faults.add(fault);
    Sessions sessions = context.getBean(Sessions.class);
    Conversation conversation = context.getBean(Conversation.class);
    SearchServiceClient sources =
        new SearchServiceClient(toSearch, Duration.ofSeconds(20), Duration.ofSeconds(20));
    IdGenerator ids = new IdGenerator(clock, new Random());
    OpenSession opener = new OpenSession(sources, sessions, ids, clock);
    TurnSteps steps =
        new TurnSteps(
            sessions,
            conversation,
            opener,
            new OnlyModel(model),
            sources,
            sources,
            new PromptAssembly(new PromptBudget(40, 12_000, 4_000)),
            FollowUpRewriter.NONE,
            ids,
            clock);
    return new AskEndpoint(
        sessions,
        conversation,
        context.getBean(Erasures.class),
        opener,
        new AskQuestion(steps, TURNS, Fixtures.slots(AT_WORK), Duration.ofSeconds(20), noted),
        Fixtures.slots(AT_WORK),
        context.getBean(StoredCursorSeal.class),
        noted);
  }

  /** A connection beside those of the service. */
  Connection connection() throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }

  AskServiceBlockingStub stub() {
    return AskServiceGrpc.newBlockingStub(toAsk).withDeadlineAfter(120, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    List.of(toAsk, toSearch).forEach(ManagedChannel::shutdownNow);
    List.of(askServer, searchServer).forEach(Server::shutdownNow);
    context.close();
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
