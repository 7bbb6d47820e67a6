package dev.hark.gateway.docs;

import static dev.hark.gateway.docs.RecordSchemas.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a body is as a form, whose fields are texts: what has a structure is JSON in one. */
final class FormSchema {
  private FormSchema() {}

  /**
   * @param members of the body, as JSON
   * @param file those that the file stands for
   */
  static ObjectNode of(ObjectNode members, List<String> file) {
    ObjectNode form = object().put("type", "object");
    ObjectNode fields = form.putObject("properties");
    fields.set("file", RecordSchemas.file().put("description", "The transcript, as it is."));
    members
        .without(file)
        .properties()
        .forEach(one -> fields.set(one.getKey(), text(one.getValue())));
    form.putArray("required").add("file");
    return form;
  }

  private static ObjectNode text(JsonNode member) {
    String type = RandomJson.type(member);
    ObjectNode field = member.deepCopy();
    if (type.equals("object") || type.equals("array")) {
      field.removeAll();
      String said = member.path("description").asText();
      return field.put("type", "string").put("description", said + " As JSON.");
    }
    return field.put("type", type);
  }
}
