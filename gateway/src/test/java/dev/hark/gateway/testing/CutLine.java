package dev.hark.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A line to a server on this machine that can be cut and mended. */
public final class CutLine implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private CutLine(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static CutLine to(int port) {
    try {
      return new CutLine(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return door.getLocalPort();
  }

  /** What is connected breaks, and who comes is sent away. */
  public void cut() {
    cut = true;
    open.forEach(CutLine::closeQuietly);
    open.clear();
  }

  public void mend() {
    cut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (cut) {
          closeQuietly(client);
        } else {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          pipe(client, server);
          pipe(server, client);
        }
      } catch (IOException e) {
        // Nobody there, or this was closed.
      }
    }
  }

  private void pipe(Socket from, Socket to) {
    open.add(from);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (IOException e) {
                // Cut, or the other side has ended.
              }
              closeQuietly(from);
              closeQuietly(to);
              open.remove(from);
            });
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is of no use any more.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
