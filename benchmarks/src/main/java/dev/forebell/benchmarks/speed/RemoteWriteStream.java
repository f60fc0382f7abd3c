package dev.forebell.benchmarks.speed;

import com.google.protobuf.CodedOutputStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.compression.Snappy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** A Prometheus that writes on what many node_exporters say, the same for every server. */
final class RemoteWriteStream {
  private static final int HOSTS_A_REQUEST = 20;

  /** Requests under way at once, as a Prometheus' shards; a collector takes four at most. */
  private static final int SENDERS = 3;

  private static final int FRAGMENT = 1 << 14;
  private static final int BITS = 7;
  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final String[] MODES = {
    "user", "system", "idle", "iowait", "nice", "irq", "softirq", "steal"
  };

  private final URI uri;
  private final String token;
  private final int hosts;
  private final Duration interval;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<List<byte[]>> labels = new ArrayList<>();
  private final SplittableRandom dice = new SplittableRandom(1);
  private final LongAdder sent = new LongAdder();
  private final Semaphore underWay = new Semaphore(SENDERS);
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  /**
   * Prepares it.
   *
   * @param token shown to the server; empty: none
   * @param interval between two rounds over all hosts
   */
  RemoteWriteStream(URI uri, String token, int hosts, Duration interval) {
    this.uri = uri;
    this.token = token;
    this.hosts = hosts;
    this.interval = interval;
    for (int host = 0; host < hosts; host++) {
      labels.add(series("host-" + host + ":9100"));
    }
  }

  /** Samples that were answered with success. */
  long sent() {
    return sent.sum();
  }

  /** Rounds until the time is over, each begun on its own second or when the one before is out. */
  void run(Duration length) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long end = began + length.toNanos();
    for (long round = 0; System.nanoTime() - end < 0; round++) {
      long due = began + round * interval.toNanos();
      LockSupport.parkNanos(Math.max(0, Math.min(due, end) - System.nanoTime()));
      long millis = System.currentTimeMillis();
      for (int from = 0; from < hosts && System.nanoTime() - end < 0; from += HOSTS_A_REQUEST) {
        post(from, Math.min(hosts, from + HOSTS_A_REQUEST), millis);
      }
    }
    underWay.acquire(SENDERS);
    underWay.release(SENDERS);
    for (Throwable first : failures) {
      throw new IOException(uri + ": " + first.getMessage(), first);
    }
  }

  private void post(int from, int to, long millis) throws InterruptedException {
    int[] count = {0};
    byte[] message =
        message(
            out -> {
              for (List<byte[]> host : labels.subList(from, to)) {
                for (byte[] one : host) {
                  out.writeByteArray(1, series(one, millis));
                  count[0]++;
                }
              }
            });
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(snappy(message)));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    underWay.acquire();
    var _ =
        http.sendAsync(request.build(), BodyHandlers.ofString())
            .thenAccept(answer -> answered(answer, count[0]))
            .whenComplete(
                (_, failed) -> {
                  Optional.ofNullable(failed).ifPresent(failures::add);
                  underWay.release();
                });
  }

  private void answered(HttpResponse<String> answer, int samples) {
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException("answered " + answer.statusCode() + ": " + answer.body());
    }
    sent.add(samples);
  }

  private byte[] series(byte[] labels, long millis) {
    byte[] sample =
        message(
            out -> {
              out.writeDouble(1, 1e6 * dice.nextDouble());
              out.writeInt64(2, millis);
            });
    return message(
        out -> {
          out.writeRawBytes(labels);
          out.writeByteArray(2, sample);
        });
  }

  /** Snappy's block format, in fragments: Netty's encoder looks back no further than one. */
  static byte[] snappy(byte[] plain) {
    ByteBuf out = Unpooled.buffer(plain.length);
    int left = plain.length;
    for (; left > LOW_BITS; left >>>= BITS) {
      out.writeByte((left & LOW_BITS) | MORE);
    }
    out.writeByte(left);
    for (int from = 0; from < plain.length; from += FRAGMENT) {
      int length = Math.min(FRAGMENT, plain.length - from);
      ByteBuf part = Unpooled.buffer(length);
      new Snappy().encode(Unpooled.wrappedBuffer(plain, from, length), part, length);
      byte lengthByte = part.readByte();
      while (lengthByte < 0) {
        lengthByte = part.readByte();
      }
      out.writeBytes(part);
    }
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes);
    return bytes;
  }

  /** The labels of one host's hundred series, each as the bytes of its message. */
  private static List<byte[]> series(String instance) {
    List<byte[]> all = new ArrayList<>();
    for (int cpu = 0; cpu < 8; cpu++) {
      for (String mode : MODES) {
        all.add(labels(instance, "node_cpu_seconds_total", "cpu", "" + cpu, "mode", mode));
      }
    }
    for (String name :
        List.of("MemTotal", "MemAvailable", "MemFree", "Buffers", "Cached", "Slab")) {
      all.add(labels(instance, "node_memory_" + name + "_bytes"));
    }
    for (String name :
        List.of("node_load1", "node_load5", "node_load15", "node_boot_time_seconds")) {
      all.add(labels(instance, name));
    }
    for (String mount : List.of("/", "/data")) {
      for (String name :
          List.of("size_bytes", "avail_bytes", "free_bytes", "files", "files_free")) {
        all.add(
            labels(
                instance,
                "node_filesystem_" + name,
                "device",
                "/dev/sda" + mount.length(),
                "fstype",
                "ext4",
                "mountpoint",
                mount));
      }
    }
    for (String disk : List.of("sda", "sdb")) {
      for (String name :
          List.of("read_bytes_total", "written_bytes_total", "io_time_seconds_total")) {
        all.add(labels(instance, "node_disk_" + name, "device", disk));
      }
    }
    for (String name : List.of("eth0", "eth1")) {
      for (String what : List.of("bytes", "packets", "errs", "drop", "fifo")) {
        all.add(labels(instance, "node_network_receive_" + what + "_total", "device", name));
      }
    }
    return all;
  }

  private static byte[] labels(String instance, String name, String... more) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("__name__", name);
    labels.put("instance", instance);
    labels.put("job", "node");
    for (int i = 0; i < more.length; i += 2) {
      labels.put(more[i], more[i + 1]);
    }
    return message(
        out -> {
          for (var label : labels.entrySet()) {
            out.writeByteArray(
                1,
                message(
                    pair -> {
                      pair.writeString(1, label.getKey());
                      pair.writeString(2, label.getValue());
                    }));
          }
        });
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
