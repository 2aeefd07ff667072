package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.deployed.AwsTrouble;
import dev.ecsjobs.local.engine.Happening;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Looks again and again until something has come about, whoever runs the engine: should that
 * process end before, this one takes over.
 */
final class Watch {
  private final Site site;
  private final String doing;
  private final String onTrouble;
  private String noted = "";

  /** Looks once; empty if there is still something to wait for. */
  interface Look<T> {
    Optional<T> in(Session session) throws InterruptedException;
  }

  /**
   * @param doing what this process is about, for others who find it at work
   * @param onTrouble a sentence: what is true although looking has failed
   */
  Watch(Site site, String doing, String onTrouble) {
    this.site = site;
    this.doing = doing;
    this.onTrouble = onTrouble;
  }

  <T> T until(Look<T> look) throws IOException, InterruptedException {
    while (true) {
      try (var session = site.running(doing, this::note)) {
        var seen = until(look, session);
        if (seen.isPresent()) {
          return seen.get();
        }
      }
    }
  }

  /** Empty if the process that runs the engine has ended before all was seen. */
  private <T> Optional<T> until(Look<T> look, Session session)
      throws IOException, InterruptedException {
    try {
      for (int looks = 1; ; looks++) {
        var seen = look.in(session);
        if (seen.isPresent()) {
          return seen;
        }
        if (looks % 10 == 0 && session.isOver()) {
          return Optional.empty();
        }
        Thread.sleep(site.lookEvery());
      }
    } catch (SdkException e) {
      if (session instanceof Session.Attached) {
        return Optional.empty(); // the other process has ended between two looks
      }
      sitOut(e);
      return Optional.empty();
    }
  }

  /** A deployed stack does without us: what passes is waited out, a long run outlives a cable. */
  private void sitOut(SdkException e) throws InterruptedException {
    var trouble = AwsTrouble.behind(e).orElseThrow(() -> e);
    if (!trouble.isPassing()) {
      throw trouble.and(onTrouble);
    }
    note(trouble.getMessage() + " (Looking goes on.)");
    Thread.sleep(site.lookEvery());
  }

  private void note(Happening happening) {
    if (happening instanceof Happening.Note note) {
      note(note.text());
    }
  }

  /** What goes on being trouble is told once. */
  private synchronized void note(String text) {
    if (!text.equals(noted)) {
      noted = text;
      System.err.println("ecsjobs: " + text);
    }
  }
}
