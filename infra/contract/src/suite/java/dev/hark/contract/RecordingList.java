package dev.hark.contract;

import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.RpcTime;
import java.util.Comparator;
import java.util.List;

/** Lists what a {@link MemoryIndex} holds, page by page. */
record RecordingList(MemoryIndex index, CursorSeal seal) {
  private static final int MOST = 100;
  private static final int MOST_PASSED_OVER = 10_000;

  ListRecordingsResponse page(ListRecordingsRequest request) {
    Fields.inRange("limit", request.getLimit(), 1, MOST);
    Fields.inRange("offset", request.getOffset(), 0, MOST_PASSED_OVER);
    String owner =
        request.getEndUserId().isEmpty()
            ? ""
            : Fields.endUser(request.getCaller(), request.getEndUserId());
    List<String> filter = filter(request);
    String after = after(request, filter);
    Range range = Range.of(request);
    List<HeldRecording> rest =
        index.seenBy(request.getCaller()).stream()
            .filter(held -> owner.isEmpty() || owner.equals(held.owner()))
            .filter(held -> request.getStatusValue() == 0 || request.getStatus() == held.status())
            .filter(held -> range.holds(held.details()))
            .filter(held -> isWanted(request.getExternalId(), held.details().getExternalId()))
            .filter(
                held ->
                    request.getTag().isEmpty()
                        || held.details().getTags().getTagsList().contains(request.getTag()))
            .filter(
                held ->
                    request.getTitleWords().isEmpty()
                        || FoundChunks.words(held.details().getTitle())
                            .containsAll(FoundChunks.words(request.getTitleWords())))
            .filter(
                held ->
                    request.getRecordingIdsList().isEmpty()
                        || request.getRecordingIdsList().contains(held.id()))
            .filter(held -> place(held).compareTo(after) > 0)
            .sorted(Comparator.comparing(RecordingList::place))
            .skip(request.getOffset())
            .toList();
    ListRecordingsResponse.Builder page = ListRecordingsResponse.newBuilder();
    rest.stream().limit(request.getLimit()).forEach(held -> page.addRecordings(held.recording()));
    if (rest.size() > request.getLimit()) {
      page.setNextCursor(seal.seal(place(rest.get(request.getLimit() - 1)), filter));
    }
    return page.build();
  }

  private static boolean isWanted(String wanted, String held) {
    return wanted.isEmpty() || wanted.equals(held);
  }

  ListTranscriptionsResponse page(ListTranscriptionsRequest request) {
    Fields.inRange("limit", request.getLimit(), 1, MOST);
    String recording = Fields.optional("recording_id", request.getRecordingId(), RecordingId::new);
    List<String> filter =
        List.of(
            "transcriptions",
            Fields.half(request.getCaller()),
            request.getCaller().getEndUserId(),
            recording,
            request.getStatus().name());
    String after =
        request.getCursor().isEmpty()
            ? ""
            : seal.open(request.getCursor(), filter)
                .orElseThrow(() -> Fields.invalid("cursor", "is of another list"));
    List<Transcription> rest =
        index.seenBy(request.getCaller()).stream()
            .filter(held -> isWanted(recording, held.id()))
            .filter(held -> request.getStatusValue() == 0 || request.getStatus() == held.status())
            .flatMap(held -> held.latest().stream())
            .filter(one -> place(one).compareTo(after) > 0)
            .sorted(Comparator.comparing(RecordingList::place))
            .toList();
    ListTranscriptionsResponse.Builder page =
        ListTranscriptionsResponse.newBuilder()
            .addAllTranscriptions(rest.stream().limit(request.getLimit()).toList());
    if (rest.size() > request.getLimit()) {
      page.setNextCursor(seal.seal(place(rest.get(request.getLimit() - 1)), filter));
    }
    return page.build();
  }

  private static String place(Transcription one) {
    long created = RpcTime.of(one.getCreatedAt()).toEpochMilli();
    return "%020d %s".formatted(Long.MAX_VALUE - created, one.getRecordingId());
  }

  private static List<String> filter(ListRecordingsRequest request) {
    return List.of(
        Fields.half(request.getCaller()),
        request.getCaller().getEndUserId(),
        request.getEndUserId(),
        request.getStatus().name(),
        Range.of(request).toString(),
        request.getExternalId(),
        request.getTag(),
        request.getTitleWords(),
        String.join(" ", request.getRecordingIdsList()));
  }

  private String after(ListRecordingsRequest request, List<String> filter) {
    if (request.getCursor().isEmpty()) {
      return "";
    }
    Fields.inRange("offset", request.getOffset(), 0, 0);
    return seal.open(request.getCursor(), filter)
        .orElseThrow(() -> Fields.invalid("cursor", "is of another list"));
  }

  /** Sorts as lists do: newest first, those without a time last, then by id. */
  static String place(HeldRecording held) {
    long recorded =
        held.details().hasRecordedAt()
            ? RpcTime.of(held.details().getRecordedAt()).toEpochMilli()
            : 0;
    return "%020d %s".formatted(Long.MAX_VALUE - recorded, held.id());
  }
}
