package dev.forebell.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualizationKindTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // container | vendor | product | hypervisor | xen | bit | kvm | docker | role type
        "'' | VMware, Inc. | VMware7,1 | '' | '' | true | false | false | guest vmware",
        "'' | QEMU | Standard PC (Q35 + ICH9, 2009) | '' | '' | true | true | false | guest kvm",
        "'' | Microsoft Corporation | Virtual Machine | '' | '' | true | false | false | guest"
            + " microsoft",
        "'' | Microsoft Corporation | Surface Pro | '' | '' | false | false | false | none none",
        "'' | Amazon EC2 | m5.large | '' | '' | true | false | false | guest amazon",
        "'' | Acme | Board | xen | '' | true | false | false | guest xen",
        "'' | Dell Inc. | PowerEdge R750 | '' | control_d | true | false | false | host xen",
        "'' | Dell Inc. | PowerEdge R750 | '' | '' | false | true | false | host kvm",
        "'' | Acme | Board | '' | '' | true | false | false | guest other",
        "lxc | QEMU | x | '' | '' | true | false | false | container lxc",
        "'' | QEMU | x | '' | '' | true | false | true | container docker",
        "'' | '' | '' | '' | '' | false | false | false | none none",
      })
  void cluesTellWhatAMachineIs(
      String container,
      String vendor,
      String product,
      String hypervisor,
      String xen,
      boolean bit,
      boolean kvm,
      boolean docker,
      String expected) {
    VirtualizationKind kind =
        VirtualizationKind.of(
            new VirtualizationKind.Clues(
                container, vendor, product, hypervisor, xen, bit, kvm, docker));
    assertEquals(expected, kind.role() + " " + kind.type());
  }
}
