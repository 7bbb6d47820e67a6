package dev.hark.stack.opensearch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;

/**
 * The process of the OpenSearch node: what the distribution's own start does without its refusal to
 * run as root. Runs with the jars of the distribution alone.
 */
public final class OpenSearchMain {
  private OpenSearchMain() {}

  /** Takes the distribution's folder and the folder of the configuration. */
  public static void main(String[] arguments) throws Exception {
    Settings home =
        Settings.builder().putProperties(Map.of("path.home", arguments[0]), key -> key).build();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            home, Map.of(), Path.of(arguments[1]), () -> "hark");
    LogConfigurator.registerErrorListener();
    LogConfigurator.setNodeName("hark");
    LogConfigurator.configure(environment);
    Node node = new Node(environment);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, ended), "close-node"));
    node.start();
    ended.await();
  }

  private static void close(Node node, CountDownLatch ended) {
    try {
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    } catch (IOException e) {
      System.err.println("the node did not close in order: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }
}
