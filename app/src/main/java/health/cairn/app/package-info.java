/// The program without its window: the failures every part of it speaks of.
@NullMarked
package health.cairn.app;

import org.jspecify.annotations.NullMarked;
