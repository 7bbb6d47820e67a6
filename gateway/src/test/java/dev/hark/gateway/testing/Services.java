package dev.hark.gateway.testing;

import dev.hark.contract.FakeAskService;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.runtime.rpc.InternalCalls;
import dev.hark.runtime.rpc.InternalConfiguration;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The services behind a gateway, as a test directs them, over real connections. */
public final class Services {
  final FakeIndexService index = new FakeIndexService();
  final FakeSearchService search = new FakeSearchService(index);
  final FakeAskService ask = new FakeAskService(index);
  private Server searchServer = start(0, search, index);
  private Server askServer = start(0, ask);
  private final int searchPort = searchServer.getPort();
  private final int askPort = askServer.getPort();

  private static Server start(int port, BindableService... services) {
    try {
      return NettyServerBuilder.forAddress(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .permitKeepAliveTime(15, TimeUnit.SECONDS)
          .permitKeepAliveWithoutCalls(true)
          .maxInboundMessageSize(40 << 20)
          .intercept(
              new InternalCalls(
                  InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))))
          .addServices(List.of(services).stream().map(BindableService::bindService).toList())
          .build()
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String searchAddress() {
    return "127.0.0.1:" + searchPort;
  }

  String askAddress() {
    return "127.0.0.1:" + askPort;
  }

  public void stopSearch() {
    stop(searchServer);
  }

  /** At the same address as before. */
  public void startSearch() {
    searchServer = start(searchPort, search, index);
  }

  public void stopAsk() {
    stop(askServer);
  }

  /** At the same address as before. */
  public void startAsk() {
    askServer = start(askPort, ask);
  }

  private static void stop(Server server) {
    server.shutdownNow();
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void stop() {
    stopSearch();
    stopAsk();
  }
}
