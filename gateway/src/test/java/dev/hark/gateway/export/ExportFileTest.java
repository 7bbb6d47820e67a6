package dev.hark.gateway.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExportFileTest {
  @Test
  void aTitleIsAFileNameAndNothingElse() {
    assertEquals(
        "attachment; filename=\"a b.vtt\"; filename*=UTF-8''a%20b.vtt",
        ExportFile.disposition("a/b\"\r\n", ExportFormat.VTT));
    assertEquals(
        "attachment; filename=\"_rger _.md\"; filename*=UTF-8''%C3%84rger%20%F0%9F%91%8B.md",
        ExportFile.disposition("Ärger 👋", ExportFormat.MD));
    assertEquals(
        "attachment; filename=\"export.txt\"; filename*=UTF-8''export.txt",
        ExportFile.disposition("../\u202e", ExportFormat.TXT));
  }
}
