package dev.hark.gateway.mcp;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import jakarta.inject.Singleton;

/** Looks a recording up. */
@Singleton
final class GetRecording implements Tool {
  private final SearchServiceClient searchService;

  GetRecording(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  @Override
  public String name() {
    return "get_recording";
  }

  @Override
  public Scope scope() {
    return Scope.RECORDINGS_READ;
  }

  @Override
  public RecordingView answer(Call call, Fields arguments) {
    String id = arguments.requiredText("recording_id");
    return RecordingView.of(searchService.recording(call, AskedIds.recording("recording_id", id)));
  }
}
