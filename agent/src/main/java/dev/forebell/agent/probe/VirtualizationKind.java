package dev.forebell.agent.probe;

import dev.forebell.common.model.Pure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a machine is, as far as it can know.
 *
 * @param role {@code container}, {@code guest}, {@code host} (it can carry guests) or {@code none}
 * @param type such as {@code kvm}, {@code vmware}; {@code none} where it is not virtual
 */
@Pure
record VirtualizationKind(String role, String type) {
  private static final Map<String, String> MAKERS = makers();

  /**
   * Texts of the kernel; empty where it has none.
   *
   * @param container what the service manager says it runs in
   * @param hypervisorBit whether the processor says that something is below it
   * @param kvm whether guests can be started here
   */
  record Clues(
      String container,
      String vendor,
      String product,
      String hypervisor,
      String xen,
      boolean hypervisorBit,
      boolean kvm,
      boolean docker) {}

  static VirtualizationKind of(Clues clues) {
    if (!clues.container().isEmpty() || clues.docker()) {
      return new VirtualizationKind(
          "container", clues.container().isEmpty() ? "docker" : clues.container());
    }
    if (clues.xen().contains("control_d")) {
      return new VirtualizationKind("host", "xen");
    }
    String made = maker(clues);
    if (!made.isEmpty() || clues.hypervisorBit()) {
      return new VirtualizationKind("guest", made.isEmpty() ? "other" : made);
    }
    return new VirtualizationKind(clues.kvm() ? "host" : "none", clues.kvm() ? "kvm" : "none");
  }

  private static String maker(Clues clues) {
    if (!clues.hypervisor().isEmpty()) {
      return clues.hypervisor();
    }
    String machine = (clues.vendor() + " " + clues.product()).toLowerCase(Locale.ROOT);
    return MAKERS.entrySet().stream()
        .filter(entry -> machine.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  // Microsoft and Google also make real machines: their virtual ones say so in the product's name.
  private static Map<String, String> makers() {
    Map<String, String> makers = new LinkedHashMap<>();
    makers.put("vmware", "vmware");
    makers.put("virtualbox", "oracle");
    makers.put("innotek", "oracle");
    makers.put("microsoft corporation virtual machine", "microsoft");
    makers.put("google compute engine", "kvm");
    makers.put("amazon ec2", "amazon");
    makers.put("openstack", "kvm");
    makers.put("nutanix", "kvm");
    makers.put("parallels", "parallels");
    makers.put("xen", "xen");
    makers.put("bhyve", "bhyve");
    makers.put("qemu", "kvm");
    makers.put("kvm", "kvm");
    return makers;
  }
}
