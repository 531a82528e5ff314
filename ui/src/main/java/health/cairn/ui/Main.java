package health.cairn.ui;

import health.cairn.app.command.CairnCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The program: one command line, with the window behind it.
public final class Main {
  private Main() {}

  /// Ends the process with the exit code of the command, whatever threads are left.
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals(FirstFrame.OPTION)) {
      FirstFrame.showAndPrint();
      return;
    }
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    int exit = CairnCommand.run(arguments, out, err, System.getenv(), new WindowScreens());
    out.flush();
    err.flush();
    System.exit(exit);
  }
}
