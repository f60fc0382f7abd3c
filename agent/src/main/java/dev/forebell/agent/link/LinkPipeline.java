package dev.forebell.agent.link;

import dev.forebell.common.wire.WireLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * From the socket to WebSocket messages: TLS with the JDK's verification of chain and host name, no
 * extension offered, nothing larger than the protocol's limits taken.
 */
final class LinkPipeline {
  static final String SUBPROTOCOL = "forebell.v1";
  static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final int LARGEST_UPGRADE_ANSWER = 8 * 1024;

  private final LinkSettings settings;
  private final Optional<SslContext> tls;

  LinkPipeline(LinkSettings settings) {
    this.settings = settings;
    this.tls = settings.tls() ? Optional.of(context(settings)) : Optional.empty();
  }

  /**
   * @throws IllegalArgumentException naming the file, when the authority's file cannot be used
   */
  private static SslContext context(LinkSettings settings) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm("HTTPS");
    CollectorTrust trust = settings.trust();
    try {
      trust.authorities().ifPresent(pem -> builder.trustManager(pem.toFile()));
      trust.pin().ifPresent(pin -> builder.trustManager(PinnedTrust.of(pin)));
    } catch (IllegalArgumentException e) {
      throw unusable("trust", trust.authorities().orElse(Path.of("")), "certificates", e);
    }
    if (settings.identity() instanceof LinkIdentity.Certificate own) {
      try {
        builder.keyManager(own.certificate().toFile(), own.key().toFile());
      } catch (IllegalArgumentException e) {
        throw unusable("identity", own.certificate(), "this agent's certificate and key", e);
      }
    }
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException("TLS cannot be used: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException unusable(
      String what, Path file, String expected, IllegalArgumentException e) {
    return new IllegalArgumentException(
        what + ": " + file + " cannot be used, expected a PEM file of " + expected + ": " + e, e);
  }

  /** What comes before any HTTP: the proxy, if there is one, and TLS. */
  void connect(Channel channel, Optional<InetSocketAddress> proxy) {
    ChannelPipeline pipeline = channel.pipeline();
    proxy.ifPresent(address -> pipeline.addLast(proxyHandler(address)));
    tls.ifPresent(context -> pipeline.addLast(tlsHandler(context, channel)));
  }

  private ProxyHandler proxyHandler(InetSocketAddress address) {
    Optional<ProxySettings.Login> login = settings.proxy().flatMap(ProxySettings::login);
    ProxyHandler handler =
        login.isPresent()
            ? new HttpProxyHandler(address, login.get().user(), login.get().password().reveal())
            : new HttpProxyHandler(address);
    handler.setConnectTimeoutMillis(HANDSHAKE.toMillis());
    return handler;
  }

  void install(Channel channel, Optional<InetSocketAddress> proxy, ChannelHandler messages) {
    connect(channel, proxy);
    channel
        .pipeline()
        .addLast(
            new HttpClientCodec(),
            new HttpObjectAggregator(LARGEST_UPGRADE_ANSWER),
            new WebSocketClientProtocolHandler(webSocket()),
            new WebSocketFrameAggregator(settings.limits().messageBytes()),
            messages);
  }

  private SslHandler tlsHandler(SslContext context, Channel channel) {
    SslHandler handler = context.newHandler(channel.alloc(), settings.host(), settings.port());
    handler.setHandshakeTimeoutMillis(HANDSHAKE.toMillis());
    return handler;
  }

  private WebSocketClientProtocolConfig webSocket() {
    WireLimits limits = settings.limits();
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(settings.collector())
        .subprotocol(SUBPROTOCOL)
        .version(WebSocketVersion.V13)
        .allowExtensions(false)
        .maxFramePayloadLength(limits.frameBytes())
        .handshakeTimeoutMillis(HANDSHAKE.toMillis())
        .forceCloseTimeoutMillis(HANDSHAKE.toMillis())
        .dropPongFrames(false)
        .generateOriginHeader(false)
        .customHeaders(authorization(settings.identity()))
        .build();
  }

  static HttpHeaders authorization(LinkIdentity identity) {
    HttpHeaders headers = new DefaultHttpHeaders();
    return switch (identity) {
      case LinkIdentity.Key key ->
          headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + key.key().reveal());
      case LinkIdentity.Certificate _, LinkIdentity.None _ -> headers;
    };
  }
}
