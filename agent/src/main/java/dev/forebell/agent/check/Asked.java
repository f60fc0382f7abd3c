package dev.forebell.agent.check;

import dev.forebell.agent.certificate.Certificates;
import dev.forebell.agent.exec.Program;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Asks one target; blocks for as long as its patience. */
final class Asked {
  private static final int LARGEST_DATAGRAM = 4096;

  private final Duration patience;

  Asked(Duration patience) {
    this.patience = patience;
  }

  /** What came of it; whatever goes wrong on the way is an answer too. */
  Verdict of(Target target) {
    try {
      return switch (target) {
        case Target.Tcp tcp -> tcp(tcp);
        case Target.Ping ping -> ping(ping);
        case Target.Http http -> new HttpAsked(patience).of(http);
        case Target.Tls tls -> tls(tls);
        case Target.Dns dns -> dns(dns);
      };
    } catch (SocketTimeoutException e) {
      return Verdict.bad("no answer within " + patience.toMillis() + " ms");
    } catch (IOException | RuntimeException e) {
      return Verdict.bad(e.toString());
    }
  }

  private Verdict tcp(Target.Tcp tcp) throws IOException {
    long begun = System.nanoTime();
    try (Socket socket = connected(tcp.host(), tcp.port())) {
      return socket.isConnected() ? Verdict.good(since(begun)) : Verdict.bad("not connected");
    }
  }

  private Socket connected(String host, int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setSoTimeout(millis());
      socket.connect(new InetSocketAddress(host, port), millis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private Verdict ping(Target.Ping ping) throws IOException {
    String seconds = Long.toString(Math.max(1, patience.toSeconds()));
    List<String> words = List.of("ping", "-n", "-q", "-c", "1", "-W", seconds, "--", ping.host());
    long begun = System.nanoTime();
    var finished = new Program(words, patience.plusSeconds(1)).run();
    if (finished.exitCode() == 0) {
      return Verdict.good(roundTrip(finished.output()).orElse(since(begun)));
    }
    return Verdict.bad(
        finished.exitCode() == 1 ? "no echo" : "ping ended with " + finished.exitCode());
  }

  /** From the summary {@code rtt min/avg/max/mdev = 0.031/0.031/0.031/0.000 ms}. */
  static Optional<Duration> roundTrip(String output) {
    return output
        .lines()
        .filter(line -> line.matches("r\\S* min/avg/max\\S* = [0-9.]+/[0-9.]+/.*"))
        .map(line -> line.substring(line.indexOf('=') + 1).strip().split("/", -1)[1])
        .map(millis -> Duration.ofNanos((long) (Double.parseDouble(millis) * 1e6)))
        .findFirst();
  }

  private Verdict tls(Target.Tls tls) throws IOException {
    long begun = System.nanoTime();
    try (Socket plain = connected(tls.host(), tls.port());
        SSLSocket socket =
            (SSLSocket)
                AnyCertificate.context()
                    .getSocketFactory()
                    .createSocket(plain, tls.serverName(), tls.port(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      if (tls.serverName().matches(".*[a-zA-Z].*")) {
        parameters.setServerNames(List.of(new SNIHostName(tls.serverName())));
      }
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      Verdict good = Verdict.good(since(begun));
      return shown(socket.getSession()).map(good::with).orElse(good);
    }
  }

  /** What the other side showed in its handshake. */
  static Optional<Certificates> shown(SSLSession session) {
    try {
      List<X509Certificate> chain =
          java.util.Arrays.stream(session.getPeerCertificates())
              .filter(X509Certificate.class::isInstance)
              .map((Certificate one) -> (X509Certificate) one)
              .toList();
      return chain.isEmpty() ? Optional.empty() : Optional.of(new Certificates(chain));
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private Verdict dns(Target.Dns dns) throws IOException {
    int id = ThreadLocalRandom.current().nextInt(1 << 16);
    byte[] question = DnsQuestion.addressOf(dns.name(), id);
    long begun = System.nanoTime();
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(millis());
      // Connected: an answer of anybody else is not taken in.
      socket.connect(new InetSocketAddress(InetAddress.getByName(dns.server()), dns.port()));
      socket.send(new DatagramPacket(question, question.length));
      DatagramPacket answer = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      socket.receive(answer);
      Duration took = since(begun);
      Optional<String> wrong =
          DnsQuestion.whatIsWrong(
              java.util.Arrays.copyOf(answer.getData(), answer.getLength()), id);
      return wrong.map(Verdict::bad).orElse(Verdict.good(took));
    }
  }

  private int millis() {
    return Math.toIntExact(Math.max(1, patience.toMillis()));
  }

  static Duration since(long begunNanos) {
    return Duration.ofNanos(System.nanoTime() - begunNanos);
  }
}
