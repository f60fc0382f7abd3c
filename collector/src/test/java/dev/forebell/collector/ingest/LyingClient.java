package dev.forebell.collector.ingest;

import dev.forebell.collector.ingest.SecureBench.Client;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;

/** Shows its certificate whatever the server asks for, and believes any server. */
final class LyingClient extends X509ExtendedKeyManager implements X509TrustManager {
  private final Client client;

  private LyingClient(Client client) {
    this.client = client;
  }

  static SSLSocket connect(SecureBench bench, Client client) throws Exception {
    LyingClient lying = new LyingClient(client);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {lying}, new TrustManager[] {lying}, null);
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bench.port.port()));
    socket.setSoTimeout(15_000);
    return socket;
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return "own";
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[] {"own"};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {client.certificate()};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return client.keys().getPrivate();
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return "none";
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
