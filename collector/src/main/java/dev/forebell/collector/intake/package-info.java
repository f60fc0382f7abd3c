/**
 * Ways in for hosts that run something else: what other systems send becomes samples under our
 * names, so that the same rules judge it. May import {@code port}, {@code common.model}, Vert.x,
 * Netty's Snappy, the protobuf runtime and Jackson's streaming part; no other edge.
 */
package dev.forebell.collector.intake;
