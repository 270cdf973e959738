package dev.sluice.provider.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.compression.ZlibWrapper;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks an answer that a provider compressed though nobody asked for it. As that is rare, it does
 * not stand in the way of all answers.
 */
final class Unpacking {
  private static final String ENCODING = "content-encoding";

  private final EmbeddedChannel inflater;

  private Unpacking(ZlibWrapper wrapper) {
    this.inflater = new EmbeddedChannel(ZlibCodecFactory.newZlibDecoder(wrapper, 0));
  }

  /** What unpacks an answer of these headers, which then no longer say so; null when nothing. */
  static @Nullable Unpacking of(MultiMap headers) {
    String encoding = headers.get(ENCODING);
    if (encoding == null) {
      return null;
    }
    ZlibWrapper wrapper =
        switch (encoding.toLowerCase(Locale.ROOT)) {
          case "gzip", "x-gzip" -> ZlibWrapper.GZIP;
          case "deflate", "x-deflate" -> ZlibWrapper.ZLIB_OR_NONE;
          default -> null;
        };
    if (wrapper == null) {
      return null;
    }
    headers.remove(ENCODING).remove("content-length");
    return new Unpacking(wrapper);
  }

  /**
   * The plain bytes that a read holds, which may be none.
   *
   * @throws RuntimeException when it is not what its header says
   */
  Buffer plain(Buffer read) {
    ByteBuf packed = Unpooled.copiedBuffer(((BufferInternal) read).getByteBuf());
    inflater.writeInbound(packed);
    Buffer plain = Buffer.buffer();
    for (ByteBuf part = inflater.readInbound(); part != null; part = inflater.readInbound()) {
      plain.appendBytes(ByteBufUtil.getBytes(part));
      part.release();
    }
    return plain;
  }

  /** Gives its memory back; wanted once, whatever came of the answer. */
  void close() {
    // Not finish(): that throws once more what was wrong with the answer.
    inflater.close().syncUninterruptibly();
    inflater.releaseInbound();
  }
}
