package dev.ecsjobs.local.cli;

import dev.ecsjobs.local.deployed.Deployment;
import java.io.IOException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands take that can turn to a deployed stack instead of this machine. */
public final class SiteOptions {
  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "A deployed stack, instead of this machine: found with your AWS credentials and region"
              + " (AWS_PROFILE, AWS_REGION).")
  private String stack;

  @Mixin private Options here;

  boolean json() {
    return here.json();
  }

  /** For those who start nothing. */
  Site site() throws IOException {
    return site(new TaskOptions());
  }

  Site site(TaskOptions tasks) throws IOException {
    if (stack == null) {
      return new ThisMachine(here.template(), here.catalog(), here.data(), tasks);
    }
    if (here.isAboutThisMachine() || tasks.processes()) {
      throw new WrongUsage(
          "--stack means what is deployed; --template, --data, --parameter and --processes mean"
              + " this machine. Give the one or the others.");
    }
    return new DeployedSite(Deployment.find(stack, System.getenv()));
  }
}
