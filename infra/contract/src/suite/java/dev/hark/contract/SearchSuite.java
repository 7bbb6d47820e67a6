package dev.hark.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.WriteResult;

/** What the suites of the index and of searches share. */
public interface SearchSuite {
  /** Of the service that is tested. */
  SearchStubs stubs();

  default Asks ask() {
    return new Asks(stubs());
  }

  default WriteResult send(Transcript transcript) {
    return transcript.sendTo(stubs());
  }

  /** One that is taken. */
  default void send(Owner owner, String recording, long second, String... texts) {
    WriteResult result = send(Transcript.of(owner, recording, second, texts));
    assertEquals(WriteResult.WRITE_RESULT_APPLIED, result);
  }

  default WriteResult check(Transcript transcript) {
    return stubs()
        .write()
        .checkTranscript(CheckTranscriptRequest.newBuilder().setHeader(transcript.header()).build())
        .getResult();
  }
}
