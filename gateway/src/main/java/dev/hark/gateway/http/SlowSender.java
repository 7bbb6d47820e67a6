package dev.hark.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request is not whole within a time. One that sends a byte now and then
 * is never idle, and would hold what it has sent for ever. Stands in front of the codec, where
 * headers that are not whole are seen, too; for the connection's own thread.
 */
final class SlowSender extends ChannelInboundHandlerAdapter {
  private final Duration time;
  private Duration limit;
  private boolean receiving;
  private @Nullable Future<?> end;

  SlowSender(Duration time) {
    this.time = time;
    this.limit = time;
  }

  /** The request that is being sent may take so long. */
  void allow(Duration longer) {
    limit = longer;
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    receiving = true;
    context.fireChannelRead(message);
  }

  /** Only what did not come at once needs a timer. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (receiving && end == null) {
      end =
          context.executor().schedule(() -> close(context), limit.toNanos(), TimeUnit.NANOSECONDS);
    }
    context.fireChannelReadComplete();
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }

  /** The request that was being sent is whole. */
  void received() {
    receiving = false;
    limit = time;
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    received();
    context.fireChannelInactive();
  }
}
