package dev.hark.gateway.http;

import dev.hark.gateway.http.CorsConfiguration.Origins;
import dev.hark.runtime.id.IdGenerator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Stands between a connection and the framework, so that its promises hold for every request and
 * every answer, also for those that the framework gives without asking any code of ours: each
 * request has one request id, each answer carries it, headers of our own never come from outside,
 * and what cannot be routed arrives as a request that asks to be refused.
 */
final class RequestGate extends ChannelDuplexHandler {
  private static final String OWN_HEADERS = "x-hark-";

  /** Nobody here reads them but the framework, which fails on some malformed ones. */
  private static final List<CharSequence> NEEDLESS =
      List.of(
          HttpHeaderNames.ACCEPT_LANGUAGE,
          HttpHeaderNames.ACCEPT_CHARSET,
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Proto");

  private final IdGenerator ids;
  private final Origins origins;
  private final AnswerHeaders headers;
  private final List<ExtraHeaders> extraHeaders;
  private final SlowSender sender;
  private final Duration uploadTime;
  private final HeadLines lines;
  private final RequestSource source;

  /** Requests not yet answered; answers leave in the order of requests. */
  private final Queue<Unanswered> unanswered = new ArrayDeque<>();

  /** Whether the end of a request's body is yet to come. */
  private boolean receiving;

  /** A request was refused after which none can be told apart: what follows is let fall. */
  private boolean ended;

  RequestGate(
      IdGenerator ids,
      Origins origins,
      List<ExtraHeaders> extraHeaders,
      SlowSender sender,
      Duration uploadTime,
      HeadLines lines,
      RequestSource source) {
    this.ids = ids;
    this.origins = origins;
    this.headers = new AnswerHeaders(origins);
    this.extraHeaders = extraHeaders;
    this.sender = sender;
    this.uploadTime = uploadTime;
    this.lines = lines;
    this.source = source;
  }

  private record Unanswered(String id, Optional<String> origin) {}

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (ended) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (message instanceof HttpRequest request) {
      begin(context.channel().remoteAddress(), request);
    }
    if (message instanceof LastHttpContent last && last.decoderResult().isFailure()) {
      // A chunk that is none: the body has no end, and nothing after it can be read.
      ReferenceCountUtil.release(last);
      var _ = context.close();
      return;
    }
    if (message instanceof LastHttpContent) {
      received();
    }
    context.fireChannelRead(message);
    if (ended && receiving) {
      received();
      context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void begin(SocketAddress peer, HttpRequest request) {
    receiving = true;
    Optional<Refusal> refusal = refusal(request);
    identify(peer, request);
    refusal.ifPresent(why -> refuse(request, why));
    if (!ended && isUpload(request)) {
      sender.allow(uploadTime);
    }
    lines.headIsOver(ended ? 0 : HttpUtil.getContentLength(request, 0L));
  }

  /** The one route whose bodies are large. */
  private static boolean isUpload(HttpRequest request) {
    return request.method().equals(HttpMethod.POST)
        && request.uri().split("\\?", 2)[0].equals("/v1/transcriptions");
  }

  private void received() {
    receiving = false;
    sender.received();
    lines.requestIsOver();
  }

  /**
   * A connection whose request is being answered is not idle, however long the answer takes: each
   * route has a deadline of its own. A client that is slow to send is.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    boolean answering = !unanswered.isEmpty() && !receiving;
    if (!(event instanceof IdleStateEvent && answering)) {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (message instanceof HttpResponse response
        && response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      complete(response.headers());
      if (response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
        // It has no chunks: what has no length ends with its connection.
        response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
      }
    }
    super.write(context, message, promise);
  }

  private void identify(SocketAddress peer, HttpRequest request) {
    HttpHeaders headers = request.headers();
    headers.entries().stream()
        .map(Map.Entry::getKey)
        .filter(name -> name.regionMatches(true, 0, OWN_HEADERS, 0, OWN_HEADERS.length()))
        .toList()
        .forEach(headers::remove);
    InetAddress address = peer instanceof InetSocketAddress socket ? socket.getAddress() : null;
    headers.set(RequestSource.HEADER, source.find(address, headers.getAll("X-Forwarded-For")));
    NEEDLESS.forEach(headers::remove);
    String id = RequestId.choose(headers.getAll(RequestId.HEADER), ids);
    headers.set(RequestId.HEADER, id);
    unanswered.add(new Unanswered(id, origins.find(headers.get(HttpHeaderNames.ORIGIN))));
  }

  private void complete(HttpHeaders answer) {
    Unanswered request = unanswered.poll();
    if (request == null) {
      headers.complete(answer, RequestId.choose(List.of(), ids), Optional.empty());
    } else {
      headers.complete(answer, request.id(), request.origin());
    }
    extraHeaders.forEach(extra -> extra.complete(answer));
  }

  private Optional<Refusal> refusal(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (lines.isFolded() || !isFramedOnce(request) || !isForOneHost(request)) {
      return Optional.of(Refusal.AMBIGUOUS);
    }
    if (!isValidTarget(request.uri())) {
      return Optional.of(Refusal.BAD_TARGET);
    }
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING);
    return encoding == null || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding)
        ? Optional.empty()
        : Optional.of(Refusal.ENCODED_BODY);
  }

  /** Two lengths that disagree made the decoder fail already. */
  private boolean isFramedOnce(HttpRequest request) {
    List<String> encodings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    boolean isChunked =
        encodings.size() == 1
            && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.getFirst())
            && !request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    return encodings.isEmpty() || (isChunked && !lines.isSized());
  }

  private static boolean isForOneHost(HttpRequest request) {
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    return hosts == 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0));
  }

  /** Makes it a request that meets no route; the error answer then reads why. */
  private void refuse(HttpRequest request, Refusal refusal) {
    if (refusal != Refusal.ENCODED_BODY) {
      // What follows on this connection cannot be told apart from this request.
      request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      request.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
      request.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
      ended = true;
    }
    request.headers().remove(HttpHeaderNames.CONTENT_ENCODING);
    request.headers().remove(HttpHeaderNames.CONTENT_TYPE);
    request.headers().remove(HttpHeaderNames.EXPECT);
    request.headers().set(Refusal.HEADER, refusal.name());
    request.setDecoderResult(DecoderResult.SUCCESS);
    request.setUri("/");
  }

  private static boolean isValidTarget(String target) {
    try {
      URI uri = new URI(target);
      return target.startsWith("/")
          && !target.startsWith("//")
          && target.chars().allMatch(c -> c > ' ' && c < 0x7f)
          && isUtf8(uri.getRawPath());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Whether the bytes that a path's percent-encoding stands for are text. */
  private static boolean isUtf8(String rawPath) {
    byte[] bytes = new byte[rawPath.length()];
    int length = 0;
    for (int i = 0; i < rawPath.length(); i++) {
      boolean escaped = rawPath.charAt(i) == '%';
      bytes[length++] =
          (byte) (escaped ? Integer.parseInt(rawPath, i + 1, i + 3, 16) : rawPath.charAt(i));
      i += escaped ? 2 : 0;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
