package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Decided;

/** Something that whoever watches the engine may want to see. */
public sealed interface Happening {
  /** A signal was decided upon. */
  record Decision(Decided decided) implements Happening {}

  /** Something outside of any run, mostly trouble, in a sentence. */
  record Note(String text) implements Happening {}
}
