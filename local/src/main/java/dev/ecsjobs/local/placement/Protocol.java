package dev.ecsjobs.local.placement;

/** What a port is a port of: the same number may be taken once for each. */
public enum Protocol {
  TCP,
  UDP
}
