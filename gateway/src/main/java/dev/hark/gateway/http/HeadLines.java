package dev.hark.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sees in the bytes of a request's head what the codec does not tell: whether a header line was
 * folded, and whether a Content-Length stood there, which the codec takes away beside a
 * Transfer-Encoding. A head is handed on line by line, so that the codec has told whether it is
 * over before the next line is looked at. For the connection's own thread.
 */
final class HeadLines extends ChannelInboundHandlerAdapter {
  private static final String CONTENT_LENGTH = "content-length";

  private boolean inHead = true;

  /** Bytes of the body that are yet to come, where the head has told; then they go on at once. */
  private long body;

  private boolean lineBegins = true;
  private boolean inName;
  private final StringBuilder name = new StringBuilder();
  private boolean folded;
  private boolean sized;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      while (bytes.isReadable() && !context.isRemoved()) {
        ByteBuf part = bytes.readRetainedSlice(length(bytes));
        if (inHead) {
          look(part);
        }
        context.fireChannelRead(part);
      }
    } finally {
      bytes.release();
    }
  }

  private int length(ByteBuf bytes) {
    int there = bytes.readableBytes();
    if (body > 0) {
      int length = (int) Math.min(there, body);
      body -= length;
      return length;
    }
    int toLineEnd = bytes.bytesBefore((byte) '\n');
    return toLineEnd < 0 ? there : toLineEnd + 1;
  }

  private void look(ByteBuf part) {
    for (int i = part.readerIndex(); i < part.writerIndex(); i++) {
      char next = (char) (part.getByte(i) & 0xff);
      if (lineBegins) {
        folded |= next == ' ' || next == '\t';
        inName = true;
        name.setLength(0);
      }
      lineBegins = next == '\n';
      if (inName && next == ':') {
        sized |= name.toString().strip().equalsIgnoreCase(CONTENT_LENGTH);
        inName = false;
      } else if (inName && name.length() <= CONTENT_LENGTH.length()) {
        name.append(next);
      }
    }
  }

  /** Whether a line of the head went on in the next one. */
  boolean isFolded() {
    return folded;
  }

  /** Whether the head has a Content-Length. */
  boolean isSized() {
    return sized;
  }

  /**
   * What comes now is the body.
   *
   * @param length 0 when its end is told on the way
   */
  void headIsOver(long length) {
    inHead = false;
    body = length;
  }

  /** What comes now is the next head. */
  void requestIsOver() {
    inHead = true;
    body = 0;
    lineBegins = true;
    folded = false;
    sized = false;
  }
}
