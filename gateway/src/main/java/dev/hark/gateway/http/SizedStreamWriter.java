package dev.hark.gateway.http;

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
import io.micronaut.http.body.stream.InputStreamByteBody;
import io.micronaut.http.codec.CodecException;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;

/**
 * Sends a stream as fast as the client takes it, with its length told ahead: the framework's own
 * writer would send it in chunks, which HTTP/1.0 does not know.
 */
@Singleton
final class SizedStreamWriter implements ResponseBodyWriter<SizedStream> {
  private final ExecutorService threads;

  SizedStreamWriter(@Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    this.threads = threads;
  }

  @Override
  public ByteBodyHttpResponse<?> write(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      MutableHttpResponse<SizedStream> response,
      Argument<SizedStream> type,
      MediaType mediaType,
      SizedStream stream) {
    return ByteBodyHttpResponseWrapper.wrap(response, body(bodies, stream));
  }

  @Override
  public CloseableByteBody writePiece(
      ByteBodyFactory bodies,
      HttpRequest<?> request,
      HttpResponse<?> response,
      Argument<SizedStream> type,
      MediaType mediaType,
      SizedStream stream) {
    return body(bodies, stream);
  }

  private CloseableByteBody body(ByteBodyFactory bodies, SizedStream stream) {
    return InputStreamByteBody.create(
        stream.bytes(), OptionalLong.of(stream.length()), threads, bodies);
  }

  @Override
  public void writeTo(
      Argument<SizedStream> type,
      MediaType mediaType,
      SizedStream stream,
      MutableHeaders headers,
      OutputStream target) {
    try (InputStream bytes = stream.bytes()) {
      bytes.transferTo(target);
    } catch (IOException e) {
      throw new CodecException("the body cannot be sent", e);
    }
  }
}
