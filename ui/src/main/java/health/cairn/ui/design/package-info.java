/// What the window is drawn with: colours with a fixed meaning, type, icons, how numbers are written.
@NullMarked
package health.cairn.ui.design;

import org.jspecify.annotations.NullMarked;
