package dev.ecsjobs.local.verify;

/** How bad a finding is. */
public enum Severity {
  /** It cannot work as it stands. */
  ERROR,
  /** It works, and most likely not as meant. */
  WARNING,
  /** It may be meant so; it is good to know. */
  NOTE
}
