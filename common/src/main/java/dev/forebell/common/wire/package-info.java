/**
 * Bytes to frames and back: one CBOR array a message. Imports {@code common.model}, the JDK and the
 * streaming part of Jackson core and CBOR; no databind, no I/O. Every length is checked before
 * anything of that length is allocated.
 */
package dev.forebell.common.wire;
