/// The window of Cairn, and how it is opened.
@NullMarked
package health.cairn.ui;

import org.jspecify.annotations.NullMarked;
