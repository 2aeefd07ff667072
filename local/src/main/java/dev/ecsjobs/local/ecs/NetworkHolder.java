package dev.ecsjobs.local.ecs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A program that waits for ever, as ECS's own pause container does.
 *
 * <p>A network lasts as long as a container in it runs, and no image of the user's can be trusted
 * to have a program that waits. So here is one: a Linux executable of an ELF header, one segment,
 * and a system call in a loop.
 *
 * @param machine the architecture's number in ELF
 * @param code for x86_64 {@code pause()}, for aarch64 {@code ppoll(0, 0, 0, 0, 0)}
 */
record NetworkHolder(short machine, String code) {
  static final String IMAGE = "ecsjobs-network-holder:1";

  private static final long ADDRESS = 0x400000;
  private static final int HEADERS = 64 + 56;
  private static final long PAGE = 0x10000; // the largest there is

  static Optional<NetworkHolder> of(ContainerEngine engine) {
    return switch (engine.architecture()) {
      case "x86_64", "amd64" -> Optional.of(new NetworkHolder((short) 62, "b8220000000f05ebf7"));
      case "aarch64", "arm64" ->
          Optional.of(
              new NetworkHolder(
                  (short) 183,
                  "280980d2" // x8: ppoll
                      + "000080d2010080d2020080d2030080d2040080d2" // x0 to x4: 0
                      + "010000d4" // the call
                      + "f9ffff17")); // again
      default -> Optional.empty();
    };
  }

  byte[] executable() {
    var instructions = HexFormat.of().parseHex(code);
    int size = HEADERS + instructions.length;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        // The header: 64 bits, little-endian, version 1, for any system.
        .put(HexFormat.of().parseHex("7f454c46020101000000000000000000"))
        .putShort((short) 2) // an executable
        .putShort(machine)
        .putInt(1) // version
        .putLong(ADDRESS + HEADERS) // where it begins
        .putLong(64) // where the segments' table is in the file
        .putLong(0) // no sections
        .putInt(0) // no flags
        .putShort((short) 64) // this header's size
        .putShort((short) 56) // a segment's entry's
        .putShort((short) 1) // one segment
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        // The segment: the whole file, to be loaded, read and executed.
        .putInt(1)
        .putInt(5)
        .putLong(0)
        .putLong(ADDRESS)
        .putLong(ADDRESS)
        .putLong(size)
        .putLong(size)
        .putLong(PAGE)
        .put(instructions)
        .array();
  }
}
