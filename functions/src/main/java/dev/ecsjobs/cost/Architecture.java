package dev.ecsjobs.cost;

/** A task's processor, as far as its price differs. */
public enum Architecture {
  X86_64,
  ARM64;

  /** Reads a task definition's or a task's word; what is not ARM is ECS's default. */
  public static Architecture of(String word) {
    return word.equalsIgnoreCase("arm64") ? ARM64 : X86_64;
  }
}
