package dev.hark.contract;

import static dev.hark.contract.Calls.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hark.contract.Calls.Refusal;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** An ask-service to be tested, over recordings. */
interface AskFixture {
  String MAYA = "eu_maya";

  /** Of the service that is tested. */
  AskServiceBlockingStub stub();

  /** Makes a searchable recording. */
  void has(Caller caller, String recording, String endUser);

  /** In a project that holds nothing yet but Maya's recording alpha. */
  default Calls calls() {
    Calls calls = new Calls(stub(), Calls.caller(unique("")));
    has(calls.caller(), "rec_alpha", MAYA);
    return calls;
  }

  static String unique(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  default Calls as(Calls calls, UnaryOperator<Caller.Builder> other) {
    return new Calls(stub(), other.apply(calls.caller().toBuilder()).build());
  }

  /** Those who see nothing of Maya's. */
  default List<Calls> others(Calls calls) {
    return List.of(
        as(calls, caller -> caller.setEndUserId("eu_jonas")),
        as(calls, caller -> caller.setMode(Mode.MODE_TEST)),
        as(calls, caller -> caller.setProjectId(unique("proj_"))));
  }

  static NewSession alpha() {
    return Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", "rec_alpha");
  }

  static void assertRefused(FailureReason reason, String param, Runnable call) {
    Refusal refusal = refusal(call);
    assertEquals(
        reason + " " + param, refusal.failure().getReason() + " " + refusal.failure().getParam());
    assertEquals(AskRefusedException.code(reason), refusal.code());
    assertFalse(refusal.failure().getMessage().isEmpty());
  }

  static void assertNotFound(Runnable call) {
    assertRefused(FailureReason.FAILURE_REASON_NOT_FOUND, "", call);
  }
}
