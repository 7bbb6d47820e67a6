package dev.hark.gateway.export;

import dev.hark.gateway.http.SizedStream;
import dev.hark.gateway.http.Spool;
import dev.hark.words.Line;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A file that is written whole before its first byte is sent, in bounded memory. */
public final class ExportFile {
  private static final int MEMORY = 256 << 10;
  private static final int LONGEST_NAME = 100;

  private ExportFile() {}

  /** Writes what is in a file. */
  public interface Content {
    void write(Writer out) throws IOException;
  }

  /** A failure on the way is thrown before anything is sent. */
  public static SizedStream of(Content content) throws IOException {
    Spool spool = new Spool(MEMORY);
    boolean whole = false;
    try {
      Writer out = new OutputStreamWriter(spool, StandardCharsets.UTF_8);
      content.write(out);
      out.flush();
      whole = true;
      return new SizedStream(closing(spool), spool.size());
    } finally {
      if (!whole) {
        spool.close();
      }
    }
  }

  /** The answer that is this file. */
  public static MutableHttpResponse<SizedStream> answer(
      HttpRequest<?> request, SizedStream file, String title, ExportFormat format)
      throws IOException {
    return answer(request, file)
        .contentType(MediaType.of(format.contentType()))
        .header("Content-Disposition", disposition(title, format));
  }

  /** The answer that is this JSON. */
  public static MutableHttpResponse<SizedStream> answer(HttpRequest<?> request, SizedStream json)
      throws IOException {
    if (request.getMethod() == HttpMethod.HEAD) {
      json.bytes().close();
    }
    return HttpResponse.ok(json)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .contentLength(json.length());
  }

  /**
   * A header that names the file, in every script; what cannot stand in a file's name is left out.
   */
  static String disposition(String title, ExportFormat format) {
    String name = Line.trim(title.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+", " "));
    if (name.isEmpty() || name.startsWith(".")) {
      name = "export";
    }
    int end = Math.min(name.length(), LONGEST_NAME);
    if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    name = name.substring(0, end) + "." + format.suffix();
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(
            name.replaceAll("[^ -~]", "_").replace("%", "_"),
            URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A"));
  }

  private static InputStream closing(Spool spool) {
    return new FilterInputStream(spool.read()) {
      @Override
      public void close() throws IOException {
        try (spool) {
          super.close();
        }
      }
    };
  }
}
