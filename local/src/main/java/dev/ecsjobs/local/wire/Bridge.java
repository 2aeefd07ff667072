package dev.ecsjobs.local.wire;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/**
 * The network that a container engine's containers share with this machine.
 *
 * @param address this machine's, which containers call host.docker.internal
 * @param prefix how many of its bits name the network
 */
record Bridge(InetAddress address, int prefix) {
  /** Docker's on Linux; elsewhere Docker passes containers' requests on to loopback. */
  private static final String DOCKER = "docker0";

  /** Looks at this machine's interfaces: no engine has to be asked, and none can be slow. */
  static Optional<Bridge> here() {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(DOCKER)).stream()
          .flatMap(docker -> docker.getInterfaceAddresses().stream())
          .filter(own -> own.getAddress() instanceof Inet4Address)
          .map(Bridge::of)
          .findFirst();
    } catch (SocketException _) {
      return Optional.empty();
    }
  }

  private static Bridge of(InterfaceAddress own) {
    return new Bridge(own.getAddress(), own.getNetworkPrefixLength());
  }

  /** Linux takes packets for this address from any network: from others nobody is let in. */
  boolean reaches(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && network(other).equals(network(address));
  }

  private BigInteger network(InetAddress any) {
    var bits = any.getAddress();
    return new BigInteger(1, bits).shiftRight(bits.length * Byte.SIZE - prefix);
  }
}
