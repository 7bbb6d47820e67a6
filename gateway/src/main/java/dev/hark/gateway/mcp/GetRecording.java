package dev.hark.gateway.mcp;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.search.v1.Recording;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks a recording up. */
@Singleton
final class GetRecording implements Tool {
  private final SearchServiceClient searchService;

  GetRecording(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  /**
   * A recording with what the app keeps of it, which lists leave out.
   *
   * @param speakers names by label
   * @param metadata JSON, as it came
   */
  record Whole(
      @JsonUnwrapped RecordingView shown,
      @Nullable String externalId,
      List<String> tags,
      Map<String, String> speakers,
      @JsonRawValue @Nullable String metadata) {

    static Whole of(Recording recording) {
      return new Whole(
          RecordingView.of(recording),
          Absent.textOrNull(recording.getExternalId()),
          recording.getTagsList(),
          new TreeMap<>(recording.getSpeakersMap()),
          Absent.textOrNull(recording.getMetadataJson()));
    }
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
  public Whole answer(Call call, Fields arguments) {
    String id = arguments.requiredText("recording_id");
    return Whole.of(searchService.recording(call, AskedIds.recording("recording_id", id)));
  }
}
