package dev.ecsjobs.job;

/**
 * A job whose every run does the same for a number of indexes, each in tasks of its own.
 *
 * @param size how many indexes there are, from 0
 * @param parallelism how many of them may be under way at a time
 * @param successShare which share of them has to succeed, above 0 and up to 1
 */
public record Array(int size, int parallelism, double successShare) {

  /** How many indexes have to succeed. */
  public int needed() {
    // 0.55 of 20 are 11, although binary fractions make a little more of it.
    return (int) Math.ceil(Math.round(successShare * size * 1e6) / 1e6);
  }
}
