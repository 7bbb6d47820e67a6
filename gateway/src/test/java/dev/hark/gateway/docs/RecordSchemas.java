package dev.hark.gateway.docs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.gateway.error.ErrorBody;
import dev.hark.gateway.http.Json;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON schemas of the records that bodies are made of, each under its name. */
final class RecordSchemas {
  private static final String PLACE = "#/components/schemas/";
  private static final String ID = "^%s[A-Za-z0-9]{1,64}$";

  private static final Map<String, String> IDS =
      Map.of(
          "recording", "rec_",
          "transcription", "txn_",
          "chunk", "chk_",
          "end_user", "eu_",
          "session", "as_",
          "message", "msg_");

  private static final Map<Type, String> NUMBERS =
      Map.of(int.class, "int32", Integer.class, "int32", long.class, "int64", Long.class, "int64");

  private final ObjectNode all;

  RecordSchemas(ObjectNode all) {
    this.all = all;
  }

  static String idPattern(String prefix) {
    return ID.formatted(prefix);
  }

  /** A reference to the schema of a record, or of one of the records that an interface permits. */
  ObjectNode reference(Class<?> type) {
    String name = name(type);
    if (!all.has(name)) {
      ObjectNode schema = all.putObject(name);
      if (type.isSealed()) {
        choices(schema, type);
      } else {
        fill(schema, type);
      }
    }
    return object().put("$ref", PLACE + name);
  }

  private void choices(ObjectNode schema, Class<?> type) {
    ArrayNode choices = schema.putArray("oneOf");
    ObjectNode mapping = object();
    for (Class<?> choice : type.getPermittedSubclasses()) {
      ObjectNode reference = reference(choice);
      choices.add(reference);
      String value = all.path(name(choice)).at("/properties/type/enum/0").asText();
      mapping.set(value, reference.get("$ref"));
    }
    schema.putObject("discriminator").put("propertyName", "type").set("mapping", mapping);
  }

  /** Bytes, as generators of clients know them. */
  static ObjectNode file() {
    return object().put("type", "string").put("format", "binary");
  }

  /** A page of a list. */
  ObjectNode page(Class<?> type) {
    String name = name(type) + "List";
    if (!all.has(name)) {
      ObjectNode schema = all.putObject(name).put("type", "object");
      ObjectNode members = schema.putObject("properties");
      members.putObject("data").put("type", "array").set("items", reference(type));
      members.putObject("has_more").put("type", "boolean");
      ObjectNode cursor = members.putObject("next_cursor");
      cursor.putArray("type").add("string").add("null");
      cursor.put("maxLength", 2_048).put("description", "Where the next page begins.");
      schema.putArray("required").add("data").add("has_more").add("next_cursor");
    }
    return object().put("$ref", PLACE + name);
  }

  private static boolean isRequest(Class<?> type) {
    return name(type).endsWith("Request");
  }

  /** What is one of several takes the name of those after its own. */
  private static String name(Class<?> type) {
    @Nullable Class<?> family = type.getEnclosingClass();
    if (family != null && family.isSealed()) {
      return type.getSimpleName() + name(family);
    }
    return type == ErrorBody.Content.class
        ? "ApiError"
        : type.getSimpleName().replaceAll("Answer$", "").replaceAll("Fields$", "Request");
  }

  private void fill(ObjectNode schema, Class<?> type) {
    schema.put("type", "object");
    ObjectNode members = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (BeanPropertyDefinition property : properties(type)) {
      Optional<RecordComponent> component = component(type, property);
      component.ifPresent(it -> add(members, required, property.getName(), it, isRequest(type)));
    }
    for (RecordComponent component : type.getRecordComponents()) {
      @Nullable Member member = component.getAnnotation(Member.class);
      if (member != null && member.merged() != Operation.Nothing.class) {
        members.setAll((ObjectNode) described(member.merged()).get("properties"));
      }
    }
    if (required.isEmpty()) {
      schema.remove("required");
    }
  }

  ObjectNode described(Class<?> type) {
    ObjectNode schema = object();
    fill(schema, type);
    return schema;
  }

  private static List<BeanPropertyDefinition> properties(Class<?> type) {
    var config = Json.mapper().getSerializationConfig();
    return config.introspect(config.constructType(type)).findProperties();
  }

  private static Optional<RecordComponent> component(
      Class<?> type, BeanPropertyDefinition property) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getName().equals(property.getInternalName()))
        .filter(
            component ->
                component.getAnnotation(Member.class) == null
                    || component.getAnnotation(Member.class).merged() == Operation.Nothing.class)
        .findFirst();
  }

  private void add(
      ObjectNode members,
      ArrayNode required,
      String name,
      RecordComponent component,
      boolean request) {
    @Nullable Member member = component.getAnnotation(Member.class);
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    boolean raw = component.getAccessor().isAnnotationPresent(JsonRawValue.class);
    ObjectNode schema = raw ? map(Object.class) : schema(name, component.getGenericType(), member);
    if (component.getAnnotatedType() instanceof AnnotatedParameterizedType map
        && schema.get("additionalProperties") instanceof ObjectNode value
        && map.getAnnotatedActualTypeArguments()[1].isAnnotationPresent(Nullable.class)) {
      orNull(value);
    }
    schema = nullable ? orNull(schema) : schema;
    if (member != null) {
      schema.put("description", member.value());
    }
    members.set(name, schema);
    boolean optional = component.getAccessor().isAnnotationPresent(JsonInclude.class);
    if (!optional && !(request && nullable)) {
      required.add(name);
    }
  }

  private ObjectNode schema(String name, Type type, @Nullable Member member) {
    if (type == String.class) {
      return text(name, member);
    }
    if (NUMBERS.containsKey(type)) {
      ObjectNode number = object().put("type", "integer").put("format", NUMBERS.get(type));
      return bounded(number, member, "minimum", "maximum");
    }
    if (type == Object.class) {
      return object();
    }
    if (type == BigDecimal.class || type == Double.class) {
      return bounded(object().put("type", "number"), member, "minimum", "maximum");
    }
    if (type == boolean.class || type == Boolean.class) {
      return object().put("type", "boolean");
    }
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      ObjectNode array = object().put("type", "array");
      String one = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
      Type item = list.getActualTypeArguments()[0];
      array.set("items", schema(one, item, item == String.class ? onlyValues(member) : null));
      return bounded(array, member, "minItems", "maxItems");
    }
    if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
      return map(map.getActualTypeArguments()[1]);
    }
    return reference((Class<?>) type);
  }

  private ObjectNode map(Type value) {
    ObjectNode map = object().put("type", "object");
    return value == Object.class
        ? map.put("additionalProperties", true)
        : map.set("additionalProperties", schema("", value, null));
  }

  /** Of a list of texts: bounds are the list's, values those of its items. */
  private static @Nullable Member onlyValues(@Nullable Member member) {
    return member != null && member.oneOf().length > 0 && member.most() == Member.ANY
        ? member
        : null;
  }

  private static ObjectNode text(String name, @Nullable Member member) {
    ObjectNode text = object().put("type", "string");
    if (member != null && member.oneOf().length > 0) {
      Arrays.stream(member.oneOf()).forEach(text.putArray("enum")::add);
      return text;
    }
    if (member != null && !member.id().isEmpty()) {
      return text.put("pattern", idPattern(member.id()));
    }
    if (name.equals("url")) {
      return bounded(
          text.put("format", "uri").put("pattern", "^https?://\\S+$"),
          member,
          "minLength",
          "maxLength");
    }
    if (name.equals("request_id")) {
      return text.put("pattern", "^[A-Za-z0-9_-]{1,128}$");
    }
    if (name.endsWith("_id") && !name.equals("external_id")) {
      String of = name.substring(0, name.length() - 3);
      return text.put("pattern", idPattern(Objects.requireNonNull(IDS.get(of), name)));
    }
    if (name.equals("time_zone")) {
      return text.put("format", "iana-time-zone");
    }
    if (name.endsWith("_at") || name.startsWith("recorded_")) {
      return text.put("format", "date-time");
    }
    if (member != null && member.words()) {
      text.put("pattern", "\\S");
    }
    return bounded(text, member, "minLength", "maxLength");
  }

  private static ObjectNode bounded(
      ObjectNode schema, @Nullable Member member, String least, String most) {
    if (member != null && member.least() != Member.ANY) {
      schema.put(least, member.least());
    }
    if (member != null && member.most() != Member.ANY) {
      schema.put(most, member.most());
    }
    return schema;
  }

  private static ObjectNode orNull(ObjectNode schema) {
    if (schema.isEmpty()) {
      return schema;
    }
    JsonNode type = schema.get("type");
    if (type == null) {
      ObjectNode either = object();
      either.putArray("anyOf").add(schema).addObject().put("type", "null");
      return either;
    }
    schema.putArray("type").add(type).add("null");
    if (schema.get("enum") instanceof ArrayNode values) {
      values.addNull();
    }
    return schema;
  }

  static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}
