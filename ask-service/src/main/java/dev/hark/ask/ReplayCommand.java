package dev.hark.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.grpc.SearchServiceClient;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.jdbc.AnsweredTurns;
import dev.hark.ask.session.jdbc.AnsweredTurns.AnsweredTurn;
import dev.hark.ask.turn.ReplayTurn;
import dev.hark.ask.turn.ReplayTurn.Replayed;
import dev.hark.runtime.id.Ids.MessageId;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes the prompt of an answer again from its receipt and says whether it is the same; shows it,
 * or has it answered again, when asked to. What people said is printed with {@code --prompt} and
 * {@code --answer} alone.
 */
@Command(
    name = "replay",
    description = "Makes a turn again from its receipt.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  private static final int CHANGED = 1;
  private static final int FAILED = 2;

  private final Map<String, Object> settings;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "RECEIPT",
      description = "the id of an answer (msg_…), or a file with its receipt as the API gives it")
  private String receipt = "";

  @Option(
      names = "--prompt",
      description = "prints what the model was given, words of people in it")
  private boolean prompt;

  @Option(
      names = "--answer",
      description = "asks the provider that answered again, and prints what it says")
  private boolean answer;

  /** With settings that go before those of the environment. */
  ReplayCommand(Map<String, Object> settings) {
    this.settings = Map.copyOf(settings);
  }

  public static void main(String[] args) {
    System.exit(commandLine(Map.of()).execute(args));
  }

  static CommandLine commandLine(Map<String, Object> settings) {
    return new CommandLine(new ReplayCommand(settings))
        .setExecutionExceptionHandler(
            (exception, command, parsed) -> {
              command.getErr().println(exception.getMessage());
              return FAILED;
            });
  }

  @Override
  public Integer call() throws IOException {
    MessageId id = id();
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      AnsweredTurn turn =
          context
              .getBean(AnsweredTurns.class)
              .find(id)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          id
                              + " is no answer that has a receipt: perhaps something it was made"
                              + " from was deleted"));
      AskConfiguration configuration = context.getBean(AskConfiguration.class);
      Replayed replayed =
          new ReplayTurn(
                  context.getBean(SearchServiceClient.class),
                  new PromptAssembly(
                      new PromptBudget(
                          configuration.chunks(),
                          configuration.sourceTokens(),
                          configuration.historyTokens())))
              .replay(turn.caller(), turn.session(), turn.question(), turn.past(), turn.receipt());
      print(turn, replayed);
      if (answer) {
        answerAgain(context.getBean(ChatModels.class), turn, replayed);
      }
      return replayed.hash().equals(turn.receipt().promptHash()) ? 0 : CHANGED;
    }
  }

  private MessageId id() throws IOException {
    Path file = Path.of(receipt);
    String id = receipt;
    if (Files.isRegularFile(file)) {
      JsonNode read = new ObjectMapper().readTree(Files.readString(file));
      id = read.path("message_id").asText();
    }
    try {
      return new MessageId(id);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "a receipt is a file, or the id of an answer (msg_…), not " + id);
    }
  }

  private void print(AnsweredTurn turn, Replayed replayed) {
    PrintWriter out = spec.commandLine().getOut();
    Receipt was = turn.receipt();
    boolean same = replayed.hash().equals(was.promptHash());
    out.printf("answer      %s in %s%n", turn.answer().id(), turn.session().id());
    out.printf("model       %s (%s)%n", was.model().model(), was.model().provider());
    out.printf("index       %s, %s%n", was.index(), was.embeddingModel());
    out.printf(
        "chunks      %d, %d of them there no more%n",
        was.chunks().size(), replayed.missing().size());
    out.printf("prompt then %s%n", was.promptHash());
    out.printf("prompt now  %s%n", replayed.hash());
    out.println(
        same
            ? "The prompt is the same."
            : "The prompt is another: words, names or titles of its recordings, earlier turns or"
                + " settings have changed since.");
    if (prompt) {
      ChatRequest request = replayed.prompt().request();
      out.println("\n--- instructions\n" + request.instructions());
      request.said().forEach(said -> out.println("--- " + said.by() + "\n" + said.text()));
    }
    out.flush();
  }

  private void answerAgain(ChatModels models, AnsweredTurn turn, Replayed replayed) {
    PrintWriter out = spec.commandLine().getOut();
    String provider = turn.receipt().model().provider();
    Optional<ChatModel> model = models.find(turn.caller().project(), provider);
    if (model.isEmpty()) {
      throw new IllegalStateException(provider + " is not configured here");
    }
    out.println("\n--- answer now");
    StringBuilder said = new StringBuilder();
    Completion completion =
        model
            .get()
            .answer(
                replayed.prompt().request(),
                new ChatModel.Words() {
                  @Override
                  public void next(String piece) {
                    said.append(piece);
                  }

                  @Override
                  public void startOver() {
                    said.setLength(0);
                  }
                });
    out.println(said);
    if (completion instanceof Completion.Failed failed) {
      out.println("(failed: " + failed.failure().reason() + ")");
    }
    out.flush();
  }
}
