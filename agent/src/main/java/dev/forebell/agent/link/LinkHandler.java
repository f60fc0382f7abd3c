package dev.forebell.agent.link;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Hands what happens on one socket to {@link NettyLink}, all on the link's thread. */
final class LinkHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** What can happen to a socket. */
  interface Events {
    void upgraded(ChannelHandlerContext socket);

    /** Something was heard, whatever it was. */
    void heard();

    void message(byte[] message);

    void writable();

    /** Will end the socket; {@link #gone} follows. */
    void failed(Throwable cause);

    void gone();
  }

  private final Events events;

  LinkHandler(Events events) {
    this.events = events;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext socket, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      events.upgraded(socket);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext socket, WebSocketFrame frame) {
    events.heard();
    if (frame instanceof BinaryWebSocketFrame) {
      events.message(ByteBufUtil.getBytes(frame.content()));
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext socket) {
    events.writable();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext socket, Throwable cause) {
    events.failed(cause);
    var _ = socket.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext socket) {
    events.gone();
  }
}
