package dev.ecsjobs.job;

/** What each attempt of a job does. */
public sealed interface Work permits TaskTemplate, ServiceUpdate {
  /** What it is about, in a few words for people. */
  String inShort();
}
