package dev.hark.runtime.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.ChannelzGrpc.ChannelzImplBase;
import io.grpc.channelz.v1.GetTopChannelsRequest;
import io.grpc.channelz.v1.GetTopChannelsResponse;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TracingTest {
  private static final String EXPORTER = "otel.traces.exporter";

  private volatile SpanContext there = SpanContext.getInvalid();

  @AfterEach
  void asItWas() {
    System.clearProperty(EXPORTER);
  }

  @Test
  void isOffWithoutAPlaceToSendThemTo() {
    Tracing tracing = new Tracing("hark-test", "");
    assertFalse(tracing.isOn());
    assertEquals(List.of(), tracing.onCalls());
    assertFalse(tracing.tracer().spanBuilder("none").startSpan().getSpanContext().isValid());
  }

  @Test
  void aTraceGoesOnWhereItsCallsGoAndNoneIsBegunThere() throws IOException {
    // Nothing is sent, all else is as it is.
    System.setProperty(EXPORTER, "none");
    Tracing tracing = new Tracing("hark-test", "http://127.0.0.1:1");
    String name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name)
            .intercept(new ContinuedTraces(tracing))
            .addService(new Called())
            .build()
            .start();
    ManagedChannel channel =
        InProcessChannelBuilder.forName(name).intercept(tracing.onCalls()).build();
    try {
      call(channel);
      assertFalse(there.isValid());
      Span span = tracing.tracer().spanBuilder("a request").startSpan();
      try (Scope _ = span.makeCurrent()) {
        call(channel);
      }
      assertEquals(span.getSpanContext().getTraceId(), there.getTraceId());
      assertNotEquals(span.getSpanContext().getSpanId(), there.getSpanId());
    } finally {
      channel.shutdownNow();
      server.shutdownNow();
      tracing.close();
    }
  }

  private static void call(ManagedChannel channel) {
    ChannelzGrpc.newBlockingStub(channel)
        .getTopChannels(GetTopChannelsRequest.getDefaultInstance());
  }

  private final class Called extends ChannelzImplBase {
    @Override
    public void getTopChannels(
        GetTopChannelsRequest request, StreamObserver<GetTopChannelsResponse> out) {
      there = Span.current().getSpanContext();
      out.onNext(GetTopChannelsResponse.getDefaultInstance());
      out.onCompleted();
    }
  }
}
