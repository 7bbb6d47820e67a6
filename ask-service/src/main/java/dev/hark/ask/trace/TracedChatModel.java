package dev.hark.ask.trace;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;

/** A model whose every answer is a span, with the tries that it took in it. */
public record TracedChatModel(ChatModel model, Tracer tracer) implements ChatModel {
  @Override
  public ModelProfile profile() {
    return model.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    ModelProfile profile = model.profile();
    Span span =
        tracer
            .spanBuilder("chat " + profile.model())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", profile.provider())
            .setAttribute("gen_ai.request.model", profile.model())
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      Completion completion = model.answer(request, words);
      told(span, completion);
      return completion;
    } finally {
      span.end();
    }
  }

  private static void told(Span span, Completion completion) {
    switch (completion) {
      case Completion.Finished finished -> {
        span.setAttribute("gen_ai.response.model", finished.model());
        span.setAttribute("gen_ai.usage.input_tokens", finished.usage().input());
        span.setAttribute("gen_ai.usage.output_tokens", finished.usage().output());
      }
      case Completion.Failed(ModelFailure failure) -> {
        // The kind of failure alone: the provider's words may repeat the question.
        span.setAttribute("error.type", failure.getClass().getSimpleName());
        span.setStatus(StatusCode.ERROR);
      }
    }
  }
}
