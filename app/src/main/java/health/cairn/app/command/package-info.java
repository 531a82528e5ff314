/// The command line.
@NullMarked
package health.cairn.app.command;

import org.jspecify.annotations.NullMarked;
