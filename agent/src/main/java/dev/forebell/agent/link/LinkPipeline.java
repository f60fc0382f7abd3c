package dev.forebell.agent.link;

import dev.forebell.common.wire.WireLimits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
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
    try {
      settings.trust().ifPresent(pem -> builder.trustManager(pem.toFile()));
      return builder.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "trust: "
              + settings.trust().map(Object::toString).orElse("the Java runtime's authorities")
              + " cannot be used, expected a PEM file of certificates: "
              + e.getMessage(),
          e);
    }
  }

  void install(Channel channel, ChannelHandler messages) {
    ChannelPipeline pipeline = channel.pipeline();
    tls.ifPresent(context -> pipeline.addLast(tlsHandler(context, channel)));
    pipeline.addLast(
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
        .customHeaders(
            new DefaultHttpHeaders()
                .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + settings.key().reveal()))
        .build();
  }
}
