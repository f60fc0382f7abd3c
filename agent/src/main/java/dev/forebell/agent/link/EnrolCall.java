package dev.forebell.agent.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.resolver.NoopAddressResolverGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to the collector beside the link: same proxy, same TLS, same verification. */
public final class EnrolCall {
  private static final String PATH = "/agent/v1/enrol";
  private static final int LARGEST_ANSWER = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private EnrolCall() {}

  /** What came back. */
  public record Answer(int status, String body) {}

  /**
   * Posts a JSON object; blocks.
   *
   * @throws IOException with a sentence for the user, if nothing came back
   */
  public static Answer post(LinkSettings settings, String json) throws IOException {
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    try {
      String first = settings.proxy().map(ProxySettings::host).orElse(settings.host());
      InetAddress address = InetAddress.getByName(first);
      connect(settings, json, group, address, answer);
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(LinkFault.describe(Optional.ofNullable(e.getCause()).orElse(e)), e);
    } catch (TimeoutException e) {
      throw new IOException("the collector did not answer in " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (IOException e) {
      throw new IOException(LinkFault.describe(e), e);
    } finally {
      var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private static void connect(
      LinkSettings settings,
      String json,
      MultiThreadIoEventLoopGroup group,
      InetAddress address,
      CompletableFuture<Answer> answer) {
    LinkPipeline pipeline = new LinkPipeline(settings);
    Optional<InetSocketAddress> proxy =
        settings.proxy().map(through -> new InetSocketAddress(address, through.port()));
    InetSocketAddress collector =
        proxy.isPresent()
            ? InetSocketAddress.createUnresolved(settings.host(), settings.port())
            : new InetSocketAddress(address, settings.port());
    var _ =
        new Bootstrap()
            .group(group)
            .channel(NioSocketChannel.class)
            .resolver(NoopAddressResolverGroup.INSTANCE)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) LinkPipeline.HANDSHAKE.toMillis())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    pipeline.connect(channel, proxy);
                    channel
                        .pipeline()
                        .addLast(
                            new HttpClientCodec(),
                            new HttpObjectAggregator(LARGEST_ANSWER),
                            new Exchange(settings, json, answer));
                  }
                })
            .connect(collector)
            .addListener(
                done -> {
                  if (!done.isSuccess()) {
                    answer.completeExceptionally(done.cause());
                  }
                });
  }

  private static final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final LinkSettings settings;
    private final String json;
    private final CompletableFuture<Answer> answer;

    Exchange(LinkSettings settings, String json, CompletableFuture<Answer> answer) {
      this.settings = settings;
      this.json = json;
      this.answer = answer;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      DefaultFullHttpRequest request =
          new DefaultFullHttpRequest(
              HttpVersion.HTTP_1_1, HttpMethod.POST, PATH, Unpooled.wrappedBuffer(body));
      request
          .headers()
          .add(LinkPipeline.authorization(settings.identity()))
          .set(HttpHeaderNames.HOST, settings.collector().getAuthority())
          .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
          .set(HttpHeaderNames.CONTENT_LENGTH, body.length);
      var _ = context.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      answer.complete(
          new Answer(
              response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
      var _ = context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      answer.completeExceptionally(cause);
      var _ = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      answer.completeExceptionally(new IOException("the collector closed without an answer"));
    }
  }
}
