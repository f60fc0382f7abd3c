package dev.forebell.agent.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens sockets to the collector: resolves its name away from the link's thread, then connects. */
final class Dialer {
  private static final System.Logger LOG = System.getLogger(Dialer.class.getName());

  private final LinkSettings settings;
  private final EventLoop loop;
  private final Bootstrap bootstrap;

  Dialer(LinkSettings settings, EventLoop loop, Supplier<ChannelHandler> messages) {
    this.settings = settings;
    this.loop = loop;
    this.bootstrap = bootstrap(loop, new LinkPipeline(settings), messages);
  }

  private static Bootstrap bootstrap(
      EventLoop loop, LinkPipeline pipeline, Supplier<ChannelHandler> messages) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            // One small socket: pooled arenas would cost megabytes for nothing.
            .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) LinkPipeline.HANDSHAKE.toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    pipeline.install(channel, messages.get());
                  }
                });
    try {
      KeepAlive.apply(bootstrap);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bootstrap;
  }

  /**
   * Tries one address of the collector's name, another one at each {@code attempt}; {@code failed}
   * and then {@code gone} are called on the link's thread if no socket came of it.
   */
  void dial(int attempt, Consumer<Throwable> failed, Runnable gone) {
    Consumer<Throwable> refused = failed.andThen(_ -> gone.run());
    Thread.ofPlatform().daemon().name("forebell-resolve").start(() -> resolve(attempt, refused));
  }

  private void resolve(int attempt, Consumer<Throwable> failed) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(settings.host());
      InetAddress address = addresses[attempt % addresses.length];
      onLoop(() -> connect(address, failed));
    } catch (UnknownHostException e) {
      onLoop(() -> failed.accept(e));
    }
  }

  private void onLoop(Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      // The link was closed while the name was being resolved: nobody waits for the answer.
      LOG.log(System.Logger.Level.DEBUG, "link closed while dialling", e);
    }
  }

  private void connect(InetAddress address, Consumer<Throwable> failed) {
    var _ =
        bootstrap
            .connect(new InetSocketAddress(address, settings.port()))
            .addListener(
                future -> {
                  if (!future.isSuccess()) {
                    failed.accept(future.cause());
                  }
                });
  }
}
