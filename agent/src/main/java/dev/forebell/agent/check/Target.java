package dev.forebell.agent.check;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What a check asks. */
public sealed interface Target {
  /** Its spelling in {@code check.type} and in the agent's file. */
  String type();

  /** The address as the agent's file has it. */
  String address();

  /** A connection can be made. */
  record Tcp(String host, int port) implements Target {
    @Override
    public String type() {
      return "tcp";
    }

    @Override
    public String address() {
      return host + ":" + port;
    }
  }

  /** It answers an echo request; asked with the system's own {@code ping}. */
  record Ping(String host) implements Target {
    @Override
    public String type() {
      return "ping";
    }

    @Override
    public String address() {
      return host;
    }
  }

  /**
   * It answers a GET. Redirects are not followed.
   *
   * @param status those that count as well; empty: 200 to 399
   * @param contains what the first 64 KiB of the answer must hold
   * @param verify whether its certificate must be trusted by this host
   */
  record Http(URI uri, List<Integer> status, Optional<String> contains, boolean verify)
      implements Target {
    public Http {
      status = List.copyOf(status);
    }

    @Override
    public String type() {
      return "http";
    }

    @Override
    public String address() {
      return uri.toString();
    }

    boolean accepts(int code) {
      return status.isEmpty() ? code >= 200 && code < 400 : status.contains(code);
    }
  }

  /**
   * A TLS handshake succeeds, whoever signed the certificate.
   *
   * @param serverName which of its names is asked for
   */
  record Tls(String host, int port, String serverName) implements Target {
    @Override
    public String type() {
      return "tls";
    }

    @Override
    public String address() {
      return host + ":" + port;
    }
  }

  /** A name server has an address for a name. */
  record Dns(String server, int port, String name) implements Target {
    /** Whether a name server can be asked for such a name. */
    public static boolean asks(String name) {
      return DnsQuestion.isName(name);
    }

    @Override
    public String type() {
      return "dns";
    }

    @Override
    public String address() {
      return name + "@" + server + ":" + port;
    }
  }
}
