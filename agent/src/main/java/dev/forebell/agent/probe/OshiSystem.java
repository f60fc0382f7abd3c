package dev.forebell.agent.probe;

import java.util.Locale;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;

/**
 * OSHI's two halves, held for as long as the agent runs.
 *
 * @param linux whether the kernel's own files may be read besides
 */
record OshiSystem(boolean linux, HardwareAbstractionLayer hardware, OperatingSystem software) {
  /** Of this machine: without native code where OSHI can do without, as it costs memory. */
  static OshiSystem ofThisMachine() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      var system = new oshi.nativefree.SystemInfo();
      return new OshiSystem(true, system.getHardware(), system.getOperatingSystem());
    }
    var system = new oshi.SystemInfo();
    return new OshiSystem(false, system.getHardware(), system.getOperatingSystem());
  }
}
