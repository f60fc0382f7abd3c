package dev.forebell.collector.notify;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Stands before a mail server that knows no TLS: speaks STARTTLS as RFC 3207 asks, or TLS from the
 * first byte, and passes on what comes out.
 */
final class TlsFront implements AutoCloseable {
  private final NetServer server;

  // Held as long as its connections: Vert.x closes those of a client that nobody refers to.
  private final NetClient client;

  private final int behind;
  private final Path authority;

  TlsFront(Vertx vertx, int behind, boolean fromTheFirstByte, String name, Path folder)
      throws Exception {
    client = vertx.createNetClient();
    this.behind = behind;
    X509Bundle certificate =
        new CertificateBuilder()
            .subject("CN=" + name)
            .addSanDnsName(name)
            .notBefore(Instant.now().minus(1, ChronoUnit.DAYS))
            .notAfter(Instant.now().plus(1, ChronoUnit.DAYS))
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    authority =
        Files.writeString(folder.resolve(name + ".pem"), certificate.getCertificatePathPEM());
    NetServerOptions options = new NetServerOptions().setHost("127.0.0.1").setPort(0);
    options.setKeyCertOptions(
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
            .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())));
    options.setSsl(fromTheFirstByte);
    server = vertx.createNetServer(options);
    server.connectHandler(socket -> accept(socket, fromTheFirstByte));
    server.listen().toCompletionStage().toCompletableFuture().join();
  }

  int port() {
    return server.actualPort();
  }

  Path authority() {
    return authority;
  }

  private void accept(NetSocket socket, boolean secure) {
    if (secure) {
      pass(socket, false);
      return;
    }
    socket.write("220 front ESMTP\r\n");
    socket.handler(
        line -> {
          switch (line.toString().strip().toUpperCase(Locale.ROOT)) {
            case String hello when hello.startsWith("EHLO") ->
                socket.write("250-front\r\n250 STARTTLS\r\n");
            case "STARTTLS" -> {
              // From here on everything is for the server behind, whenever it comes.
              pass(socket, true);
              socket.upgradeToSsl(Buffer.buffer("220 go ahead\r\n"));
            }
            default -> socket.write("530 Must issue a STARTTLS command first\r\n");
          }
        });
  }

  private void pass(NetSocket socket, boolean greeted) {
    Future<NetSocket> inner = client.connect(behind, "127.0.0.1");
    socket.handler(bytes -> inner.onSuccess(to -> to.write(bytes)));
    socket.closeHandler(_ -> inner.onSuccess(NetSocket::close));
    boolean[] swallow = {greeted}; // the front has said hello already
    inner.onSuccess(
        from ->
            from.handler(
                    bytes -> {
                      if (!swallow[0]) {
                        socket.write(bytes);
                      }
                      swallow[0] = false;
                    })
                .closeHandler(_ -> socket.close()));
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
