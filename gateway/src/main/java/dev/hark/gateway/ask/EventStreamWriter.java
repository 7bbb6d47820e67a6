package dev.hark.gateway.ask;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.ByteBodyHttpResponseWrapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.body.ByteBodyFactory;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.ResponseBodyWriter;
import io.micronaut.http.body.stream.BodySizeLimits;
import io.micronaut.http.codec.CodecException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Sends events as the client takes them, each at once. The framework asks for one piece after the
 * other while the connection takes bytes, and that is when the next event is read: what the client
 * does not take stays with ask-service.
 */
@Singleton
final class EventStreamWriter implements ResponseBodyWriter<EventStream> {
  private final Scheduler threads;

  EventStreamWriter(@Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    this.threads = Schedulers.fromExecutorService(threads);
  }

  @Override
  public ByteBodyHttpResponse<?> write(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      MutableHttpResponse<EventStream> response,
      Argument<EventStream> type,
      MediaType mediaType,
      EventStream stream) {
    return ByteBodyHttpResponseWrapper.wrap(response, body(bodies, stream));
  }

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<EventStream> type,
      MediaType mediaType,
      EventStream stream) {
    return body(bodies, stream);
  }

  private CloseableByteBody body(ByteBodyFactory bodies, EventStream stream) {
    Flux<ReadBuffer> events =
        Flux.<byte[]>generate(
                sink -> {
                  sink.next(stream.next());
                  if (stream.ended()) {
                    sink.complete();
                  }
                })
            .subscribeOn(threads)
            .doFinally(signal -> stream.close())
            .map(bytes -> bodies.readBufferFactory().adapt(bytes));
    return bodies.adapt(events, BodySizeLimits.UNLIMITED, null, stream::close);
  }

  @Override
  public void writeTo(
      Argument<EventStream> type,
      MediaType mediaType,
      EventStream stream,
      MutableHeaders headers,
      OutputStream target) {
    try (stream) {
      while (!stream.ended()) {
        target.write(stream.next());
        target.flush();
      }
    } catch (IOException e) {
      throw new CodecException("the events cannot be sent", e);
    }
  }
}
