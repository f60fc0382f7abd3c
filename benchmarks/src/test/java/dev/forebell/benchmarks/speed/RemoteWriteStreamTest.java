package dev.forebell.benchmarks.speed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteStreamTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 100, 127, 128, 16_384, 16_385, 300_000})
  void aMessageOfAnyLengthIsReadAsItWas(int length) {
    byte[] plain =
        "node_filesystem_avail_bytes /data "
            .repeat(length / 10)
            .concat("x")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] block = RemoteWriteStream.snappy(plain);
    ByteBuf out = Unpooled.buffer(plain.length);
    new Snappy().decode(Unpooled.wrappedBuffer(block), out);
    byte[] read = new byte[out.readableBytes()];
    out.readBytes(read);
    assertArrayEquals(plain, read);
    assertTrue(length < 1000 || block.length < plain.length / 4, block.length + " bytes");
  }
}
