package dev.hark.ask.grpc;

import dev.hark.ask.id.NewIds;
import dev.hark.ask.id.ProjectId;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptBudget;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.retrieval.grpc.FakeSearchService;
import dev.hark.ask.retrieval.grpc.SearchServiceClient;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.jdbc.JdbcStore;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.Faults;
import dev.hark.ask.turn.FollowUpRewriter;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.TurnSteps;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.stack.SharedStack;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
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

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final Argument<TransactionOperations<Connection>> TRANSACTIONS =
      (Argument) Argument.of(TransactionOperations.class, Connection.class);

  final FakeSearchService search = new FakeSearchService();
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
                "datasources.default.url", url,
                "datasources.default.username", "postgres",
                "datasources.default.maximum-pool-size", 4,
                // Of the pool, not of PostgreSQL: a busy machine must not fail a test.
                "datasources.default.connection-timeout", 20_000,
                "datasources.default.data-source-properties.socketTimeout", 30));
    JdbcStore.migrate(context.getBean(DataSource.class));
    String searchName = InProcessServerBuilder.generateName();
    searchServer =
        InProcessServerBuilder.forName(searchName)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(search)
            .build()
            .start();
    toSearch = InProcessChannelBuilder.forName(searchName).build();
    String askName = InProcessServerBuilder.generateName();
    askServer =
        InProcessServerBuilder.forName(askName)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .addService(endpoint(context.getBean(TRANSACTIONS), erasure))
            .build()
            .start();
    toAsk = InProcessChannelBuilder.forName(askName).build();
  }

  private AskEndpoint endpoint(
      TransactionOperations<Connection> transactions, AnswerErasure erasure) {
    Clock clock = Clock.systemUTC();
    Faults noted = (where, fault) -> faults.add(fault);
    JdbcStore store = new JdbcStore(transactions, clock, erasure);
    SearchServiceClient sources =
        new SearchServiceClient(toSearch, Duration.ofSeconds(20), Duration.ofSeconds(20));
    NewIds ids = new NewIds(clock, new Random());
    OpenSession opener = new OpenSession(sources, store.sessions(), ids, clock);
    TurnSteps steps =
        new TurnSteps(
            store.sessions(),
            store.conversation(),
            opener,
            new OnlyModel(model),
            sources,
            new RetrieveChunks(sources),
            new PromptAssembly(new PromptBudget(40, 12_000, 4_000)),
            FollowUpRewriter.NONE,
            ids,
            clock);
    return new AskEndpoint(
        store.sessions(),
        store.conversation(),
        store.erasures(),
        opener,
        new AskQuestion(steps, TURNS, noted),
        store::cursorSeal,
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
