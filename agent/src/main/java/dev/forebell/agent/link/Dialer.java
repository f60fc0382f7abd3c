package dev.forebell.agent.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Opens sockets to the collector: resolves its name away from the link's thread, then connects. */
final class Dialer {
  private static final System.Logger LOG = System.getLogger(Dialer.class.getName());

  private final LinkSource source;
  private final EventLoop loop;
  private final Supplier<ChannelHandler> messages;
  private final Bootstrap bootstrap;

  Dialer(LinkSource source, EventLoop loop, Supplier<ChannelHandler> messages) {
    this.source = source;
    this.loop = loop;
    this.messages = messages;
    this.bootstrap = bootstrap(loop);
  }

  /**
   * Whether settings can be used at all.
   *
   * @throws IllegalArgumentException naming the file that cannot
   */
  static void check(LinkSettings settings) {
    var _ = new LinkPipeline(settings);
  }

  private static Bootstrap bootstrap(EventLoop loop) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            // One small socket: pooled arenas would cost megabytes for nothing.
            .option(ChannelOption.ALLOCATOR, UnpooledByteBufAllocator.DEFAULT)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) LinkPipeline.HANDSHAKE.toMillis())
            // Names are resolved by us, away from this thread, or by the proxy.
            .resolver(NoopAddressResolverGroup.INSTANCE);
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
   *
   * @param dialling told on the link's thread with which settings it is tried
   */
  void dial(
      int attempt, Consumer<LinkSettings> dialling, Consumer<Throwable> failed, Runnable gone) {
    Consumer<Throwable> refused = failed.andThen(_ -> gone.run());
    Thread.ofPlatform()
        .daemon()
        .name("forebell-resolve")
        .start(() -> resolve(attempt, dialling, refused));
  }

  private void resolve(int attempt, Consumer<LinkSettings> dialling, Consumer<Throwable> failed) {
    try {
      LinkSettings settings = source.current();
      onLoop(() -> dialling.accept(settings));
      LinkPipeline pipeline = new LinkPipeline(settings);
      String first = settings.proxy().map(ProxySettings::host).orElse(settings.host());
      InetAddress[] addresses = InetAddress.getAllByName(first);
      InetAddress address = addresses[attempt % addresses.length];
      onLoop(() -> connect(settings, pipeline, address, failed));
    } catch (IOException | IllegalArgumentException e) {
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

  private void connect(
      LinkSettings settings,
      LinkPipeline pipeline,
      InetAddress address,
      Consumer<Throwable> failed) {
    Optional<InetSocketAddress> proxy =
        settings.proxy().map(through -> new InetSocketAddress(address, through.port()));
    InetSocketAddress collector =
        proxy.isPresent()
            ? InetSocketAddress.createUnresolved(settings.host(), settings.port())
            : new InetSocketAddress(address, settings.port());
    var _ =
        bootstrap
            .clone()
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    pipeline.install(channel, proxy, messages.get());
                  }
                })
            .connect(collector)
            .addListener(
                future -> {
                  if (!future.isSuccess()) {
                    failed.accept(future.cause());
                  }
                });
  }
}
