package dev.hark.search;

import dev.hark.contract.DeletionContract;
import dev.hark.contract.FiltersContract;
import dev.hark.contract.IndexServiceContract;
import dev.hark.contract.OverviewContract;
import dev.hark.contract.RecordingsContract;
import dev.hark.contract.SearchServiceContract;
import dev.hark.contract.SearchStubs;
import dev.hark.contract.SpeakersContract;
import dev.hark.contract.TranscriptContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What others rely on, and are tested with fakes for. */
class ContractIT
    implements IndexServiceContract,
        DeletionContract,
        SearchServiceContract,
        TranscriptContract,
        RecordingsContract,
        SpeakersContract,
        FiltersContract,
        OverviewContract {
  private static TestService service;

  @BeforeAll
  static void start() {
    service = TestService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Override
  public SearchStubs stubs() {
    return service;
  }
}
