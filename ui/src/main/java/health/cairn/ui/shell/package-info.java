/// The frame of the window: rail, top line, status line, palette of commands, the locked door.
@NullMarked
package health.cairn.ui.shell;

import org.jspecify.annotations.NullMarked;
