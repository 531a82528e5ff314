/// What the window may ask of the program, and the words it is answered in.
@NullMarked
package health.cairn.app.desk;

import org.jspecify.annotations.NullMarked;
