package dev.ecsjobs.local;

import dev.ecsjobs.local.cli.BackfillCommand;
import dev.ecsjobs.local.cli.CalendarCommand;
import dev.ecsjobs.local.cli.CancelCommand;
import dev.ecsjobs.local.cli.HistoryCommand;
import dev.ecsjobs.local.cli.ImportCommand;
import dev.ecsjobs.local.cli.InterruptCommand;
import dev.ecsjobs.local.cli.JobsCommand;
import dev.ecsjobs.local.cli.LogsCommand;
import dev.ecsjobs.local.cli.PauseCommand;
import dev.ecsjobs.local.cli.RerunCommand;
import dev.ecsjobs.local.cli.ResumeCommand;
import dev.ecsjobs.local.cli.RunCommand;
import dev.ecsjobs.local.cli.ShowCommand;
import dev.ecsjobs.local.cli.SimulateCommand;
import dev.ecsjobs.local.cli.TopCommand;
import dev.ecsjobs.local.cli.UiCommand;
import dev.ecsjobs.local.cli.UpCommand;
import dev.ecsjobs.local.cli.VerifyCommand;
import dev.ecsjobs.local.cli.WhyCommand;
import dev.ecsjobs.local.cli.WrongUsage;
import dev.ecsjobs.local.deployed.AwsTrouble;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command line {@code ecsjobs}. */
@Command(
    name = "ecsjobs",
    mixinStandardHelpOptions = true,
    version = "ecsjobs 0.1.0",
    description = {
      "Runs the jobs of template.yaml on this machine, without an AWS account.",
      "With --stack NAME all commands that are about jobs and runs turn to a stack deployed to AWS"
          + " instead."
    },
    subcommands = {
      UpCommand.class,
      UiCommand.class,
      RunCommand.class,
      RerunCommand.class,
      BackfillCommand.class,
      PauseCommand.class,
      ResumeCommand.class,
      CancelCommand.class,
      InterruptCommand.class,
      JobsCommand.class,
      TopCommand.class,
      HistoryCommand.class,
      ShowCommand.class,
      WhyCommand.class,
      LogsCommand.class,
      VerifyCommand.class,
      CalendarCommand.class,
      ImportCommand.class,
      SimulateCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:succeeded",
      "1:the run failed, or verify found errors",
      "2:wrong usage, a broken template, or AWS says no"
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::told);
  }

  /** What the user must mend is told in words; anything else is a bug and shows its stack trace. */
  private static int told(Exception e, CommandLine command, ParseResult arguments)
      throws Exception {
    var words =
        e instanceof WrongUsage
            ? Optional.of(e.getMessage())
            : AwsTrouble.behind(e).map(Throwable::getMessage);
    if (words.isPresent()) {
      command.getErr().println(words.get());
      return CommandLine.ExitCode.USAGE;
    }
    throw e;
  }
}
