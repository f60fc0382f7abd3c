package dev.forebell.agent;

import dev.forebell.common.model.Secret;
import java.util.Optional;

/**
 * How this machine becomes an agent by itself, at its first start.
 *
 * @param token empty: somebody runs {@code forebell agent enrol}
 * @param seat its place in a pool of desktops that are reset
 * @param bySecret where a proxy ends TLS, so that no client certificate passes
 */
record EnrolSettings(Optional<Secret> token, Optional<String> seat, boolean bySecret) {
  static final EnrolSettings NONE = new EnrolSettings(Optional.empty(), Optional.empty(), false);
}
