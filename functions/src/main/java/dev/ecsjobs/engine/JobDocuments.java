package dev.ecsjobs.engine;

import dev.ecsjobs.job.JobDocument;
import java.util.Optional;

/** Reads what a schedule sends. */
public interface JobDocuments {

  /** Empty if it is no job document, or a wrong one: the launch function says so when it fires. */
  Optional<JobDocument> read(String input);
}
