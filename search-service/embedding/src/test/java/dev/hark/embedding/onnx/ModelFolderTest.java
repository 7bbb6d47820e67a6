package dev.hark.embedding.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingModel;
import dev.hark.embedding.onnx.ModelFiles.ModelSettings;
import dev.hark.embedding.onnx.ModelFiles.Pooling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private final Path folder;

  ModelFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void embedsWithTheFolderSModelAsItsSettingsSay() throws IOException {
    copy("/e5-small-v2-q.onnx", "model.onnx");
    copy("/e5-small-v2-q-tokenizer.json", "tokenizer.json");
    settings("{\"query_prefix\":\"query: \",\"passage_prefix\":\"passage: \",\"max_tokens\":512}");
    try (Embedder own = open();
        Embedder builtin = OnnxEmbedder.builtin(1)) {
      assertArrayEquals(builtin.embedQuery("who?"), own.embedQuery("who?"));
      assertTrue(own.space().model().matches("onnx-[0-9a-f]{16}"), own.space().model());
      assertEquals(384, own.space().dimension());
    }
  }

  @Test
  void isNamedByItsSettingsToo() throws IOException {
    write("model.onnx", "");
    write("tokenizer.json", "");
    String plain = name();
    assertEquals(plain, name());
    settings("{\"pooling\":\"cls\"}");
    assertNotEquals(plain, name());
    assertEquals("mine", new ModelFolder(folder).files(Optional.of("mine")).name());
  }

  @Test
  void readsEverySetting() throws IOException {
    write("model.onnx", "");
    write("tokenizer.json", "");
    settings(
        "{\"query_prefix\":\"q\",\"passage_prefix\":\"p\",\"pooling\":\"CLS\",\"max_tokens\":64}");
    assertEquals(
        new ModelSettings("q", "p", Pooling.CLS, 64),
        new ModelFolder(folder).files(Optional.empty()).settings());
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    assertTrue(failure().contains("model.onnx"));
    write("model.onnx", "");
    assertTrue(failure().contains("tokenizer.json"));
  }

  @Test
  void saysWhatSettingsMayHold() throws IOException {
    write("model.onnx", "");
    write("tokenizer.json", "");
    settings("{\"poling\":\"cls\"}");
    assertTrue(failure().contains("pooling (mean or cls)"));
    settings("{\"max_tokens\":3}");
    assertTrue(failure().contains("at least 16, not 3"));
  }

  @Test
  void saysThatAModelCannotBeLoaded() throws IOException {
    write("model.onnx", "not a model");
    copy("/e5-small-v2-q-tokenizer.json", "tokenizer.json");
    assertTrue(failure().contains("cannot load the embedding model onnx-"));
  }

  @Test
  void saysThatATokenizerCannotBeLoaded() throws IOException {
    write("model.onnx", "not a model");
    write("tokenizer.json", "not a tokenizer");
    assertTrue(failure().contains("cannot load the embedding model onnx-"));
  }

  private Embedder open() {
    return OnnxEmbedder.folder(new EmbeddingModel.OnnxFolder(folder, Optional.empty()), 1, 0);
  }

  private String failure() {
    return String.valueOf(assertThrows(IllegalArgumentException.class, this::open).getMessage());
  }

  private String name() throws IOException {
    return new ModelFolder(folder).files(Optional.empty()).name();
  }

  private void settings(String json) throws IOException {
    write("hark-embedding.json", json);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void copy(String resource, String name) throws IOException {
    try (InputStream in = ModelFolderTest.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("missing: " + resource);
      }
      Files.copy(in, folder.resolve(name));
    }
  }
}
