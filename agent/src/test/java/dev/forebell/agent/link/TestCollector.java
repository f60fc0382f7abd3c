package dev.forebell.agent.link;

import dev.forebell.common.wire.Decoded;
import dev.forebell.common.wire.Frame;
import dev.forebell.common.wire.FrameReader;
import dev.forebell.common.wire.FrameWriter;
import dev.forebell.common.wire.WireLimits;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A collector by hand, on loopback: the test says each word. */
final class TestCollector implements AutoCloseable {
  /** What a session has to tell. */
  sealed interface Said {
    record Words(Frame frame) implements Said {}

    record Nothing() implements Said {}

    record Gone() implements Said {}
  }

  /** One agent's socket. */
  final class Session {
    private final Channel channel;
    final String authorization;
    final String extensions;
    private final LinkedBlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

    private Session(Channel channel, HandshakeComplete handshake) {
      this.channel = channel;
      this.authorization = handshake.requestHeaders().get("Authorization", "");
      this.extensions = handshake.requestHeaders().get("Sec-WebSocket-Extensions", "");
    }

    Frame next() throws InterruptedException {
      Frame frame = frames.poll(10, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("the agent said nothing for 10 s");
      }
      return frame;
    }

    /** The next frame of this type; heartbeats and others before it are skipped. */
    <T extends Frame> T next(Class<T> type) throws InterruptedException {
      Frame frame = next();
      while (!type.isInstance(frame)) {
        frame = next();
      }
      return type.cast(frame);
    }

    /** The next frame, if one comes in time. */
    Said poll(Duration within) throws InterruptedException {
      Frame frame = frames.poll(within.toMillis(), TimeUnit.MILLISECONDS);
      if (frame != null) {
        return new Said.Words(frame);
      }
      return channel.isOpen() ? new Said.Nothing() : new Said.Gone();
    }

    void welcome(Frame.Hello hello, Frame.ReplayFrom[] from) {
      send(
          new Frame.Welcome(
              hello.agentId(),
              Instant.now(),
              List.of(from),
              Duration.ofMillis(500),
              Duration.ofMinutes(5),
              Duration.ofSeconds(10),
              Duration.ZERO));
    }

    void send(Frame frame) {
      sendBytes(writer.write(frame));
    }

    void sendBytes(byte[] message) {
      var _ = channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)));
    }

    Frame.Hello welcome(Frame.ReplayFrom... from) throws InterruptedException {
      Frame.Hello hello = (Frame.Hello) next();
      send(
          new Frame.Welcome(
              "s",
              Instant.now(),
              List.of(from),
              Duration.ofMillis(200),
              Duration.ofMinutes(5),
              Duration.ofSeconds(10),
              Duration.ZERO));
      return hello;
    }

    /** Closes the TCP connection without a word. */
    void cut() {
      channel.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    boolean closed() {
      return channel.closeFuture().awaitUninterruptibly(10, TimeUnit.SECONDS);
    }
  }

  private final FrameWriter writer = new FrameWriter(WireLimits.DEFAULT);
  private final FrameReader reader = new FrameReader(WireLimits.DEFAULT);
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final LinkedBlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel server;

  TestCollector() {
    this(0);
  }

  TestCollector(int port) {
    this(port, Optional.empty());
  }

  /** One that speaks TLS. */
  TestCollector(SslContext tls) {
    this(0, Optional.of(tls));
  }

  private TestCollector(int port, Optional<SslContext> tls) {
    server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    tls.ifPresent(
                        context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(8_192),
                            new WebSocketServerProtocolHandler("/agent/v1", "forebell.v1"),
                            new Messages());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  Session accept() throws InterruptedException {
    return accept(Duration.ofSeconds(10));
  }

  Session accept(Duration within) throws InterruptedException {
    Session session = sessions.poll(within.toMillis(), TimeUnit.MILLISECONDS);
    if (session == null) {
      throw new AssertionError("no agent connected for " + within);
    }
    return session;
  }

  boolean quietFor(Duration time) throws InterruptedException {
    return sessions.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    // The end of an event loop does not end its sockets at once.
    accepted.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  private final class Messages extends SimpleChannelInboundHandler<Object> {
    private Session session;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete handshake) {
        session = new Session(context.channel(), handshake);
        accepted.add(context.channel());
        sessions.add(session);
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      if (message instanceof WebSocketFrame frame && frame instanceof BinaryWebSocketFrame) {
        Decoded decoded = reader.read(ByteBufUtil.getBytes(frame.content()));
        session.frames.add(((Decoded.Ok) decoded).frame());
      } else if (message instanceof FullHttpRequest) {
        throw new AssertionError("not an upgrade");
      }
    }
  }
}
