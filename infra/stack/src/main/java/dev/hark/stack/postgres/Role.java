package dev.hark.stack.postgres;

/**
 * Who may come into Hark's database. Each service owns the schema of its own and sees no other;
 * none is a superuser, which the launcher alone is.
 */
public enum Role {
  GATEWAY("hark_gateway", "gateway"),
  ASK("hark_ask", "ask"),
  /** For the person who looks into the tables: may do in them what the services may. */
  OPERATOR("hark_operator", "");

  private final String user;
  private final String schema;

  Role(String user, String schema) {
    this.user = user;
    this.schema = schema;
  }

  public String user() {
    return user;
  }

  /** What it owns; empty for one that owns nothing. */
  String schema() {
    return schema;
  }
}
