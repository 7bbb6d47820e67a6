package dev.hark.gateway.key;

/** Stands in for the gateway's command in the jar that the launcher's tests make. */
public final class KeysCommand {
  private KeysCommand() {}

  public static void main(String[] arguments) {
    boolean bound = String.join(" ", arguments).contains("--end-user");
    System.out.println("{\"key\":\"" + (bound ? "sk_live_bound" : "sk_live_whole") + "\"}");
  }
}
