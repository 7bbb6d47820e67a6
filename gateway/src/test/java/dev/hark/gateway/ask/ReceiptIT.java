package dev.hark.gateway.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.testing.RawAnswer;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.GetReceiptRequest;
import dev.hark.proto.ask.v1.Receipt;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiptIT extends SessionFixture {
  private static final String RECEIPT = SESSIONS + "/as_1/messages/msg_2/receipt";

  @Test
  void aReceiptIsAnsweredByteForByte() {
    askService.onReceipt(() -> SampleReceipt.RECEIPT);
    assertIs(200, SampleReceipt.RECEIPT_JSON, get(RECEIPT));
    GetReceiptRequest asked = askService.last(GetReceiptRequest.class);
    assertEquals("as_1 msg_2", asked.getSessionId() + " " + asked.getMessageId());
    assertEquals("proj_ask", asked.getCaller().getProjectId());
  }

  @Test
  void whatIsNotInItIsNull() {
    askService.onReceipt(
        () -> Receipt.newBuilder().setSessionId("as_1").setMessageId("msg_2").build());
    assertIs(
        200,
        """
        {"session_id":"as_1","message_id":"msg_2","queries":[],"interpretation":null,\
        "grounding":null,"chunks":[],"citations":[],"model":null,"provider":null,\
        "embedding_model":null,"index_generation":null,"prompt_hash":null,"asked_at":null,\
        "searched_at":null,"answered_at":null}\
        """,
        get(RECEIPT));
  }

  @Test
  void whatHasNoneIsNotFoundLikeWhatIsUnknown() {
    askService.fails(
        AskFailure.newBuilder().setReason(FailureReason.FAILURE_REASON_NOT_FOUND).build());
    String unknown = told(get(RECEIPT));
    for (String path :
        List.of(
            "/as_1/messages/rec_2/receipt",
            "/rec_1/messages/msg_2/receipt",
            "/as_1/messages/msg_-/receipt")) {
      assertEquals(unknown, told(get(SESSIONS + path)), path);
    }
  }

  private static String told(RawAnswer answer) {
    return answer.status() + " " + answer.code() + " " + answer.message() + " " + answer.param();
  }
}
