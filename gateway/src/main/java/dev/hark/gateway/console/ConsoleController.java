package dev.hark.gateway.console;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The console: one page at every address below {@code /console}, as it has its own routes, and its
 * parts, whose names change with what is in them.
 */
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsoleController {
  /**
   * Nothing but files of ours runs, in no other page, and no text of a transcript becomes a script
   * or a mark by whatever fault of the page. Audio plays from wherever its owner keeps it.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; media-src https: http:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_]+-[A-Z0-9]{8}\\.(js|css)");
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String STYLE = "text/css;charset=utf-8";

  /** A value that a client gives for gzip that means no. */
  private static final Pattern NO_GZIP = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

  private final ConsoleFile page = ConsoleFile.read("index.html").orElseThrow();

  @Get("/console")
  HttpResponse<byte[]> start(HttpRequest<?> request) {
    return page(request);
  }

  @Get("/console/{+path}")
  HttpResponse<byte[]> page(HttpRequest<?> request, String path) {
    return path.startsWith("assets/") ? asset(request, path) : page(request);
  }

  private HttpResponse<byte[]> page(HttpRequest<?> request) {
    MutableHttpResponse<byte[]> answer =
        page.hasTag(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH))
            ? HttpResponse.notModified()
            : bytes(request, page, "text/html;charset=utf-8");
    return answer
        .header(HttpHeaders.ETAG, page.tag())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header("Content-Security-Policy", POLICY);
  }

  private static HttpResponse<byte[]> asset(HttpRequest<?> request, String path) {
    String name = path.substring("assets/".length());
    Optional<ConsoleFile> file =
        ASSET.matcher(name).matches() ? ConsoleFile.read(path) : Optional.empty();
    if (file.isEmpty()) {
      throw new FailureException(Failure.noSuchRoute());
    }
    return bytes(request, file.get(), name.endsWith(".js") ? SCRIPT : STYLE)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
  }

  private static MutableHttpResponse<byte[]> bytes(
      HttpRequest<?> request, ConsoleFile file, String type) {
    boolean packed = takesGzip(request);
    byte[] bytes = packed ? file.packed() : file.bytes();
    MutableHttpResponse<byte[]> answer =
        HttpResponse.ok(bytes).header(HttpHeaders.CONTENT_TYPE, type).contentLength(bytes.length);
    return packed ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer;
  }

  private static boolean takesGzip(HttpRequest<?> request) {
    String accepted = String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT_ENCODING));
    return accepted.contains("gzip") && !NO_GZIP.matcher(accepted).find();
  }
}
