package dev.hark.gateway.docs;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the services might say, with and without all that they may leave out. */
final class RandomMessages {
  private static final Map<String, String> IDS =
      Map.of(
          "recording_id", "rec_",
          "transcription_id", "txn_",
          "chunk_id", "chk_",
          "end_user_id", "eu_",
          "session_id", "as_",
          "message_id", "msg_");
  private static final List<String> ALWAYS =
      List.of("created_at", "updated_at", "last_message_at", "scope", "message", "recording");

  private final Random random;

  RandomMessages(Random random) {
    this.random = random;
  }

  /** Fills it; what is a choice in the message is one of those. */
  <B extends Message.Builder> B fill(B builder) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.getRealContainingOneof() != null
          && builder.hasOneof(field.getRealContainingOneof())) {
        continue;
      }
      if (field.isRepeated()) {
        for (int i = random.nextInt(3); i > 0; i--) {
          builder.addRepeatedField(field, value(builder, field));
        }
      } else if (!field.hasPresence() || ALWAYS.contains(field.getName()) || random.nextBoolean()) {
        builder.setField(field, value(builder, field));
      }
    }
    return builder;
  }

  private Object value(Message.Builder of, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> text(field.getName());
      case INT -> random.nextInt(1_000);
      case LONG -> (long) random.nextInt(1_000_000);
      case DOUBLE -> random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case ENUM ->
          field
              .getEnumType()
              .getValues()
              .get(random.nextInt(field.getEnumType().getValues().size()));
      case MESSAGE -> message(of, field);
      case FLOAT, BYTE_STRING -> throw new IllegalStateException("what is " + field + "?");
    };
  }

  private Message message(Message.Builder of, FieldDescriptor field) {
    Message.Builder inner = of.newBuilderForField(field);
    return inner instanceof Timestamp.Builder time
        ? time.setSeconds(random.nextInt(2_000_000_000))
            .setNanos(random.nextInt(1_000) * 1_000_000)
            .build()
        : fill(inner).build();
  }

  private String text(String name) {
    String one = name.replaceAll("_ids$", "_id").replaceAll("^searchable_|^user_", "");
    if (IDS.containsKey(one)) {
      return IDS.get(one) + Long.toString(random.nextLong(1L << 60), 36);
    }
    if (name.endsWith("_json")) {
      return random.nextBoolean() ? "{\"a\":[1,null]}" : "";
    }
    return random.nextInt(4) == 0 && !name.equals("title")
        ? ""
        : "words \u00e9 \"" + random.nextInt();
  }
}
