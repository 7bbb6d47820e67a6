package dev.hark.e2e;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hark.stack.process.FreePorts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/**
 * Stands in for a collector of traces: takes OTLP over HTTP and reads as much of it as tests ask
 * for. Field numbers are those of OpenTelemetry's {@code trace.proto}.
 */
final class TraceReceiver {
  /** Sent spans, in no order. */
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * A span as it was sent.
   *
   * @param parent empty for the first of a trace
   * @param attributes those that are strings
   */
  record Span(
      String service,
      String trace,
      String id,
      String parent,
      String name,
      Map<String, String> attributes) {}

  TraceReceiver() {
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.next()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** All that was sent, a character a byte. */
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
      InputStream in = exchange.getRequestBody();
      byte[] body = (zipped ? new GZIPInputStream(in) : in).readAllBytes();
      bodies.add(new String(body, StandardCharsets.ISO_8859_1));
      for (UnknownFieldSet resourceSpans : messages(UnknownFieldSet.parseFrom(body), 1)) {
        String service =
            attributes(messages(resourceSpans, 1).getFirst(), 1).getOrDefault("service.name", "");
        for (UnknownFieldSet scopeSpans : messages(resourceSpans, 2)) {
          for (UnknownFieldSet span : messages(scopeSpans, 2)) {
            spans.add(span(service, span));
          }
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Span span(String service, UnknownFieldSet span) {
    return new Span(
        service, hex(span, 1), hex(span, 2), hex(span, 4), text(span, 5), attributes(span, 9));
  }

  private static Map<String, String> attributes(UnknownFieldSet of, int field) {
    Map<String, String> attributes = new HashMap<>();
    for (UnknownFieldSet attribute : messages(of, field)) {
      for (UnknownFieldSet value : messages(attribute, 2)) {
        attributes.put(text(attribute, 1), text(value, 1));
      }
    }
    return attributes;
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet of, int field) {
    return of.getField(field).getLengthDelimitedList().stream().map(TraceReceiver::parse).toList();
  }

  private static UnknownFieldSet parse(ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(UnknownFieldSet of, int field) {
    return HexFormat.of().formatHex(last(of, field).toByteArray());
  }

  private static String text(UnknownFieldSet of, int field) {
    return last(of, field).toStringUtf8();
  }

  private static ByteString last(UnknownFieldSet of, int field) {
    List<ByteString> all = of.getField(field).getLengthDelimitedList();
    return all.isEmpty() ? ByteString.EMPTY : all.getLast();
  }
}
