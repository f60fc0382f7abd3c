package dev.forebell.common.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a host is for; decides default confirmation times and what can be an emergency. */
public enum HostKind {
  SERVER,
  VDI_HOST,
  VIRTUALISATION_HOST,
  BROKER,
  GATEWAY,
  DESKTOP,
  /** What has no agent and is no computer to people: a switch, storage, a UPS. */
  DEVICE;

  /** The configuration's spelling: {@code vdi_host}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<HostKind> parse(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
  }
}
