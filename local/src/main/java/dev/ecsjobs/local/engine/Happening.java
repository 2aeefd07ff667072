package dev.ecsjobs.local.engine;

import dev.ecsjobs.engine.Decided;
import dev.ecsjobs.history.Letter;

/** Something that whoever watches the engine may want to see. */
public sealed interface Happening {
  /** A signal was decided upon. */
  record Decision(Decided decided) implements Happening {}

  /** People are told of something; on AWS this is a mail. */
  record Told(Letter letter) implements Happening {}

  /** Something outside of any run, mostly trouble, in a sentence. */
  record Note(String text) implements Happening {}
}
