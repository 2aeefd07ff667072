package dev.ecsjobs.local.placement;

/** A port of a container instance; the number 0 asks for any that is free. */
public record HostPort(int number, Protocol protocol) {
  public HostPort {
    if (number < 0 || number > 65_535) {
      throw new IllegalArgumentException("no host has a port " + number + ", only 1 to 65535");
    }
  }

  public static HostPort tcp(int number) {
    return new HostPort(number, Protocol.TCP);
  }

  public static HostPort udp(int number) {
    return new HostPort(number, Protocol.UDP);
  }

  public boolean dynamic() {
    return number == 0;
  }
}
