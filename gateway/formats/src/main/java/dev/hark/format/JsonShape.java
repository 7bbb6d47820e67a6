package dev.hark.format;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which members a JSON text has, down to the depth that tells formats apart: {@code
 * results.channels[].alternatives}. Reading it shows that all of the text is JSON.
 *
 * @param paths of the members and of the arrays that are not empty
 */
record JsonShape(Set<String> paths) {
  private static final int DEPTH = 4;
  private static final int ELEMENTS = 20;
  private static final int MOST_PATHS = 500;
  private static final int MOST_NAMES = 8;

  static JsonShape of(String text, Warnings warnings) {
    Set<String> paths = new LinkedHashSet<>();
    JsonInput.read(text, true, warnings, in -> visit(in, "", 0, paths));
    return new JsonShape(paths);
  }

  private static void visit(JsonInput in, String path, int depth, Set<String> paths)
      throws IOException {
    if (depth > DEPTH || paths.size() > MOST_PATHS || !(in.isObject() || in.isArray())) {
      in.skip();
    } else if (in.isObject()) {
      in.object(
          name -> {
            String member = path.isEmpty() ? name : path + "." + name;
            paths.add(member);
            visit(in, member, depth + 1, paths);
            return true;
          });
    } else {
      int[] read = {0};
      in.array(
          () -> {
            paths.add(path + "[]");
            if (read[0]++ < ELEMENTS) {
              visit(in, path + "[]", depth + 1, paths);
            } else {
              in.skip();
            }
          });
    }
  }

  boolean has(String path) {
    return paths.contains(path);
  }

  boolean hasAny(String... any) {
    for (String path : any) {
      if (paths.contains(path)) {
        return true;
      }
    }
    return false;
  }

  /** For whoever sent something that is none of the formats. */
  String describe() {
    Set<String> names =
        paths.stream()
            .filter(path -> path.matches("[A-Za-z0-9_-]{1,40}"))
            .limit(MOST_NAMES)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    boolean array = paths.stream().anyMatch(path -> path.startsWith("[]"));
    return names.isEmpty()
        ? (array ? "a JSON array" : "JSON without members")
        : "a JSON object with members " + String.join(", ", names);
  }
}
