package dev.hark.ask.model.langchain4j;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request that is let go of when it is sent. The client's own publishers keep it, and
 * a copy, until the answer has ended, which takes long, and hundreds are written at a time. It
 * cannot be sent a second time: who wants to ask again makes a new request.
 */
final class BodyOnce implements BodyPublisher {
  private final AtomicReference<@Nullable ByteBuffer> body;
  private final long length;

  BodyOnce(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    this.body = new AtomicReference<>(ByteBuffer.wrap(bytes));
    this.length = bytes.length;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    boolean sent = body.get() == null;
    subscriber.onSubscribe(new Sending(subscriber));
    if (sent) {
      subscriber.onError(new IOException("the body was sent already"));
    }
  }

  /** Gives everything at once. */
  private final class Sending implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;

    Sending(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long pieces) {
      @Nullable ByteBuffer content = body.getAndSet(null);
      if (content != null) {
        subscriber.onNext(content);
        subscriber.onComplete();
      }
    }

    @Override
    public void cancel() {
      body.set(null);
    }
  }
}
