package dev.forebell.collector.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A hostile client: writes WebSocket bytes of its own making over a plain socket. */
final class RawClient implements AutoCloseable {
  static final int FIN = 0x80;
  static final int RSV1 = 0x40;
  static final int BINARY = 0x2;
  static final int CONTINUATION = 0x0;

  private final Socket socket;

  private RawClient(Socket socket) {
    this.socket = socket;
  }

  static RawClient open(int port) throws IOException {
    Socket socket = new Socket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(15_000);
    return new RawClient(socket);
  }

  /** Upgraded, offering compression. */
  static RawClient upgraded(int port, String key) throws IOException {
    RawClient client = open(port);
    String answer = client.upgrade(key);
    if (!answer.startsWith("HTTP/1.1 101")) {
      throw new IOException(answer);
    }
    return client;
  }

  /** Sends the upgrade with a permessage-deflate offer; the answer's head. */
  String upgrade(String key) throws IOException {
    write(
        ("GET /agent/v1 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: forebell.v1\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
                + "Authorization: Bearer "
                + key
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    return head();
  }

  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return head.toString();
      }
      head.append((char) c);
    }
    return head.toString();
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  void sendMessage(byte[] message) throws IOException {
    sendFrame(FIN | BINARY, message);
  }

  /** A masked frame (with a mask of zeros) whose first byte is {@code first}. */
  void sendFrame(int first, byte[] payload) throws IOException {
    write(header(first, payload.length));
    write(payload);
  }

  /** A frame header alone. */
  static byte[] header(int first, long length) {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.write(first);
    if (length < 126) {
      header.write(0x80 | (int) length);
    } else if (length < 65_536) {
      header.write(0x80 | 126);
      header.write((int) (length >> 8));
      header.write((int) length);
    } else {
      header.write(0x80 | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        header.write((int) (length >> shift));
      }
    }
    header.writeBytes(new byte[4]);
    return header.toByteArray();
  }

  /** Bytes until the server ended the connection. */
  byte[] readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (java.net.SocketException reset) {
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  /** RST, as a killed process with unread data leaves it. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
