package dev.forebell.collector.config;

import java.util.List;
import java.util.Optional;

/**
 * The port for agents on other machines: TLS always, and nothing but what agents need.
 *
 * @param address where it listens; {@code 0.0.0.0} or {@code ::} for every address
 * @param port 0 to 65535; 0: any free one
 * @param names DNS names and addresses under which agents reach it, the one to print first
 * @param files its certificate and key; empty: of the collector's own authority
 */
public record AgentPort(
    String address, int port, List<String> names, Optional<CertificateFiles> files) {
  /** What it is unless said otherwise. */
  public static final int PORT = 8443;

  public AgentPort {
    names = List.copyOf(names);
  }

  /**
   * PEM files, relative to the configuration folder.
   *
   * @param certificate the server's own certificate, then its authorities'
   * @param key its private key, not encrypted
   */
  public record CertificateFiles(String certificate, String key) {}
}
