package dev.hark.gateway.docs;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * The API description at {@code /openapi.json}, and a page to read it with at {@code /docs}.
 * Nothing of it comes from anywhere else, and a browser is told so.
 */
@Controller
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocsController {
  /**
   * Scripts and styles are files of ours; inline ones are refused, and so is every other address.
   */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final String STYLE = "text/css;charset=utf-8";

  /** Of the viewer these and nothing else: its other files are for other uses. */
  private static final Map<String, String> VIEWER =
      Map.of("swagger-ui-bundle.js", SCRIPT, "swagger-ui.css", STYLE);

  private static final Map<String, String> OWN = Map.of("start.js", SCRIPT, "page.css", STYLE);

  private final String viewer = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private static String version() {
    Properties about = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      about.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return about.getProperty("version");
  }

  private static InputStream open(String resource) {
    InputStream in = DocsController.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException("not in this build: " + resource);
    }
    return in;
  }

  @Get("/openapi.json")
  HttpResponse<byte[]> description() {
    return file("/openapi/openapi.json", MediaType.APPLICATION_JSON);
  }

  @Get("/docs")
  HttpResponse<byte[]> page() {
    return file("/docs/index.html", "text/html;charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer");
  }

  @Get("/docs/{name}")
  HttpResponse<byte[]> part(String name) {
    if (VIEWER.containsKey(name)) {
      return file(viewer + name, VIEWER.get(name));
    }
    if (OWN.containsKey(name)) {
      return file("/docs/" + name, OWN.get(name));
    }
    throw new FailureException(Failure.noSuchRoute());
  }

  private static MutableHttpResponse<byte[]> file(String resource, String type) {
    try (InputStream in = open(resource)) {
      byte[] bytes = in.readAllBytes();
      return HttpResponse.ok(bytes)
          .header(HttpHeaders.CONTENT_TYPE, type)
          .contentLength(bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
