package dev.hark.stack.kafka;

import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The process of the Kafka node. Formats its folder before the first start; in the same JVM, since
 * a second one would double the time to a first start.
 */
public final class KafkaMain {
  private KafkaMain() {}

  public static void main(String[] arguments) throws IOException {
    String configuration = arguments[0];
    Properties properties = new Properties();
    try (Reader reader = new FileReader(configuration, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Path folder = Path.of(properties.getProperty("log.dirs"));
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(configuration);
    }
    Kafka.main(arguments);
  }

  private static void format(String configuration) {
    String[] command = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration
    };
    int code = StorageTool.execute(command, System.out);
    if (code != 0) {
      System.exit(code);
    }
  }
}
