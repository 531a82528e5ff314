/// Organs at risk of the study on screen: found, shown, written for dose planning.
@NullMarked
package health.cairn.ui.organs;

import org.jspecify.annotations.NullMarked;
