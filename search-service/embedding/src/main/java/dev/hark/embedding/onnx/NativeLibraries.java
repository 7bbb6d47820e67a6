package dev.hark.embedding.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.jar.JarEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the native libraries once into the user's cache folder and keeps the libraries that load
 * them off the network.
 *
 * <p>Left alone, ONNX Runtime unpacks 22 MB into the temporary folder at every start, which stay
 * there when the process is killed, and the tokenizer asks a cloud provider's metadata address for
 * an instance id to report.
 */
final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);

  private NativeLibraries() {}

  /** Must run before the first use of either library. */
  static void prepare() {
    setIfAbsent("ai.djl.offline", "true");
    Path cache = cacheFolder();
    try {
      Files.createDirectories(cache);
      setIfAbsent("onnxruntime.native.path", onnxRuntime(cache).toString());
      setIfAbsent("ENGINE_CACHE_DIR", cache.toString());
    } catch (IOException e) {
      LOG.warn("cannot keep native libraries in {}, they go to temporary folders", cache, e);
    }
  }

  private static Path cacheFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("hark").resolve("native");
  }

  /** The folder that holds both parts, named by their content, so that an upgrade gets its own. */
  private static Path onnxRuntime(Path cache) throws IOException {
    String resources = "/ai/onnxruntime/native/" + platform() + "/";
    JarURLConnection runtime = inJar(resources + System.mapLibraryName("onnxruntime"));
    JarURLConnection binding = inJar(resources + System.mapLibraryName("onnxruntime4j_jni"));
    Path folder =
        cache.resolve(
            "onnxruntime-%08x-%08x".formatted(entry(runtime).getCrc(), entry(binding).getCrc()));
    Files.createDirectories(folder);
    unpack(runtime, folder);
    unpack(binding, folder);
    return folder;
  }

  private static JarURLConnection inJar(String resource) throws IOException {
    URL url = NativeLibraries.class.getResource(resource);
    if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("not in a jar: " + resource);
    }
    return connection;
  }

  private static JarEntry entry(JarURLConnection connection) throws IOException {
    JarEntry entry = connection.getJarEntry();
    if (entry == null) {
      throw new IOException("not a file: " + connection.getURL());
    }
    return entry;
  }

  /** Several processes may do so at once: each writes its own file and moves it into place. */
  private static void unpack(JarURLConnection library, Path folder) throws IOException {
    JarEntry entry = entry(library);
    Path name = Path.of(entry.getName()).getFileName();
    Path target = folder.resolve(String.valueOf(name));
    if (Files.exists(target) && Files.size(target) == entry.getSize()) {
      return;
    }
    Path own = Files.createTempFile(folder, "unpacking", ".tmp");
    try (InputStream in = library.getInputStream()) {
      Files.copy(in, own, StandardCopyOption.REPLACE_EXISTING);
      Files.move(own, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(own);
    }
  }

  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.startsWith("windows") ? "win" : os.startsWith("mac") ? "osx" : "linux";
    String arch = System.getProperty("os.arch");
    return system + (arch.equals("aarch64") ? "-aarch64" : "-x64");
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null && System.getenv(key) == null) {
      System.setProperty(key, value);
    }
  }
}
